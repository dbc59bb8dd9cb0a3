/** All rules of one language compiled once, and run over a scanned text; knows patterns and guards, not what kinds mean to each other. */
import { compilePattern, isAnchor, matchAt } from './match/matcher.ts'
import type { Compiled, Hit } from './match/matcher.ts'
import { readPattern } from './match/pattern.ts'
import type { Classes } from './match/pattern.ts'
import { hashName } from './hash.ts'
import type { MomentKind } from './kinds.ts'
import type { Pack, Rule } from './packs/shape.ts'
import { vocabularyOf } from './text/vocabulary.ts'
import type { Vocabulary } from './text/vocabulary.ts'
import type { Scan } from './text/scan.ts'

/** A rule's hit in a text, in tokens. */
export type RuleHit = {
  readonly kind: MomentKind
  readonly rule: string
  readonly score: number
  readonly clause: boolean
  /** Numbers of the rule and of the pattern within it, the same in every run; what the learned heads know them by. */
  readonly name: number
  readonly pattern: number
  readonly sentence: number
  readonly from: number
  readonly to: number
}

type Guards = {
  readonly patterns: readonly Compiled[]
  /** Words and shapes that any of the patterns hangs on: other tokens are passed over at once. */
  readonly bits: Uint32Array
  readonly shape: number
  readonly wholeText: boolean
  readonly wanted: boolean
  /** Where a guard over the whole text keeps its answer while that text is read, or -1. */
  readonly slot: number
}
type Ready = {
  readonly rule: Rule
  readonly kind: MomentKind
  readonly name: string
  readonly number: number
  readonly guards: readonly Guards[]
}
type Entry = { readonly ready: number; readonly pattern: Compiled; readonly number: number }

/** Compiled rules of a language. */
export type Rulebook = {
  readonly vocabulary: Vocabulary
  readonly rules: readonly Ready[]
  readonly byWord: ReadonlyArray<readonly Entry[] | undefined>
  readonly byShape: ReadonlyArray<readonly [bit: number, entries: readonly Entry[]]>
  readonly hypothesis: ReadonlySet<number>
  readonly slots: number
  readonly asks: number
  readonly openers: ReadonlySet<number>
}

const HYPOTHESIS = 'if would could wish hope hoping should might imagine whether unless'
const OPENERS =
  'hi hey hello dear and so well oh wow ok yes yeah no but also just please ok lol honestly really seriously then now hola bonjour hallo'

/** Compiles the packs of one language. Errors: throws where a pack names an unknown class. */
export function rulebookOf(language: string, packs: readonly Pack[], classes: Classes): Rulebook {
  const sources = new Map<string, ReturnType<typeof readPattern>>()
  const read = (source: string): ReturnType<typeof readPattern> => {
    const ready = sources.get(source)
    if (ready !== undefined) return ready
    const elements = readPattern(source, classes)
    sources.set(source, elements)
    return elements
  }
  const words = new Set<string>([
    ...HYPOTHESIS.split(' '),
    ...OPENERS.split(' '),
    '?',
    '??',
    '?!',
    '!',
    '!!',
    '@',
  ])
  for (const pack of packs)
    for (const source of [
      ...(pack.unless ?? []),
      ...(pack.unlessText ?? []),
      ...pack.rules.flatMap(patternsOf),
    ])
      for (const each of read(source)) if ('words' in each) for (const word of each.words) words.add(word)
  const vocabulary = vocabularyOf(language, words)

  const compiled = new Map<string, Compiled>()
  const compile = (source: string): Compiled => {
    let ready = compiled.get(source)
    if (ready === undefined) compiled.set(source, (ready = compilePattern(source, read(source), vocabulary)))
    return ready
  }
  const slots = new Map<string, number>()
  const slotOf = (sources: readonly string[]): number => {
    const key = sources.join('\n')
    const known = slots.get(key) ?? slots.size
    slots.set(key, known)
    return known
  }
  const rules: Ready[] = []
  const byWord: Entry[][] = []
  const byShape = new Map<number, Entry[]>()
  for (const pack of packs)
    for (const rule of pack.rules) {
      const ready = rules.length
      rules.push({
        rule,
        kind: pack.kind,
        name: `${pack.kind}.${rule.id}`,
        number: hashName(`${pack.kind}.${rule.id}`),
        guards: guardsOf(pack, rule, compile, slotOf),
      })
      for (const source of rule.any) {
        const entry = { ready, pattern: compile(source), number: hashName(source) }
        const { bits, shape } = entry.pattern.anchor
        for (let id = 1; id < vocabulary.size; id++)
          if ((((bits[id >> 5] ?? 0) >>> (id & 31)) & 1) === 1) (byWord[id] ??= []).push(entry)
        for (let bit = 1; bit <= shape; bit <<= 1)
          if (shape & bit) byShape.set(bit, [...(byShape.get(bit) ?? []), entry])
      }
    }
  const idsOf = (list: string): Set<number> => new Set(list.split(' ').map((word) => vocabulary.idOf(word)))
  return {
    vocabulary,
    rules,
    byWord,
    byShape: [...byShape],
    hypothesis: idsOf(HYPOTHESIS),
    slots: slots.size,
    asks: vocabulary.idOf('?'),
    openers: idsOf(OPENERS),
  }
}

const patternsOf = (rule: Rule): string[] => [
  ...rule.any,
  ...(rule.unless ?? []),
  ...(rule.unlessText ?? []),
  ...(rule.with ?? []),
  ...(rule.withText ?? []),
]

