/** What some comments have in common and others have not: phrases of one to three words that together stand in most of them. */
import { phraseCounts, ranking, written } from './names.ts'
import { wordsOf } from './words.ts'

export type CommonPhrase = { readonly phrase: string; readonly count: number }

/** The share of the others that may have a phrase, and how many times as common it must be here; each where nothing passes the one before. */
const STRICT = [
  [0.05, 4],
  [0.5, 1.5],
  [1, 0],
] as const
const PHRASES = 8

/**
 * Phrases as people wrote them, each of which adds comments that those before it do not cover, best first. `count` is in how many of
 * the comments it stands. Of one comment alone, its most telling ones.
 */
export function commonPhrases(comments: readonly string[], others: readonly string[]): CommonPhrase[] {
  const words = [...comments, ...others].map(wordsOf)
  const here = comments.map((_, i) => i)
  const { phrases, read } = phraseCounts(here, words)
  const there = others.map((_, i) => comments.length + i)
  const { phrases: elsewhere } = phraseCounts(there, words)
  const tellingAt = ([most, times]: (typeof STRICT)[number]) =>
    new Map(
      [...phrases].filter(([phrase, count]) => {
        const others = elsewhere.get(phrase) ?? 0
        const share = others / Math.max(1, there.length)
        const isTelling = others <= 1 || (share <= most && count / read > share * times)
        return isTelling && (count >= 2 || read === 1)
      }),
    )
  const telling = STRICT.map(tellingAt).find(({ size }) => size > 0) ?? new Map<string, number>()
  return coverOf(ranking(telling, read, new Map(), 2, telling.size), telling, words.slice(0, comments.length))
}

/** The ranked phrases one after the other, as long as each covers a comment that none before it does. */
function coverOf(
  ranked: readonly string[],
  counts: ReadonlyMap<string, number>,
  words: readonly (readonly string[])[],
): CommonPhrase[] {
  const texts = words.map((each) => ` ${written(each)} `)
  const open = new Set(texts.keys())
  const chosen: CommonPhrase[] = []
  for (const phrase of ranked) {
    const covered = [...open].filter((i) => texts[i]?.includes(` ${phrase} `))
    if (covered.length === 0 || chosen.length === PHRASES) continue
    for (const i of covered) open.delete(i)
    chosen.push({ phrase, count: counts.get(phrase) ?? covered.length })
  }
  return chosen
}
