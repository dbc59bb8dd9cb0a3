/** How far two readings of the same messages agree, and what became of their disagreements; prints, never writes. */
import { MOMENT_KINDS } from '../src/reading/index.ts'
import { readLabelled, readPass, readPassKinds } from './labelled.ts'
import type { Pass } from './labelled.ts'

/** One message under both readers, for one kind or all. Units: labels. */
type Seen = { readonly both: number; readonly first: number; readonly second: number }

const KINDS: readonly string[] = MOMENT_KINDS.slice(0, 22)
const keyOf = ({ set, id }: Pick<Pass, 'set' | 'id'>): string => `${set}/${id}`

const seconds = new Map(readPass('second-pass').map((pass) => [keyOf(pass), pass]))
const pairs = readPass('first-pass').flatMap((first) => {
  const second = seconds.get(keyOf(first))
  return second === undefined ? [] : [{ first, second }]
})

console.log(`\nTwo readings of ${pairs.length} messages, label by label\n`)
console.log('kind             first second   both  F1    95 %          kappa  quote')
for (const kind of KINDS) printKind(kind, [kind])
printKind('ALL', KINDS)
printDecided()
printLater()

function printKind(name: string, kinds: readonly string[]): void {
  const seen = pairs.map((pair): Seen => {
    const first = kinds.filter((kind) => find(pair.first, kind))
    const second = kinds.filter((kind) => find(pair.second, kind))
    return {
      both: first.filter((kind) => second.includes(kind)).length,
      first: first.length,
      second: second.length,
    }
  })
  const total = sum(seen)
  const { f1, low, high } = agreementOf(seen)
  const touched = pairs.flatMap((pair) => kinds.filter((kind) => touches(pair, kind))).length
  console.log(
    [
      name.padEnd(15),
      ...[total.first, total.second, total.both].map((count) => String(count).padStart(6)),
      ` ${f1.toFixed(2)}  ${low.toFixed(2)} to ${high.toFixed(2)} `,
      ` ${kappaOf(total, pairs.length * kinds.length).toFixed(2)} `,
      total.both === 0 ? ' - ' : ` ${(touched / total.both).toFixed(2)}`,
    ].join(' '),
  )
}

/** F1 of one reader against the other, with the interval of a ratio over messages (Cochran 1977, 6.4), cut at 1. */
function agreementOf(seen: readonly Seen[]): { f1: number; low: number; high: number } {
  const { both, first, second } = sum(seen)
  const base = first + second
  if (base === 0) return { f1: 0, low: 0, high: 0 }
  const f1 = (2 * both) / base
  const spread = seen.reduce((far, one) => far + (2 * one.both - f1 * (one.first + one.second)) ** 2, 0)
  const reach = (1.96 * Math.sqrt(spread)) / base
  return { f1, low: Math.max(0, f1 - reach), high: Math.min(1, f1 + reach) }
}

/** Cohen's kappa (1960) over `cells` yes-or-no answers. */
function kappaOf({ both, first, second }: Seen, cells: number): number {
  const neither = cells - first - second + both
  const observed = (both + neither) / cells
  const byChance = (first * second + (cells - first) * (cells - second)) / cells ** 2
  return byChance === 1 ? 1 : (observed - byChance) / (1 - byChance)
}

function sum(seen: readonly Seen[]): Seen {
  const total = { both: 0, first: 0, second: 0 }
  for (const { both, first, second } of seen) {
    total.both += both
    total.first += first
    total.second += second
  }
  return total
}

function touches({ first, second }: (typeof pairs)[number], kind: string): boolean {
  const one = find(first, kind)
  const other = find(second, kind)
  return one !== undefined && other !== undefined && one.start < other.end && other.start < one.end
}

function find({ moments }: Pick<Pass, 'moments'>, kind: string): Pass['moments'][number] | undefined {
  return moments.find((moment) => moment.kind === kind)
}

/** What was decided where only one reader had a label; messages whose text is absent are left out. */
function printDecided(): void {
  const decided = new Map(readLabelled().map((row) => [keyOf(row), row]))
  const fate = { first: { kept: 0, dropped: 0 }, second: { kept: 0, dropped: 0 } }
  for (const { first, second } of pairs) {
    const row = decided.get(keyOf(first))
    if (row === undefined) continue
    for (const kind of KINDS) {
      const mine = find(first, kind) !== undefined
      if (mine === (find(second, kind) !== undefined)) continue
      fate[mine ? 'first' : 'second'][find(row, kind) === undefined ? 'dropped' : 'kept']++
    }
  }
  console.log('\nonly this reader had it   kept  dropped')
  for (const [reader, { kept, dropped }] of Object.entries(fate))
    console.log(`${reader.padEnd(24)} ${String(kept).padStart(5)}  ${String(dropped).padStart(7)}`)
}

/**
 * Later readings, of kinds alone: the second afternoon's, the evening's and the night's by one reader twice within the hour, shuffled and without sight; the fresh written
 * messages the rows of foreign-2, written-2 and written-3 that had been read once by another reader than the first, shuffled, without sight of labels and findings.
 */
function printLater(): void {
  const afternoon = readPassKinds('passes-afternoon')
  const fresh = readPassKinds('passes-fresh')
  console.log('\nLater readings, kinds alone\n')
  printApart(afternoon, 'one reader twice, public rows', 'one reader twice, written')
  printGroup('one reader twice, reflections', afternoon, (kind) => kind.startsWith('reflection_'))
  printGroup('two readers, fresh written', fresh)
  printApart(
    readPassKinds('passes-evening'),
    'evening, one reader twice, public rows',
    'evening, one reader twice, written',
  )
  printApart(
    readPassKinds('passes-night'),
    'night, one reader twice, public rows',
    'night, one reader twice, written',
  )
  printGroup('two readers, morning', readPassKinds('passes-morning'))
  printGroup('two readers, messages of many hands', readPassKinds('passes-hands'))
  printGroup('two readers, rows of foreign-2 read once before', readPassKinds('passes-later'))
  printGroup('lessons of public sets, one reader twice', readPassKinds('passes-lessons'))
  printApart(
    readPassKinds('passes-again'),
    'two readers, the rest of foreign-2',
    'two readers, written-2 and written-3',
  )
}

/** Rows of public sets and messages written for the purpose, each by themselves. */
function printApart(passes: ReturnType<typeof readPassKinds>, foreign: string, written: string): void {
  printGroup(
    foreign,
    passes.filter(({ isOurs }) => !isOurs),
  )
  printGroup(
    written,
    passes.filter(({ isOurs }) => isOurs),
  )
}

function printGroup(
  name: string,
  passes: ReturnType<typeof readPassKinds>,
  belongs: (kind: string) => boolean = (kind) => KINDS.includes(kind),
): void {
  const seen = passes.map(({ first, second }): Seen => {
    const mine = first.filter(belongs)
    const again = second.filter(belongs)
    return {
      both: mine.filter((kind) => again.includes(kind)).length,
      first: mine.length,
      second: again.length,
    }
  })
  const { f1, low, high } = agreementOf(seen)
  const cells = passes.length * KINDS.filter(belongs).length
  const kappa = cells === 0 ? '' : `  kappa ${kappaOf(sum(seen), cells).toFixed(2)}`
  console.log(
    `${name.padEnd(48)} ${String(passes.length).padStart(4)} messages  F1 ${f1.toFixed(2)}  ${low.toFixed(2)} to ${high.toFixed(2)}${kappa}`,
  )
}
