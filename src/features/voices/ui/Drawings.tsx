/** The small drawings of a theme's row: its trend from zero, its feeling in three parts. Each says in words what it shows. */
import type { Feeling } from '#features/voices/contract.ts'

const [WIDTH, HEIGHT] = [84, 24]

/** Comments a week; the foot of the drawing is nought. */
export function Trend({ weeks, tone }: { weeks: readonly number[]; tone: 'rising' | 'plain' }) {
  const most = Math.max(1, ...weeks)
  const x = (at: number): number => 2 + (at * (WIDTH - 6)) / Math.max(1, weeks.length - 1)
  const y = (count: number): number => HEIGHT - 3 - (count / most) * (HEIGHT - 7)
  const path = weeks
    .map((count, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(count).toFixed(1)}`)
    .join('')
  const last = weeks.length - 1
  return (
    <svg
      className="Trend"
      data-tone={tone}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`A week, the last twelve: ${weeks.join(', ')}`}
    >
      <path d={path} fill="none" strokeWidth="1.6" strokeLinejoin="round" />
      <circle cx={x(last)} cy={y(weeks[last] ?? 0)} r="2.4" />
    </svg>
  )
}

export function FeelingBar({ negative, neutral, positive }: Feeling) {
  const total = negative + neutral + positive
  if (total === 0) return <span className="small third">none</span>
  const percent = (part: number): number => Math.round((part / total) * 100)
  return (
    <span
      className="FeelingBar"
      role="img"
      aria-label={`${percent(negative)} percent negative, ${percent(neutral)} neutral, ${percent(positive)} positive`}
    >
      <i data-side="negative" style={{ flexGrow: negative }} />
      <i data-side="neutral" style={{ flexGrow: neutral }} />
      <i data-side="positive" style={{ flexGrow: positive }} />
    </span>
  )
}
