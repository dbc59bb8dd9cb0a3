/** Themes by how often they are said, with change beyond chance and feeling; a row is chosen by click, J and K, or arrows. */
import { counted, countOf } from '#kit/counted.ts'
import type { ThemeDetail, ThemeKind, ThemeRow } from '#features/voices/contract.ts'
import { FeelingBar, Trend } from './Drawings.tsx'

export const KIND_WORDS: Readonly<Record<ThemeKind, string>> = {
  complaint: 'Complaint',
  praise: 'Praise',
  help: 'Help',
  idea: 'Idea',
}
const KIND_TONES: Readonly<Record<ThemeKind, string>> = {
  complaint: 'bad',
  praise: 'good',
  help: 'info',
  idea: 'primary',
}

export function KindBadge({ kind }: { kind: ThemeKind }) {
  return (
    <span className="Badge VoiceKind" data-tone={KIND_TONES[kind]}>
      {KIND_WORDS[kind]}
    </span>
  )
}

/** "214 comments by 187 people"; of many only the newest are read, and people counted among them. */
export function commentsWords({ count }: ThemeRow, read: ThemeDetail | undefined): string {
  const comments = countOf(count, 'comment')
  if (!read) return comments
  const by = `by ${countOf(read.people, 'person', 'people')}`
  return read.read < count ? `${comments}, the newest ${counted(read.read)} ${by}` : `${comments} ${by}`
}

/** "+46 %", "new", or "steady" where chance alone would do it. */
export function changeWords({ change: { percent, isSteady, before }, count }: ThemeRow): string {
  if (isSteady) return 'steady'
  if (percent === null) return before === 0 && count > 0 ? 'new' : 'steady'
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`
}

/** Worse is more of a complaint or less of a praise. */
function changeTone(row: ThemeRow): 'good' | 'bad' | 'plain' {
  const { percent, isSteady } = row.change
  if (isSteady || percent === null || row.kind === 'help' || row.kind === 'idea') return 'plain'
  return percent > 0 === (row.kind === 'complaint') ? 'bad' : 'good'
}

export function ThemeTable(props: {
  rows: readonly ThemeRow[]
  selected: string | null
  onSelect: (id: string) => void
}) {
  const most = Math.max(1, ...props.rows.map(({ count }) => count))
  return (
    <table className="ThemeTable">
      <thead>
        <tr>
          <th>Theme</th>
          <th>Kind</th>
          <th className="right">Comments</th>
          <td className="ThemeTable-bar" />
          <th className="ThemeTable-trend">Trend</th>
          <th className="right">Change</th>
          <th>Feeling</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr
            key={row.id}
            id={`theme-${row.id}`}
            aria-current={row.id === props.selected || undefined}
            onClick={() => props.onSelect(row.id)}
          >
            <td>
              <button type="button" className="ThemeTable-name" onClick={() => props.onSelect(row.id)}>
                <b>{row.name}</b>
                <span className="small third truncate">
                  {row.origin === 'found' ? `found: “${row.place}”` : row.place}
                </span>
              </button>
            </td>
            <td>
              <KindBadge kind={row.kind} />
            </td>
            <td className="right">
              <b>{counted(row.count)}</b>
            </td>
            <td className="ThemeTable-bar">
              <span style={{ width: `${(row.count / most) * 76}px` }} />
            </td>
            <td className="ThemeTable-trend">
              <Trend weeks={row.trend} tone={changeTone(row) === 'bad' ? 'rising' : 'plain'} />
            </td>
            <td className="right" data-tone={changeTone(row)}>
              {changeWords(row)}
            </td>
            <td className="ThemeTable-feeling">
              <FeelingBar {...row.feeling} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
