/**
 * Scores the noticing against labelled real text, beside a keyword list and VADER; prints, never writes. Skips where the data is absent.
 * Arguments: `--half odd|even` scores one half by the number in the id, `--wrong KIND` lists that kind's misses and false alarms.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MOMENT_KINDS, noticeMoments } from '../src/reading/index.ts'
import { noticeByKeyword } from './keywords.ts'
import { openVader } from './vader.ts'

type Row = { id: string; source: string; text: string; moments: { kind: string; quote: string }[] }
type Found = { kind: string; quote: string; start: number; end: number; by?: string }
type Tally = { right: number; found: number; gold: number; overlaps: number }

/** Kinds the labels know: the first 22. */
const KINDS: readonly string[] = MOMENT_KINDS.slice(0, 22)

const file = fileURLToPath(new URL('../../shared/data/labelled/moments-dev.jsonl', import.meta.url))

function main(): void {
  if (!existsSync(file)) {
    console.log(`Skipped: no labelled messages at ${file}`)
    return
  }
  const half = argument('--half')
  const wrong = argument('--wrong')
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .filter(({ id }) => half === undefined || Number(id.slice(1)) % 2 === (half === 'odd' ? 1 : 0))
  console.log(`${rows.length} messages${half === undefined ? '' : `, ${half} ids`}\n`)
  const ours = score(rows, (text) => noticeMoments(text).moments)
  const peer = score(rows, noticeByKeyword)
  const vader = openVader()
  print(ours, peer, score(rows, vader.notice))
  if (wrong !== undefined) listWrong(rows, wrong)
}

function score(rows: readonly Row[], read: (text: string) => readonly Found[]): Map<string, Tally> {
  const tallies = new Map(KINDS.map((kind) => [kind, { right: 0, found: 0, gold: 0, overlaps: 0 }]))
  for (const row of rows) {
    const found = read(row.text)
    for (const kind of KINDS) {
      const tally = tallies.get(kind)
      const gold = row.moments.find((moment) => moment.kind === kind)
      const mine = found.find((moment) => moment.kind === kind)
      if (tally === undefined) continue
      if (gold) tally.gold++
      if (mine) tally.found++
      if (gold && mine) tally.right++
      if (gold && mine && overlaps(row.text, gold.quote, mine)) tally.overlaps++
    }
  }
  return tallies
}

function overlaps(text: string, quote: string, mine: Found): boolean {
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    if (at < mine.end && mine.start < at + quote.length) return true
  return false
}

function print(ours: Map<string, Tally>, peer: Map<string, Tally>, vader: Map<string, Tally>): void {
  console.log('kind              gold  P     R     F1    quote | keyword list P, R, F1 | VADER P, R, F1')
  const all = [...ours, ['ALL', sum(ours)] as const]
  for (const [kind, tally] of all) {
    const other = kind === 'ALL' ? sum(peer) : (peer.get(kind) ?? sum(new Map()))
    const { p, r, f } = rates(tally)
    const theirs = rates(other)
    const quote = tally.right === 0 ? '  -  ' : (tally.overlaps / tally.right).toFixed(2).padStart(5)
    const felt = vader.get(kind)
    console.log(
      `${kind.padEnd(16)} ${String(tally.gold).padStart(5)}  ${p.toFixed(2)}  ${r.toFixed(2)}  ${f.toFixed(2)}  ${quote} | ` +
        `${theirs.p.toFixed(2)}  ${theirs.r.toFixed(2)}  ${theirs.f.toFixed(2)}` +
        (felt === undefined || felt.found === 0 ? '' : ` | ${inWords(rates(felt))}`),
    )
  }
}

function sum(tallies: Map<string, Tally>): Tally {
  const total = { right: 0, found: 0, gold: 0, overlaps: 0 }
  for (const tally of tallies.values()) {
    total.right += tally.right
    total.found += tally.found
    total.gold += tally.gold
    total.overlaps += tally.overlaps
  }
  return total
}

function rates({ right, found, gold }: Tally): { p: number; r: number; f: number } {
  const p = found === 0 ? 0 : right / found
  const r = gold === 0 ? 0 : right / gold
  return { p, r, f: p + r === 0 ? 0 : (2 * p * r) / (p + r) }
}

const inWords = ({ p, r, f }: { p: number; r: number; f: number }): string =>
  [p, r, f].map((one) => one.toFixed(2)).join('  ')

function listWrong(rows: readonly Row[], kind: string): void {
  for (const row of rows) {
    const gold = row.moments.find((moment) => moment.kind === kind)
    const mine = noticeMoments(row.text).moments.find((moment) => moment.kind === kind)
    if (gold && !mine) console.log(`\nMISSED ${row.id} [${gold.quote}]\n  ${row.text}`)
    if (!gold && mine)
      console.log(`\nFALSE ${row.id} [${mine.quote}] by ${mine.by} ${mine.score}\n  ${row.text}`)
    if (gold && mine && !overlaps(row.text, gold.quote, mine))
      console.log(`\nELSEWHERE ${row.id} gold [${gold.quote}] mine [${mine.quote}] by ${mine.by}`)
  }
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

main()
