/** Reads our own labels: rows of public sets by id and offsets (their texts stay where they lie), and messages written for the purpose. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

/** Kinds about a person and her body, which facts are made of. */
export const FACT_KINDS: ReadonlySet<string> = new Set([
  'pet',
  'baby',
  'wedding',
  'birthday',
  'gift',
  'moving',
  'hardship',
  'body',
])

/** A labelled message. Shape: `held` marks the third that no rule or model has seen; `start` and `end` in UTF-16 units. */
export type Labelled = {
  readonly set: string
  readonly id: string
  readonly text: string
  readonly held: boolean
  readonly moments: readonly { readonly kind: string; readonly start: number; readonly end: number }[]
}

const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url))
type Files = { readonly foreign: readonly string[]; readonly written: readonly string[] }

const FOREIGN = ['foreign.tsv', 'foreign-2.tsv']
const WRITTEN = ['written.tsv', 'written-2.tsv', 'written-3.tsv']
/** Labelled in the afternoon of 2026-11-30, twice; the only ones with labels for the ten reflections. */
const AFTERNOON = { foreign: ['foreign-3.tsv'], written: ['written-4.tsv'] }
/** Labelled in the evening of that day, twice, for the 22 kinds. */
const EVENING = { foreign: ['foreign-4.tsv'], written: ['written-5.tsv'] }
/** Labelled in the night after it, twice, for the 22 kinds, when the rules and weights were all but done; whole, nothing of it is for looking at. */
const NIGHT = { foreign: ['foreign-5.tsv'], written: ['written-6.tsv'] }
/** In the foreign ones a fourth column says why a row was drawn: `unsure`, or at `random`. */
const NIGHT_LESSONS = {
  foreign: ['foreign-lessons.tsv', 'foreign-lessons-2.tsv'],
  written: ['lessons-2.tsv'],
}
/** Written and labelled in the morning of 2026-12-01, twice, by somebody who had seen no rule and no other message; whole, nothing of it is for looking at. */
const MORNING = { foreign: [], written: ['written-7.tsv'] }
/** Written and labelled before the noon of that day, by somebody else, in the same way. */
const NOON = { foreign: [], written: ['written-8.tsv'] }
/** Written and labelled at its midday, by somebody else again, in the same way. */
const MIDDAY = { foreign: [], written: ['written-9.tsv'] }
/** The folder of the files. */
export const LABELS = new URL('labels/', import.meta.url)

/** A stable number from an id: FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The labels one reader gave alone. Shape: in the order of `readLabelled`; a written message's id is its line number. */
export type Pass = Pick<Labelled, 'set' | 'id' | 'moments'>

/** One blind pass over the first 1,381 messages, as it was before the two were reconciled. Needs no texts. */
export function readPass(name: 'first-pass' | 'second-pass'): Pass[] {
  return linesOf(`${name}.tsv`).map((line) => {
    const [set = '', id = '', labels = ''] = line.split('\t')
    return { set, id, moments: momentsOf(labels) }
  })
}

/**
 * Two blind readings of some messages, before they were settled. Needs no texts. Shape: kinds alone, without their places; `isOurs` tells
 * written ones from rows of public sets.
 */
export function readPassKinds(
  name:
    | 'passes-afternoon'
    | 'passes-fresh'
    | 'passes-evening'
    | 'passes-later'
    | 'passes-night'
    | 'passes-morning'
    | 'passes-hands'
    | 'passes-lessons'
    | 'passes-again',
): PassKinds[] {
  const kindsOf = (cell: string): string[] => cell.split(' ').filter((each) => each !== '')
  return linesOf(`${name}.tsv`).map((line) => {
    const [set = '', , first = '', second = ''] = line.split('\t')
    return { isOurs: set === 'written', first: kindsOf(first), second: kindsOf(second) }
  })
}
type PassKinds = { isOurs: boolean; first: string[]; second: string[] }

/** Every labelled message whose text is at hand; those of absent sets are left out. Shape: in order of set and id. */
export function readLabelled(): Labelled[] {
  return [...readForeign(FOREIGN), ...readWritten(WRITTEN)]
}

