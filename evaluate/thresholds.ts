/**
 * From which score nine findings of a kind in ten were right: prints the lines of src/reading/thresholds.ts, never writes. Kinds with a
 * learned head are counted on the held-back third of our own labels, because of what a head learned from its scores promise too
 * much, and so are reflections, on the half that nobody looked at; kinds of rules alone, which are rare, on all of them.
 */
import { wilsonInterval } from '../src/kit/statistics/wilson.ts'
import { HEAD_KINDS } from '../src/reading/heads/kinds.ts'
import { MOMENT_KINDS, noticeMoments } from '../src/reading/index.ts'
import { surerWorry, WORRIES } from '../src/reading/thresholds.ts'
import { readAfternoon, readLabelled } from './labelled.ts'

/** Share of findings that must be right: what is picked on some rows keeps a little less on others. */
const WANTED = 0.92
/** The same for a worry: one that is looked at for nothing costs less than a wrong warm line. */
const WANTED_OF_WORRY = 0.9
/** Findings below which a share says little. */
const ENOUGH = 10
const SCORES = Array.from({ length: 48 }, (_, step) => (50 + step) / 100)

const LEARNED: ReadonlySet<string> = new Set(HEAD_KINDS)
const reflects = (kind: string): boolean => kind.startsWith('reflection_')
const KINDS = MOMENT_KINDS.slice(0, 32)
const afternoon = readAfternoon()
const rows = [...readLabelled(), ...afternoon].map(({ set, text, moments, held }, at, all) => ({
  held,
  isWritten: set === 'written',
  /** Only these have labels for reflections. */
  isAfternoon: at >= all.length - afternoon.length,
  gold: new Set(moments.map(({ kind }) => kind)),
  found: noticeMoments(text).moments,
}))
const total = { right: 0, found: 0, gold: 0 }

for (const kind of KINDS) {
  const findings = rows
    .filter(({ isAfternoon }) => isAfternoon || !reflects(kind))
    .flatMap(({ held, isWritten, gold, found }) =>
      found
        .filter((one) => one.kind === kind)
        .map(({ score }) => ({ held, isWritten, score, isRight: gold.has(kind) })),
    )
  const count = (from: number, heldOnly: boolean) => {
    const above = findings.filter(({ held, score }) => score >= from && (held || !heldOnly))
    const right = above.filter(({ isRight }) => isRight).length
    return { from, right, found: above.length, worst: worstShareOf(above) }
  }
  const counts = SCORES.map((from) => count(from, LEARNED.has(kind) || reflects(kind)))
  const [all = { from: 0.5, right: 0, found: 0, worst: 0 }] = counts
  const wanted = wantedOf(kind)
  const chosen =
    counts.find(({ right, found, worst }) => found >= ENOUGH && Math.min(right / found, worst) >= wanted) ??
    (LEARNED.has(kind) || (wilsonInterval(all.right, all.found)?.high ?? 0) < wanted ? undefined : all)
  const { right, found } = chosen ?? all
  console.log(`  ${kind}: at(${chosen ? chosen.from : 'NEVER'}, ${right}, ${found}),`)
  if (reflects(kind)) continue
  total.gold += rows.filter(({ held, gold }) => held && gold.has(kind)).length
  if (!chosen) continue
  const heldBack = count(chosen.from, true)
  total.right += heldBack.right
  total.found += heldBack.found
}

console.log('\nRules that are sure by themselves, counted on the same messages:')
const byRule = Map.groupBy(
  rows.flatMap(({ held, isWritten, gold, found }) =>
    found
      .filter(({ kind }) => !reflects(kind) && (held || !LEARNED.has(kind)))
      .map(({ by, kind }) => ({ by, kind, isWritten, isRight: gold.has(kind) })),
  ),
  ({ by }) => by,
)
const wantedOfRule = (findings: readonly { kind: string }[]): number => wantedOf(findings[0]?.kind ?? '')
for (const [rule, findings] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const right = findings.filter(({ isRight }) => isRight).length
  if (
    findings.length >= ENOUGH &&
    Math.min(right / findings.length, worstShareOf(findings)) >= wantedOfRule(findings)
  )
    console.log(`  ['${rule}', at(0.5, ${right}, ${findings.length})],`)
}

const share = (part: number, whole: number) => `${part} of ${whole} (${(part / whole).toFixed(2)})`
console.log(
  `\nAt these, held back: ${share(total.right, total.found)} findings are right; ${share(total.right, total.gold)} things to find are found.`,
)

const pairs = rows.flatMap(({ held, gold, found }) => {
  const surer = held ? surerWorry(found) : undefined
  return surer ? [gold.has(surer.kind)] : []
})
console.log(
  `Where two worries are found in one message, the surer one is right: ${share(pairs.filter(Boolean).length, pairs.length)}.`,
)

type Judged = { readonly isWritten: boolean; readonly isRight: boolean }

/** The lower of two shares, among written messages and among public rows; reviews are full of praise and of sizes, and say little about a message. */
function worstShareOf(findings: readonly Judged[]): number {
  const groups = [true, false].map((written) => findings.filter(({ isWritten }) => isWritten === written))
  const shares = groups.filter(({ length }) => length >= ENOUGH).map(shareRight)
  return Math.min(1, ...shares)
}

function shareRight(findings: readonly Judged[]): number {
  return findings.filter(({ isRight }) => isRight).length / findings.length
}

function wantedOf(kind: string): number {
  return WORRIES.has(kind) ? WANTED_OF_WORRY : WANTED
}
