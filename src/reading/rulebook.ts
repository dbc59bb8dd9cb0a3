/** All rules of one language compiled once, and run over a scanned text; knows patterns and guards, not what kinds mean to each other. */
import { CANDIDATE_SIZE, gatesOf, nextOpen } from './match/gates.ts'
import type { Candidate, Gates } from './match/gates.ts'
import { groundOf, isPlaced, matchAt, openCompiler } from './match/matcher.ts'
import type { Compiled, Ground, Hit, PatternCompiler, Patterns } from './match/matcher.ts'
import { openPatterns } from './match/pattern.ts'
import type { Classes, Element } from './match/pattern.ts'
import { hashName } from './hash.ts'
import type { MomentKind } from './kinds.ts'
import type { Pack, Rule } from './packs/shape.ts'
import { vocabularyOf } from './text/vocabulary.ts'
import type { Vocabulary } from './text/vocabulary.ts'
import type { Scan } from './text/tokens.ts'

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
  readonly anchor: Compiled['anchor']
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
/** A pattern of a rule. Shape: `name` is a hash of its source, `rule` and `number` are places in the rulebook. */
type Entry = Candidate & { readonly name: number }

/** Compiled rules of a language. */
export type Rulebook = {
  readonly vocabulary: Vocabulary
  readonly rules: readonly Ready[]
  readonly entries: readonly Entry[]
  readonly gates: Gates
  readonly byShape: ReadonlyArray<readonly [bit: number, entries: readonly Entry[]]>
  readonly patterns: Patterns
  readonly hypothesis: ReadonlySet<number>
  readonly asks: number
  /** Kept from text to text, and made ready for each. */
  readonly notes: Notes
}

/** What is noted while a text is gone through. Shape: -1 where nothing is noted yet. */
type Notes = {
  /** The last sentence that each rule is done with. */
  readonly settled: Int32Array
  /** What guards over the whole text answered, 0 or 1. */
  readonly answers: Int8Array
}

const HYPOTHESIS = 'if would could wish hope hoping should might imagine whether unless'
const OPENERS =
  'hi hey hello dear and so well oh wow ok yes yeah no but also just please ok lol honestly really seriously then now hola bonjour hallo'

