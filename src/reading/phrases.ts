/** Plain words and phrases, as people of a workspace write them, found in a text in one pass; never a pattern of theirs is run. Pure. */
import { cutHistory } from './text/history.ts'
import { lowerCase, normalise } from './text/normalise.ts'

/** Longest text that is looked through, in UTF-16 units. */
const LOOKED_THROUGH = 65_536
/** Words of a phrase that count; further ones are left out. */
const WORDS_LIMIT = 12

type Step = { readonly words: Map<string, Step>; readonly beginnings: Map<string, Step>; isEnd: boolean }

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
  for (const phrase of phrases) {
    const words = [...normalise(phrase).matchAll(WORD)].slice(0, WORDS_LIMIT).map(([word]) => folded(word))
    let step = root
    for (const word of words) {
      const isBeginning = word.endsWith('*') && word.length > 2
      const key = word.replace(/\*$/, '')
      if (isBeginning) lengths.add(key.length)
      const branch = isBeginning ? step.beginnings : step.words
      const next = branch.get(key) ?? newStep()
      branch.set(key, next)
      step = next
    }
    if (step !== root) step.isEnd = true
  }
  return {
    root,
    isEmpty: root.words.size + root.beginnings.size === 0,
    beginningLengths: [...lengths].sort((a, b) => a - b),
  }
}

/** Every place of a phrase in what the writer wrote this time, the first ten. Work grows with the text's length alone: a phrase has 12 words at most. */
export function findPhrases({ root, isEmpty, beginningLengths }: Phrases, text: string): PhraseSpan[] {
  if (isEmpty) return []
  const plain = cutHistory(normalise(text.slice(0, LOOKED_THROUGH)))
  const tokens = [...plain.matchAll(WORD)].map((found) => ({
    word: folded(found[0].replace(/\*$/, '')),
    start: found.index,
    end: found.index + found[0].replace(/\*$/, '').length,
  }))
  const spans: PhraseSpan[] = []
  for (let first = 0; first < tokens.length && spans.length < 10; first++) {
    const last = longestFrom(first)
    const [from, to] = [tokens[first], tokens[last]]
    if (last < first || from === undefined || to === undefined) continue
    spans.push({ start: from.start, end: to.end })
    first = last
  }
  return spans

  /** The last token of the longest phrase that begins here, or -1. */
  function longestFrom(first: number): number {
    let best = -1
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
      if (steps.some(({ isEnd }) => isEnd)) best = at
    }
    return best
  }
}

const newStep = (): Step => ({ words: new Map(), beginnings: new Map(), isEnd: false })

/** Lower case, accents and apostrophes off. */
function folded(word: string): string {
  return lowerCase(word).normalize('NFD').replace(MARKS, '').replaceAll(/['’]/g, '')
}
