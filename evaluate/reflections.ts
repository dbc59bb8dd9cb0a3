/**
 * Scores the ten reflections (S4.26 to S4.35) against the messages that were labelled for them, the half that was looked at and the half that
 * was not; prints, never writes. `--wrong` lists errors of the looked-at half.
 */
import { wilsonInterval } from '../src/kit/statistics/wilson.ts'
import { MOMENT_KINDS, noticeMoments } from '../src/reading/index.ts'
import { readAfternoon } from './labelled.ts'
import type { Labelled } from './labelled.ts'

const REFLECTIONS = MOMENT_KINDS.filter((kind) => kind.startsWith('reflection_'))
const rows = readAfternoon()

tell(
  'Reflections, half that was looked at',
  rows.filter(({ held }) => !held),
)
tell(
  'Reflections, half that nobody looked at',
  rows.filter(({ held }) => held),
)

function tell(title: string, rows: readonly Labelled[]): void {
  console.log(`\n${title}, ${rows.length} messages\n`)
  console.log('kind                          gold  found P     R     F1    quote')
  const total = { right: 0, found: 0, gold: 0, overlaps: 0 }
  for (const kind of REFLECTIONS) {
    const tally = { right: 0, found: 0, gold: 0, overlaps: 0 }
    for (const { text, moments } of rows) {
      const gold = moments.find((moment) => moment.kind === kind)
      const mine = noticeMoments(text).moments.find((moment) => moment.kind === kind)
      if (gold) tally.gold++
      if (mine) tally.found++
      if (gold && mine) tally.right++
      if (gold && mine && mine.start < gold.end && gold.start < mine.end) tally.overlaps++
    }
    print(kind, tally)
    for (const key of ['right', 'found', 'gold', 'overlaps'] as const) total[key] += tally[key]
  }
  print('ALL', total)
  const { low, high } = wilsonInterval(total.right, total.found) ?? { low: 0, high: 1 }
  console.log(`95 % of precision: ${low.toFixed(2)} to ${high.toFixed(2)}`)
  if (process.argv.includes('--wrong')) listWrong(rows)
}

function print(
  kind: string,
  { right, found, gold, overlaps }: Record<'right' | 'found' | 'gold' | 'overlaps', number>,
): void {
  const share = (part: number, whole: number): string => (whole === 0 ? ' -  ' : (part / whole).toFixed(2))
  console.log(
    `${kind.padEnd(28)} ${String(gold).padStart(5)}  ${String(found).padStart(5)} ${share(right, found)}  ${share(right, gold)}  ${share(2 * right, found + gold)}  ${share(overlaps, right)}`,
  )
}

/** What is held back is never listed, or it would be tuned on. */
function listWrong(rows: readonly Labelled[]): void {
  for (const { text, moments } of rows.filter(({ held }) => !held))
    for (const kind of REFLECTIONS) {
      const gold = moments.find((moment) => moment.kind === kind)
      const mine = noticeMoments(text).moments.find((moment) => moment.kind === kind)
      if (gold && !mine)
        console.log(`MISSED ${kind} [${text.slice(gold.start, gold.end)}] ${text.slice(0, 160)}`)
      if (!gold && mine) console.log(`FALSE ${kind} [${mine.quote}] ${text.slice(0, 160)}`)
    }
}
