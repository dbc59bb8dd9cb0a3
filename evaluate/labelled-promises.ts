/** Reads our own labels of promises: agents' texts written for the purpose, and rows of public sets by id and offsets. */
import { readdirSync } from 'node:fs'
import { isHeldHalf, LABELS, linesOf, momentsOf, readForeign, withBreaks, type Labelled } from './labelled.ts'

/**
 * A message with promises in it, labelled before the reader was shown it. Shape: `held` marks the half that no rule was tuned on;
 * `start` and `end` in UTF-16 units; `due` a day or null.
 */
export type LabelledPromises = Pick<Labelled, 'set' | 'id' | 'text' | 'held'> & {
  readonly promises: readonly {
    readonly kind: string
    readonly start: number
    readonly end: number
    readonly due: string | null
  }[]
}

/** Those of public sets whose texts are at hand, and those written for the purpose. */
export function readFreshPromises(): LabelledPromises[] {
  return [...readForeignPromises(), ...readWrittenPromises('promises-written.tsv')]
}

/** Texts written and labelled before the reader was shown them, after those of `readFreshPromises`; no rule was tuned on any. */
export function readUnseenPromises(): LabelledPromises[] {
  return readWhole('promises-written-2.tsv')
}

/** Texts written and labelled in the evening, before the reader was shown them. Shape: `held` marks the half that no rule was tuned on. */
export const readEveningPromises = (): LabelledPromises[] => readWrittenPromises('promises-written-3.tsv')

/** Texts written and labelled in the night, before the reader was shown them; all are `held`. */
export function readNightPromises(): LabelledPromises[] {
  return readWhole('promises-written-4.tsv')
}

/** Texts of the morning after it, by another hand, all `held`; they have no due days. */
export function readMorningPromises(): LabelledPromises[] {
  return readWhole('promises-written-5.tsv')
}

/** Texts of before that day's noon, by a third hand, all `held`, without due days. */
export function readNoonPromises(): LabelledPromises[] {
  return readWhole('promises-written-6.tsv')
}

/** Texts of its midday by two more hands, in as many wordings as they knew; all `held`, without due days, read once by who wrote them. */
export function readMiddayPromises(): ReadonlyMap<'shops' | 'trades', readonly LabelledPromises[]> {
  return new Map([
    ['shops', readWhole('promises-written-8.tsv')],
    ['trades', readWhole('promises-written-7.tsv')],
  ])
}

/** Texts with promises written to be looked at while the rules were mended, and to be learned from. Shape: by file. */
export function readPromiseLessons(): ReadonlyMap<string, readonly LabelledPromises[]> {
  const files = readdirSync(LABELS).filter((name) => name.startsWith('promises-lessons'))
  return new Map(
    files.sort().map((name) => [name, readWrittenPromises(name).map((one) => ({ ...one, held: false }))]),
  )
}

const readWhole = (name: string): LabelledPromises[] =>
  readWrittenPromises(name).map((one) => ({ ...one, held: true }))

function readForeignPromises(): LabelledPromises[] {
  return readForeign(['promises-foreign.tsv']).map(({ set, id, text, moments }) => ({
    set,
    id,
    text,
    held: isHeldHalf(set, text),
    promises: moments.map((one) => ({ ...one, due: null })),
  }))
}

function readWrittenPromises(name: string): LabelledPromises[] {
  return linesOf(name).map((line, at) => {
    const [labels = '', due = '', written = ''] = line.split('\t')
    const text = withBreaks(written)
    const promises = momentsOf(labels).map((one) => ({ ...one, due: due === '' ? null : due }))
    return { set: 'written', id: String(at + 1), text, held: isHeldHalf('written', text), promises }
  })
}
