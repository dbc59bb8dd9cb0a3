/**
 * Scores the held-back third of our own labels, then messages that were labelled before the reader was shown them: what is found, what of
 * it would open a moment, how often a score keeps its word, and what a keyword list and VADER make of the same messages; prints, never writes.
 */
import { wilsonInterval } from '../src/kit/statistics/wilson.ts'
import { MOMENT_KINDS, noticeMoments, sureAmong } from '../src/reading/index.ts'
import { noticeByKeyword } from './keywords.ts'
import {
  FACT_KINDS,
  readAfternoon,
  readEvening,
  readFresh,
  readLabelled,
  readMidday,
  readMorning,
  readNight,
  readNoon,
} from './labelled.ts'
import type { Labelled } from './labelled.ts'
import { openVader } from './vader.ts'
import type { Peer } from './vader.ts'

type Tally = { right: number; found: number; gold: number; overlaps: number }
type Bin = { found: number; right: number; said: number }

const KINDS: readonly string[] = MOMENT_KINDS.slice(0, 22)
/** Lower ends of the bins of scores. */
const BINS = [0.5, 0.6, 0.7, 0.8, 0.9]

type Measures = {
  readonly tallies: ReadonlyMap<string, Tally>
  readonly bins: readonly Bin[]
  /** Findings that would open a moment. */
  readonly sure: { found: number; right: number }
}

const vader = openVader()
const held = readLabelled().filter(({ held }) => held)
const fresh = readFresh()
report('Our own labels, held back', held)
reportApart('Fresh', fresh)
const afternoon = readAfternoon().filter(({ held }) => held)
reportApart('Second afternoon, the half nobody looked at', afternoon)
const evening = readEvening().filter(({ held }) => held)
reportApart('Evening, the half nobody looked at', evening)
const night = readNight()
reportApart('Night, nobody looked at any', night)
const morning = readMorning()
report('Morning, nobody looked at any: written for the purpose', morning)
const noon = readNoon()
report('Before noon, nobody looked at any: written for the purpose', noon)
const midday = readMidday()
report('Midday, nobody looked at any: written for the purpose', midday)
console.log(`\nAll of these together, how often a score keeps its word`)
printBins(
  measure([...held, ...fresh, ...afternoon, ...evening, ...night, ...morning, ...noon, ...midday]).bins,
)

/** Rows of public sets and messages written for the purpose, each by themselves. */
function reportApart(title: string, rows: readonly Labelled[]): void {
  report(
    `${title}: rows of public sets`,
    rows.filter(({ set }) => set !== 'written'),
  )
  report(
    `${title}: written for the purpose`,
    rows.filter(({ set }) => set === 'written'),
  )
}

function report(title: string, rows: readonly Labelled[]): void {
  const measures = measure(rows)
  console.log(`\n${title}, ${rows.length} messages\n`)
  console.log('kind              gold  found P     R     F1    quote')
  for (const [kind, tally] of measures.tallies) print(kind, tally)
  print(
    'FACTS',
    sum([...measures.tallies].filter(([kind]) => FACT_KINDS.has(kind)).map(([, tally]) => tally)),
  )
  print('ALL', sum([...measures.tallies.values()]))
  printPeer('Keyword list', rows, { kinds: KINDS, notice: noticeByKeyword })
  printPeer('VADER', rows, vader)
  const { right, found } = measures.sure
  console.log(
    `Sure enough to open a moment: ${right} of ${found} right (${(right / Math.max(1, found)).toFixed(2)})`,
  )
  printBins(measures.bins)
}

/** F1 of a peer, over all kinds it knows and for each that it finds. */
function printPeer(name: string, rows: readonly Labelled[], peer: Peer): void {
  const tallies = new Map(peer.kinds.map((kind) => [kind, { right: 0, found: 0, gold: 0, overlaps: 0 }]))
  for (const { text, moments } of rows) {
    const found = new Set(peer.notice(text).map(({ kind }) => kind))
    const gold = new Set(moments.map(({ kind }) => kind))
    for (const [kind, tally] of tallies) {
      if (gold.has(kind)) tally.gold++
      if (found.has(kind)) tally.found++
      if (gold.has(kind) && found.has(kind)) tally.right++
    }
  }
  const f1Of = ({ right, found, gold }: Tally): string => ((2 * right) / (found + gold)).toFixed(2)
  const each = [...tallies].filter(([, { found }]) => found > 0)
  console.log(
    `${name}: F1 ${f1Of(sum([...tallies.values()]))} (${each.map(([kind, tally]) => `${kind} ${f1Of(tally)}`).join(', ')})`,
  )
}

function sum(tallies: readonly Tally[]): Tally {
  const total = { right: 0, found: 0, gold: 0, overlaps: 0 }
  for (const { right, found, gold, overlaps } of tallies) {
    total.right += right
    total.found += found
    total.gold += gold
    total.overlaps += overlaps
  }
  return total
}

function measure(rows: readonly Labelled[]): Measures {
  const measures: Measures = {
    tallies: new Map(KINDS.map((kind) => [kind, { right: 0, found: 0, gold: 0, overlaps: 0 }])),
    bins: BINS.map(() => ({ found: 0, right: 0, said: 0 })),
    sure: { found: 0, right: 0 },
  }
  for (const row of rows) count(row, measures)
  return measures
}

function printBins(bins: readonly Bin[]): void {
  console.log('\nscore       found  mean score  right  95 %')
  bins.forEach(({ found, right, said }, at) => {
    if (found === 0) return
    const range = `${BINS[at]?.toFixed(1)} to ${(BINS[at + 1] ?? 1).toFixed(1)}`
    const { low, high } = wilsonInterval(right, found) ?? { low: 0, high: 1 }
    console.log(
      `${range}  ${String(found).padStart(5)}  ${(said / found).toFixed(2).padStart(10)}  ${(right / found).toFixed(2)}   ${low.toFixed(2)} to ${high.toFixed(2)}`,
    )
  })
}

function count({ text, moments }: Labelled, { tallies, bins, sure }: Measures): void {
  const found = noticeMoments(text).moments.filter(({ kind }) => KINDS.includes(kind))
  const opening = sureAmong(found)
  for (const [kind, tally] of tallies) {
    const gold = moments.find((moment) => moment.kind === kind)
    const mine = found.find((moment) => moment.kind === kind)
    if (gold) tally.gold++
    if (!mine) continue
    tally.found++
    if (gold) tally.right++
    if (opening.has(mine)) sure.found++
    if (opening.has(mine) && gold) sure.right++
    if (gold && mine.start < gold.end && gold.start < mine.end) tally.overlaps++
    const bin = bins[BINS.findLastIndex((low) => mine.score >= low)]
    if (bin === undefined) continue
    bin.found++
    bin.said += mine.score
    if (gold) bin.right++
  }
}

function print(kind: string, { right, found, gold, overlaps }: Tally): void {
  const p = found === 0 ? 0 : right / found
  const r = gold === 0 ? 0 : right / gold
  const f = p + r === 0 ? 0 : (2 * p * r) / (p + r)
  const quote = right === 0 ? '  - ' : (overlaps / right).toFixed(2)
  console.log(
    `${kind.padEnd(16)} ${String(gold).padStart(5)}  ${String(found).padStart(5)} ${p.toFixed(2)}  ${r.toFixed(2)}  ${f.toFixed(2)}  ${quote}`,
  )
}