/**
 * Messages with labels for the reflections too, made before the reader was shown them. Shape: as `readLabelled`, but one half is `held`:
 * no rule or model has seen it.
 */
export const readAfternoon = (): Labelled[] => readInHalves(AFTERNOON)

/** Messages labelled in the evening, before the reader was shown them. Shape: as `readAfternoon`, without labels for the reflections. */
export const readEvening = (): Labelled[] => readInHalves(EVENING)

/** Messages labelled in the night, before the reader was shown them. Shape: as `readEvening`, but all are `held`. */
export const readNight = (): Labelled[] => readWhole(NIGHT)

/** Messages labelled in the morning after it, before the reader was shown them, all `held`. */
export const readMorning = (): Labelled[] => readWhole(MORNING)

/** Messages labelled before that day's noon, before the reader was shown them, all `held`. */
export const readNoon = (): Labelled[] => readWhole(NOON)

/** Messages labelled at its midday, before the reader was shown them, all `held`. */
export const readMidday = (): Labelled[] => readWhole(MIDDAY)

const readWhole = ({ foreign, written }: Files): Labelled[] =>
  [...readForeign(foreign), ...readWritten(written)].map((row) => ({ ...row, held: true }))

/** Whether a text is in the half that is held back; the same wherever it stands. */
export const isHeldHalf = (set: string, text: string): boolean => hashOf(`${set}/${text}`) % 2 === 0

function readInHalves({ foreign, written }: Files): Labelled[] {
  const rows = [...readForeign(foreign), ...readWritten(written)]
  return rows.map((row) => ({ ...row, held: isHeldHalf(row.set, row.text) }))
}

/** Messages written and labelled to be learned from, and never measured on. */
export function readLessons(): Labelled[] {
  return readWritten(['lessons.tsv']).map((row) => ({ ...row, held: false }))
}

/**
 * Rows of public sets drawn, and messages written, to be learned from and never measured on. Most were chosen because the heads were unsure
 * of such, so they say nothing of how often a score keeps its word.
 */
export function readNightLessons(): Labelled[] {
  const { foreign, written } = NIGHT_LESSONS
  return [...readForeign(foreign), ...readWritten(written)].map((row) => ({ ...row, held: false }))
}

/**
 * Messages written to be learned from by many hands, none of which saw another's messages, a rule or a finding. Shape: by hand, in the order
 * of their names; a message's id is its line.
 */
export function readHands(): ReadonlyMap<string, readonly Labelled[]> {
  const names = readdirSync(new URL('hands/', LABELS)).filter((name) => name.endsWith('.tsv'))
  return new Map(
    names
      .sort()
      .map((name) => [
        name.replace('.tsv', ''),
        readWritten([`hands/${name}`]).map((row) => ({ ...row, held: false })),
      ]),
  )
}

/** Messages labelled before the reader was shown them, never learned from and never tuned on. Shape: as `readLabelled`. */
export function readFresh(): Labelled[] {
  return [...readForeign(['fresh-foreign.tsv']), ...readWritten(['fresh-written.tsv'])]
}

/** Rows of public sets, as far as their texts are at hand. */
export function readForeign(names: readonly string[]): Labelled[] {
  const texts = new Map<string, ReadonlyMap<string, string>>()
  return names.flatMap(linesOf).flatMap((line) => {
    const [set = '', id = '', labels = ''] = line.split('\t')
    let own = texts.get(set)
    if (own === undefined) texts.set(set, (own = textsOf(set)))
    const text = own.get(id)
    return text === undefined ? [] : [{ set, id, text, held: isHeld(set, id), moments: momentsOf(labels) }]
  })
}

/** Messages written for the purpose. */
function readWritten(names: readonly string[]): Labelled[] {
  return names.flatMap(linesOf).map((line, at) => {
    const [labels = '', written = ''] = line.split('\t')
    const text = withBreaks(written)
    const id = String(at + 1)
    return { set: 'written', id, text, held: isHeld('written', text), moments: momentsOf(labels) }
  })
}

/** A text as it was written: in the files a line break within one is the two signs `\n`, offsets count it as one. */
export const withBreaks = (written: string): string => written.replaceAll('\\n', '\n')

