/** Plain words and phrases, as people of a workspace write them, found in a text in one pass; never a pattern of theirs is run. Pure. */
import { cutHistory } from './text/history.ts'
import { lowerCase, normalise } from './text/normalise.ts'

/** Longest text that is looked through, in UTF-16 units. */
const LOOKED_THROUGH = 65_536
/** Words of a phrase that count; further ones are left out. */
const WORDS_LIMIT = 12

/** `ends` are the places, in the list as given, of the phrases that end here. */
type Step = {
  readonly words: Map<string, Step>
  readonly beginnings: Map<string, Step>
  readonly ends: number[]
}

/** Phrases ready to be looked for. Shape: a tree of words; `beginningLengths` the lengths of words that end in `*`, ascending. */
export type Phrases = {
  readonly root: Step
  readonly isEmpty: boolean
  readonly beginningLengths: readonly number[]
}

/** A phrase found. Shape: UTF-16 offsets into the text as given. */
export type PhraseSpan = { readonly start: number; readonly end: number }

/** A single letter before an apostrophe and a longer word is a word of its own: "l’hôpital". */
const WORD = /[\p{L}](?=['’]\p{L}{3})|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*\*?/gu
const MARKS = /\p{M}/gu

/** Makes phrases ready: case, accents and punctuation do not matter; `return*` is any word with that beginning. */
export function readyPhrases(phrases: readonly string[]): Phrases {
  const root = newStep()
  const lengths = new Set<number>()
  for (const [place, phrase] of phrases.entries()) {
    let step = root
    for (const word of wordsIn(phrase)) {
      const isBeginning = word.endsWith('*') && word.length > 2
      const key = word.replace(/\*$/, '')
      if (isBeginning) lengths.add(key.length)
      const branch = isBeginning ? step.beginnings : step.words
      const next = branch.get(key) ?? newStep()
      branch.set(key, next)
      step = next
    }
    if (step !== root) step.ends.push(place)
  }
  return {
    root,
    isEmpty: root.words.size + root.beginnings.size === 0,
    beginningLengths: [...lengths].sort((a, b) => a - b),
  }
}

/** The words of a phrase that are looked for, folded; none where it holds signs alone. Two phrases of the same words find the same. */
export const wordsIn = (phrase: string): string[] =>
  [...normalise(phrase).matchAll(WORD)].slice(0, WORDS_LIMIT).map(([word]) => folded(word))

/** Every place of a phrase in what the writer wrote this time, the first ten. Work grows with the text's length alone: a phrase has 12 words at most. */
export function findPhrases(phrases: Phrases, text: string): PhraseSpan[] {
  const spans: PhraseSpan[] = []
  const tokens = tokensIn(phrases, text)
  for (let first = 0; first < tokens.length && spans.length < 10; first++) {
    let last = -1
    walkFrom(phrases, tokens, first, (_, at) => (last = at))
    const [from, to] = [tokens[first], tokens[last]]
    if (last < first || from === undefined || to === undefined) continue
    spans.push({ start: from.start, end: to.end })
    first = last
  }
  return spans
}

/** Which of the phrases stand in the text, each with its first place there; also one that lies within a longer one. Shape: by the phrase's place in the list that was made ready. */
export function phrasesIn(phrases: Phrases, text: string): Map<number, PhraseSpan> {
  const found = new Map<number, PhraseSpan>()
  const tokens = tokensIn(phrases, text)
  for (const [first, { start }] of tokens.entries())
    walkFrom(phrases, tokens, first, (places, at) => {
      for (const place of places) if (!found.has(place)) found.set(place, { start, end: tokens[at]?.end ?? start }) // prettier-ignore
    })
  return found
}

type Token = { readonly word: string; readonly start: number; readonly end: number }

function tokensIn({ isEmpty }: Phrases, text: string): Token[] {
  if (isEmpty) return []
  const plain = cutHistory(normalise(text.slice(0, LOOKED_THROUGH)))
  return [...plain.matchAll(WORD)].map((found) => {
    const word = found[0].replace(/\*$/, '')
    return { word: folded(word), start: found.index, end: found.index + word.length }
  })
}

/** Calls `onEnd` for each token at which phrases end that begin with the token `first`, nearest first. */
function walkFrom(
  { root, beginningLengths }: Phrases,
  tokens: readonly Token[],
  first: number,
  onEnd: (places: readonly number[], at: number) => void,
): void {
  let steps = [root]
  for (let at = first; at < tokens.length && steps.length > 0; at++) {
    const word = tokens[at]?.word ?? ''
    steps = steps.flatMap((step) => {
      const beginnings = beginningLengths
        .filter((length) => length <= word.length)
        .flatMap((length) => step.beginnings.get(word.slice(0, length)) ?? [])
      const whole = step.words.get(word)
      return whole ? [whole, ...beginnings] : beginnings
    })
    for (const { ends } of steps) if (ends.length > 0) onEnd(ends, at)
  }
}

const newStep = (): Step => ({ words: new Map(), beginnings: new Map(), ends: [] })

/** Lower case, accents and apostrophes off. */
function folded(word: string): string {
  return lowerCase(word)
    .normalize('NFD')
    .replace(MARKS, '')
    .replaceAll(/(?<!\d)['’]|['’](?!\d)/g, '')
}
