/**
 * How often a head was right at each probability, on messages it had not learned from: our labels by folds, and the messages of many hands,
 * each hand by what the others taught. From this the cuts of src/reading/settle.ts were chosen. Prints, never writes; some two minutes.
 */
import { HEAD_KINDS } from '../src/reading/heads/kinds.ts'
import { featuresOfText, rulesIn } from '../src/reading/moments.ts'
import { isShown } from '../src/reading/settle.ts'
import { readHands } from './labelled.ts'
import type { Labelled } from './labelled.ts'
import { probabilityOf, sumOf } from './logistic.ts'
import type { Head } from './logistic.ts'
import { learnHead, readTaught } from './taught.ts'

/** Hands that are left out together. */
const PARTS = 4
const BINS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

type Group = 'public rows' | 'written' | 'other hands'
const GROUPS: readonly Group[] = ['public rows', 'written', 'other hands']
type Finding = {
  readonly kind: (typeof HEAD_KINDS)[number]
  readonly group: Group
  readonly isRuled: boolean
  readonly said: number
  readonly isThere: boolean
}

const hands = readHands()
const findings = Array.from({ length: PARTS }, (_, part) => part).flatMap(unseenIn)

for (const kind of HEAD_KINDS) {
  console.log(`\n${kind}`)
  for (const isRuled of [true, false])
    for (const [at, low] of BINS.entries()) {
      const high = BINS[at + 1] ?? 1.01
      const cells = GROUPS.map((group) => {
        const bin = findings.filter(
          (one) =>
            one.kind === kind &&
            one.group === group &&
            one.isRuled === isRuled &&
            one.said >= low &&
            one.said < high,
        )
        return `${group} ${share(bin.filter(({ isThere }) => isThere).length, bin.length)}`
      })
      console.log(`  ${isRuled ? 'rules too' : 'alone    '} from ${low.toFixed(1)}  ${cells.join('   ')}`)
    }
}
console.log('\nAt the cuts of settle.ts, all heads together')
for (const group of GROUPS) {
  const those = findings.filter((one) => one.group === group)
  const shown = those.filter(({ kind, said, isRuled }) => isShown(kind, said, isRuled))
  const right = shown.filter(({ isThere }) => isThere).length
  const there = those.filter(({ isThere }) => isThere).length
  const f1 = (2 * right) / (shown.length + there)
  console.log(
    `  ${group.padEnd(12)} right ${share(right, shown.length)}  found ${share(right, there)}  F1 ${f1.toFixed(3)}`,
  )
}

/** What heads say of the hands of one part that learned from all else; with the first part, what folds say of our own labels. */
function unseenIn(part: number): Finding[] {
  const left = new Set([...hands.keys()].filter((_, at) => at % PARTS === part))
  const taught = readTaught(left)
  const unread = [...left].flatMap((hand) => hands.get(hand) ?? []).map(featured)
  return HEAD_KINDS.flatMap((kind) => {
    const head = learnHead(taught, kind)
    const folds = head.unseen.flatMap(([at, sum]) => {
      const row = taught.read[at]
      return row ? [findingOf(head, row, sum, row.set === 'written' ? 'written' : 'public rows')] : []
    })
    const others = unread.map((row) => findingOf(head, row, sumOf(head, row.ids), 'other hands'))
    return part === 0 ? [...folds, ...others] : others
  })
}

function featured(row: Labelled) {
  return { ...row, ids: featuresOfText(row.text), found: rulesIn(row.text) }
}

function findingOf(
  head: Head & { readonly kind: Finding['kind'] },
  { found, moments }: Labelled & { readonly found: ReadonlySet<string> },
  sum: number,
  group: Group,
): Finding {
  const isRuled = found.has(head.kind)
  const isThere = moments.some(({ kind }) => kind === head.kind)
  return { kind: head.kind, group, isRuled, said: probabilityOf(head, sum, isRuled), isThere }
}

function share(part: number, whole: number): string {
  return `${`${part}/${whole}`.padStart(9)} ${(part / Math.max(1, whole)).toFixed(2)}`
}