function guardsOf(
  pack: Pack,
  rule: Rule,
  compile: (source: string) => Compiled,
  slotOf: (sources: readonly string[]) => number,
): Guards[] {
  const guards: Guards[] = []
  const add = (sources: readonly string[] | undefined, wholeText: boolean, wanted: boolean): void => {
    if (sources !== undefined && sources.length > 0)
      guards.push({
        ...anchorsOf(sources.map(compile)),
        wholeText,
        wanted,
        slot: wholeText ? slotOf(sources) : -1,
      })
  }
  add([...(pack.unless ?? []), ...(rule.unless ?? [])], false, false)
  add([...(pack.unlessText ?? []), ...(rule.unlessText ?? [])], true, false)
  add(rule.with, false, true)
  add(rule.withText, true, true)
  return guards
}

function anchorsOf(patterns: readonly Compiled[]): Pick<Guards, 'patterns' | 'bits' | 'shape'> {
  const bits = new Uint32Array(patterns[0]?.anchor.bits.length ?? 0)
  let shape = 0
  for (const { anchor } of patterns) {
    anchor.bits.forEach((word, at) => (bits[at] = (bits[at] ?? 0) | word))
    shape |= anchor.shape
  }
  return { patterns, bits, shape }
}

/** Every rule's first hit in each sentence. Work grows with the text's length, not with its contents. */
export function findHits(book: Rulebook, scan: Scan): RuleHit[] {
  const hits: RuleHit[] = []
  const lastSentence = new Int32Array(book.rules.length).fill(-1)
  const answers = new Int8Array(book.slots).fill(-1)
  const tryEntry = (entry: Entry, t: number, sentence: number): void => {
    if (lastSentence[entry.ready] === sentence) return
    const hit = matchAt(entry.pattern, scan, t, book.openers)
    if (hit === undefined) return
    const ready = book.rules[entry.ready]
    if (ready === undefined || !isAsserted(ready.rule, hit, scan, book)) return
    // Guards ask about the sentence and the text, not about this hit: asked once, their answer holds for the sentence.
    lastSentence[entry.ready] = sentence
    if (!passesGuards(ready, hit, scan, book, answers)) return
    hits.push({
      kind: ready.kind,
      rule: ready.name,
      score: ready.rule.score ?? 0.9,
      clause: ready.rule.quote === 'clause',
      name: ready.number,
      pattern: entry.number,
      sentence,
      from: hit.from,
      to: hit.to,
    })
  }
  for (let t = 0; t < scan.ids.length; t++) {
    const sentence = scan.sentence[t] ?? 0
    const entries = book.byWord[scan.ids[t] ?? 0]
    if (entries !== undefined) for (const entry of entries) tryEntry(entry, t, sentence)
    const shape = scan.shapes[t] ?? 0
    if (shape === 0) continue
    for (const [bit, list] of book.byShape)
      if (shape & bit) for (const entry of list) tryEntry(entry, t, sentence)
  }
  return hits
}

/** Neither negated nor, where the rule minds, merely supposed. */
function isAsserted(rule: Rule, hit: Hit, scan: Scan, book: Rulebook): boolean {
  if (rule.negated !== 'counts') {
    // The clause's own negator counts only where it stands outside the words matched ("no reply" names its negator itself).
    const negator = scan.negator[hit.anchor] ?? -1
    if (negator >= 0 && negator < hit.from) return false
    const outer = scan.negator[hit.from] ?? -1
    if (outer >= 0 && outer < hit.from) return false
  }
  const low = scan.sentenceStarts[scan.sentence[hit.anchor] ?? 0] ?? 0
  if (rule.hypothetical === 'blocked')
    for (let t = hit.from - 1; t >= low && hit.from - t <= 8; t--) {
      if (book.hypothesis.has(scan.ids[t] ?? 0)) return false
      if (scan.breaks[t] === 1) break
    }
  return true
}

function passesGuards(ready: Ready, hit: Hit, scan: Scan, book: Rulebook, answers: Int8Array): boolean {
  const sentence = scan.sentence[hit.anchor] ?? 0
  const low = scan.sentenceStarts[sentence] ?? 0
  const high = scan.sentenceStarts[sentence + 1] ?? scan.ids.length
  if (ready.rule.question === 'blocked') {
    const last = scan.ids[high - 1]
    if (last === book.asks) return false
  }
  for (const guard of ready.guards) {
    let found = guard.slot >= 0 && answers[guard.slot] === 1
    if (guard.slot < 0) found = occurs(guard, scan, low, high, book)
    else if (answers[guard.slot] === -1) {
      found = occurs(guard, scan, 0, scan.ids.length, book)
      answers[guard.slot] = found ? 1 : 0
    }
    if (found !== guard.wanted) return false
  }
  return true
}

function occurs(
  { patterns, bits, shape }: Guards,
  scan: Scan,
  low: number,
  high: number,
  book: Rulebook,
): boolean {
  // A guard never looks further than this many tokens: keeps hostile messages linear.
  const to = Math.min(high, low + 400)
  for (let t = low; t < to; t++) {
    const id = scan.ids[t] ?? 0
    const named = id !== 0 && (((bits[id >> 5] ?? 0) >>> (id & 31)) & 1) === 1
    if (!named && ((scan.shapes[t] ?? 0) & shape) === 0) continue
    for (const pattern of patterns)
      if (isAnchor(pattern, scan, t) && matchAt(pattern, scan, t, book.openers) !== undefined) return true
  }
  return false
}