const isHeld = (set: string, id: string): boolean => hashOf(`${set}/${id}`) % 3 === 0

/** Labels of one line: "pet:0-9 baby:12-20". */
export const momentsOf = (labels: string): { kind: string; start: number; end: number }[] =>
  labels
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => {
      const [kind = '', span = ''] = each.split(':')
      const [start = '0', end = '0'] = span.split('-')
      return { kind, start: Number(start), end: Number(end) }
    })

/** The lines of a file that hold something. */
export const linesOf = (name: string): string[] =>
  readFileSync(new URL(name, LABELS), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

/** Texts of a public set by row id; empty where the set is absent. */
export function textsOf(set: string): ReadonlyMap<string, string> {
  const entries = SETS[set]
  return new Map(entries === undefined || !existsSync(`${DATA}${set}`) ? [] : entries())
}

const file = (path: string): string => readFileSync(`${DATA}${path}`, 'utf8')
const rowsOf = (path: string): Record<string, string>[] =>
  parse(file(path), { columns: true, bom: true, relax_quotes: true })

const SETS: Readonly<Record<string, () => [string, string][]>> = {
  'clothing-reviews': () =>
    rowsOf('clothing-reviews/reviews.csv').map((row) => [
      row['row'] ?? '',
      (row['Review Text'] ?? '').trim(),
    ]),
  multidogo: () =>
    file('multidogo/customer_turns_train.tsv')
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split('\t'))
      .map((cells) => [cells[3] ?? '', (cells[4] ?? '').trim()]),
  'bitext-support': () =>
    ['train', 'dev'].flatMap((name) =>
      rowsOf(`bitext-support/${name}.csv`).map((row, at): [string, string] => [
        `${name}:${at}`,
        (row['utterance'] ?? row['instruction'] ?? '').trim(),
      ]),
    ),
  'natcs-utterances': () =>
    ['development', 'test-finance'].flatMap((name) =>
      file(`natcs-utterances/${name}.jsonl`)
        .trim()
        .split('\n')
        .map((line): [string, string] => {
          const row = JSON.parse(line) as { utterance: string; utterance_id: string }
          return [row.utterance_id, row.utterance]
        }),
    ),
  nlupp: () =>
    ['banking', 'hotels'].flatMap((name) =>
      (JSON.parse(file(`nlupp/${name}.json`)) as { text: string }[]).map((row, at): [string, string] => [
        `${name}:${at}`,
        row.text,
      ]),
    ),
  'email-intent': () =>
    readFileSync(`${DATA}email-intent/Ask0729-fixed.txt`, 'latin1')
      .split('\n')
      .map((line, at) => [String(at + 1), (line.split('\t')[1] ?? '').trim()]),
  'tau-bench': () =>
    (
      JSON.parse(file('tau-bench/retail_conversations.json')) as { id: string; turns: { text: string }[] }[]
    ).flatMap(({ id, turns }) => turns.map(({ text }, at): [string, string] => [`${id}:${at}`, text])),
  abcd: () =>
    (JSON.parse(file('abcd/conversations.json')) as { convo_id: number; original: string[][] }[]).flatMap(
      ({ convo_id: id, original }) =>
        original.flatMap(([speaker, text], at): [string, string][] =>
          speaker === 'customer' ? [[`${id}:${at}`, text ?? '']] : [],
        ),
    ),
  'cfpb-complaints': () =>
    rowsOf('cfpb-complaints/complaints.csv').map((row) => [
      row['complaint_id'] ?? '',
      (row['consumer_complaint_narrative'] ?? '').trim(),
    ]),
  banking77: () => rowsOf('banking77/train.csv').map((row, at) => [String(at), row['text'] ?? '']),
  'uci-sentences': () =>
    file('uci-sentences/amazon_cells_labelled.txt')
      .split('\n')
      .map((line, at) => [String(at), line.split('\t')[0] ?? '']),
  'vader-truth': () =>
    file('vader-truth/amazonReviewSnippets_GroundTruth.txt')
      .split(/\r?\n/)
      .map((line) => line.split('\t'))
      .map((cells) => [cells[0] ?? '', cells[2] ?? '']),
}
