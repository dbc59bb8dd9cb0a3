/** The first rows of a file as they will be read: under our names, with how their times are understood. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { read } from '../api.ts'
import { Icon } from '../components/Icon.tsx'
import { Segments } from '../components/Segments.tsx'
import { useFields } from './import-choices.ts'
import type { Choices } from './import-choices.ts'
import './import.css'

/** The first rows under our names; columns we know nothing of are left out as long as any is known. */
export function ImportPreview(props: {
  status: ImportStatus
  choices: Choices
  onChange: (choices: Choices) => void
}) {
  const { status, choices } = props
  const known = useFields(status, choices.as).flatMap(({ field, label }) =>
    Object.entries(choices.map)
      .filter(([, of]) => of === field)
      .map(([column]) => ({ column, label })),
  )
  const shown = known.length > 0 ? known : status.columns.map(({ column }) => ({ column, label: column }))
  return (
    <>
      <div>
        <h2 className="title">The first {status.preview.length} rows</h2>
        <span className="small third">{status.format.split('; ')[0]}</span>
      </div>
      <DatesRead {...props} />
      <div className="Paper ImportPreview" tabIndex={0} role="region" aria-label="The first rows">
        <table>
          <thead>
            <tr>
              {shown.map(({ column, label }) => (
                <th key={column} scope="col" title={column}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {status.preview.map((row, at) => (
              <tr key={at}>
                {shown.map(({ column }) => (
                  <td key={column} title={row[column]}>
                    {row[column] || <span className="third">–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** How the times will be read, as it stands with what is chosen now; where day and month might be either, a person says. */
function DatesRead({ status, choices, onChange }: Parameters<typeof ImportPreview>[0]) {
  const at = Object.entries(choices.map).find(([, field]) => field === 'at')?.[0] ?? ''
  const { data } = useQuery({ ...datesAs(status.id, choices, at), enabled: at !== '' })
  const dates = at === '' ? NO_TIMES : data?.dates
  if (!dates) return null
  const isFine = dates.standing === 'read'
  return (
    <div className="Notice ImportDates" data-tone={isFine ? 'info' : 'warn'} role="status">
      <Icon name={isFine ? 'calendar' : 'alert-triangle'} />
      <span className="grow">{datesInWords(dates)}</span>
      {dates.order && (dates.standing === 'assumed' || choices.dates) && (
        <Segments
          label="Order of day and month"
          value={dates.order}
          onChange={(order) => onChange({ ...choices, dates: order })}
          choices={[
            { value: 'day-first', label: 'Day first' },
            { value: 'month-first', label: 'Month first' },
          ]}
        />
      )}
    </div>
  )
}

const NO_TIMES: NonNullable<ImportStatus['dates']> = { standing: 'none', words: '', order: null }

function datesInWords({ standing, words }: NonNullable<ImportStatus['dates']>): string {
  if (standing === 'none') return 'No column says when it was, so the time of this import stands in.'
  if (standing === 'unreadable')
    return 'The column taken for “When” holds no dates that can be read: every row would be set aside.'
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

const datesAs = (id: string, { as, dates }: Choices, at: string) =>
  queryOptions({
    queryKey: ['imports', id, 'dates', as, at, dates],
    queryFn: () => read.import(id, { as, at, dates }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