/** Compiles the packs of one language. Errors: throws where a pack names an unknown class. */
export function rulebookOf(language: string, packs: readonly Pack[], classes: Classes): Rulebook {
  const readPattern = openPatterns(classes)
  const sources = new Map<string, readonly Element[]>()
  const read = (source: string): readonly Element[] => {
    let elements = sources.get(source)
    if (elements === undefined) sources.set(source, (elements = readPattern(source)))
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
      read(source)
  const elements = new Set([...sources.values()].flat())
  // Loops by callback: an iterator's results are garbage by the hundred thousand while the engine has compiled nothing yet.
  elements.forEach((each) => {
    if ('words' in each) each.words.forEach((word) => words.add(word))
  })
  const vocabulary = vocabularyOf(language, words)

  const compiler = openCompiler(vocabulary)
  const compiled = new Map<string, Compiled>()
  const compile = (source: string): Compiled => {
    let ready = compiled.get(source)
    if (ready === undefined) compiled.set(source, (ready = compiler.compile(source, read(source))))
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
  const entries: Entry[] = []
  const byWord: Entry[][] = []
  const byShape = new Map<number, Entry[]>()
  for (const pack of packs) {
    const ofPack = guardsOf(pack, compile, compiler.sets, slotOf)
    for (const rule of pack.rules) {
      const at = rules.length
      rules.push({
        rule,
        kind: pack.kind,
        name: `${pack.kind}.${rule.id}`,
        number: hashName(`${pack.kind}.${rule.id}`),
        guards: [...ofPack, ...guardsOf(rule, compile, compiler.sets, slotOf)],
      })
      for (const source of rule.any) {
        const entry = { number: entries.length, rule: at, pattern: compile(source), name: hashName(source) }
        entries.push(entry)
        const { set, shape } = entry.pattern.anchor
        compiler.sets.idsOf(set).forEach((id) => (byWord[id] ??= []).push(entry))
        for (let bit = 1; bit <= shape; bit <<= 1)
          if (shape & bit) byShape.set(bit, [...(byShape.get(bit) ?? []), entry])
      }
    }
  }
  const idsOf = (list: string): Set<number> => new Set(list.split(' ').map((word) => vocabulary.idOf(word)))
  return {
    vocabulary,
    rules,
    entries,
    gates: gatesOf(byWord, vocabulary.size),
    byShape: [...byShape],
    patterns: compiler.close(idsOf(OPENERS)),
    hypothesis: idsOf(HYPOTHESIS),
    asks: vocabulary.idOf('?'),
    notes: { settled: new Int32Array(rules.length), answers: new Int8Array(slots.size) },
  }
}

const patternsOf = (rule: Rule): string[] => [
  ...rule.any,
  ...(rule.unless ?? []),
  ...(rule.unlessText ?? []),
  ...(rule.with ?? []),
  ...(rule.withText ?? []),
]

/** Guards of a rule, or of a pack, which hold for each of its rules. */
function guardsOf(
  { unless, unlessText, ...more }: Pick<Rule, 'unless' | 'unlessText' | 'with' | 'withText'>,
  compile: (source: string) => Compiled,
  sets: PatternCompiler['sets'],
  slotOf: (sources: readonly string[]) => number,
): Guards[] {
  const guards: Guards[] = []
  const add = (sources: readonly string[] | undefined, wholeText: boolean, wanted: boolean): void => {
    if (sources === undefined || sources.length === 0) return
    const patterns = sources.map(compile)
    const anchor = anchorOfAny(patterns, sets)
    guards.push({ patterns, anchor, wholeText, wanted, slot: wholeText ? slotOf(sources) : -1 })
  }
  add(unless, false, false)
  add(unlessText, true, false)
  add(more.with, false, true)
  add(more.withText, true, true)
  return guards
}

/** What any of the patterns hangs on. */
const anchorOfAny = (patterns: readonly Compiled[], sets: PatternCompiler['sets']): Compiled['anchor'] => ({
  set: sets.union(patterns.map(({ anchor }) => anchor.set)),
  shape: patterns.reduce((shape, { anchor }) => shape | anchor.shape, 0),
})

/** A text being gone through with a rulebook. */
type Search = Notes & {
  readonly book: Rulebook
  readonly scan: Scan
  readonly ground: Ground
  readonly hits: RuleHit[]
}

/**
 * Every rule's first hit in each sentence. Work grows with the text's length, not with its contents: only patterns are walked that hang
 * on a word of the text, and of these only the ones whose other words stand near enough.
 */
export function findHits(book: Rulebook, scan: Scan): RuleHit[] {
  const { entries, gates, byShape } = book
  const search = openSearch(book, scan)
  const { ground, settled } = search
  for (let t = 0; t < scan.count; t++) {
    const id = scan.ids[t] ?? 0
    const end = gates.ends[id] ?? 0
    let at = nextOpen(gates, ground, settled, t, gates.begins[id] ?? 0, end)
    for (; at >= 0; at = nextOpen(gates, ground, settled, t, at + CANDIDATE_SIZE, end))
      tryEntry(search, entries[gates.list[at] ?? 0], t)
    const shape = scan.shapes[t] ?? 0
    if (shape === 0) continue
    for (const [bit, list] of byShape) if (shape & bit) for (const entry of list) tryEntry(search, entry, t)
  }
  return search.hits
}

const openSearch = (book: Rulebook, scan: Scan): Search => ({
  book,
  scan,
  ground: groundOf(book.patterns, scan),
  hits: [],
  settled: book.notes.settled.fill(-1),
  answers: book.notes.answers.fill(-1),
})

/** Walks one pattern at a token, where it can hang on it, and adds its hit where nothing speaks against it. */
function tryEntry(search: Search, entry: Entry | undefined, t: number): void {
  const { book, scan, ground, settled } = search
  const sentence = scan.sentence[t] ?? 0
  if (entry === undefined || settled[entry.rule] === sentence || !isPlaced(ground, entry.pattern.anchor, t))
    return
  const hit = matchAt(ground, entry.pattern, t)
  if (hit === undefined) return
  const ready = book.rules[entry.rule]
  if (ready === undefined || !isAsserted(ready.rule, hit, scan, book)) return
  // Guards ask about the sentence and the text, not about this hit: asked once, their answer holds for the sentence.
  settled[entry.rule] = sentence
  if (!passesGuards(ready, hit, search)) return
  search.hits.push({
    kind: ready.kind,
    rule: ready.name,
    score: ready.rule.score ?? 0.9,
    clause: ready.rule.quote === 'clause',
    name: ready.number,
    pattern: entry.name,
    sentence,
    from: hit.from,
    to: hit.to,
  })
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

function passesGuards(ready: Ready, hit: Hit, { book, scan, ground, answers }: Search): boolean {
  const sentence = scan.sentence[hit.anchor] ?? 0
  const low = scan.sentenceStarts[sentence] ?? 0
  const high = scan.sentenceStarts[sentence + 1] ?? 0
  if (ready.rule.question === 'blocked' && scan.ids[high - 1] === book.asks) return false
  for (const guard of ready.guards) {
    let found = guard.slot >= 0 && answers[guard.slot] === 1
    if (guard.slot < 0) found = occurs(guard, ground, low, high)
    else if (answers[guard.slot] === -1) {
      found = occurs(guard, ground, 0, scan.count)
      answers[guard.slot] = found ? 1 : 0
    }
    if (found !== guard.wanted) return false
  }
  return true
}

function occurs({ patterns, anchor }: Guards, ground: Ground, low: number, high: number): boolean {
  // A guard never looks further than this many tokens: keeps hostile messages linear.
  const to = Math.min(high, low + 400)
  for (let t = low; t < to; t++) {
    if (!isPlaced(ground, anchor, t)) continue
    for (const pattern of patterns)
      if (isPlaced(ground, pattern.anchor, t) && matchAt(ground, pattern, t) !== undefined) return true
  }
  return false
}
