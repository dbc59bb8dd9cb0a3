/** The promises without the axis: as a list with large rows on a phone, or as a table for whoever reads tables better. */
import type { PromiseRow } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { whenFull } from '#web/times.ts'
import { Owner } from './PromiseAxis.tsx'
import type { RowGroup } from './PromiseAxis.tsx'
import { besideDue, standingOf, toneOf } from './say.ts'

type RowsProps = { groups: readonly RowGroup[]; now: number; onSelect: (id: string) => void }

export function PromiseList({ groups, now, onSelect }: RowsProps) {
  return (
    <div className="PromiseList">
      {groups.map(({ group, label, count, items }) => (
        <section key={group} aria-labelledby={`list-${group}`}>
          <h2 className="PromiseList-group" id={`list-${group}`}>
            {label} <span className="third">{count}</span>
          </h2>
          <ul className="Paper">
            {items.map((row) => (
              <li key={row.id}>
                <button type="button" className="PromiseList-row plain" onClick={() => onSelect(row.id)}>
                  <Owner row={row} />
                  <span className="grow">
                    <b className="strong truncate">{row.customer.name}</b>
                    <span className="second truncate">{row.about}</span>
                  </span>
                  <span className="PromiseList-due" data-tone={toneOf(row, group)}>
                    <Icon name={standingOf(row).icon} size="s" label={standingOf(row).word} />
                    {besideDue(row, group, now)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

export function PromiseTable({ groups, now, onSelect }: RowsProps) {
  const rows: { row: PromiseRow; beside: string }[] = groups.flatMap(({ group, items }) =>
    items.map((row) => ({ row, beside: besideDue(row, group, now) })),
  )
  return (
    <div className="TableScroll" tabIndex={0} role="region" aria-label="Promises as a table">
      <table className="PlainTable">
        <thead>
          <tr>
            {['Customer', 'Promise', 'Owner', 'Made', 'Due', 'Standing', ''].map((word) => (
              <th key={word} scope="col">
                {word === '' ? <span className="visually-hidden">Time</span> : word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, beside }) => (
            <tr key={row.id}>
              <th scope="row">
                <button type="button" className="Link PlainTable-name" onClick={() => onSelect(row.id)}>
                  {row.customer.name}
                </button>
              </th>
              <td>{row.about}</td>
              <td>{row.owner?.name ?? 'Nobody'}</td>
              <td>{whenFull(row.madeAt)}</td>
              <td>{row.dueAt === null ? 'No time told' : whenFull(row.dueAt)}</td>
              <td>{standingOf(row).word}</td>
              <td>{beside}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
