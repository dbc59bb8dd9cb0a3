/** What of a text speaks for its feeling: words, their beginnings and pairs of words, turned round after a "not", and what the words mean on average. Pure. */
import { hashName } from '../hash.ts'
import { normalise } from '../text/normalise.ts'
import { WORD_DIMENSIONS, type WordTable } from '../themes/words.ts'

/** Words and pairs are told apart by so many numbers. */
export const FEELING_BUCKETS = 1 << 16
/** More words of one text add little. */
const WORDS_READ = 120
/** A "not" reaches so many words. */
const REACH = 4
/** So many letters of a longer word stand for its other forms, too: "disa" for disappointed and disappointing. */
const STEM = 4
const NOT =
  /^(?:not|n't|no|never|without|nothing|hardly|none|neither|nor|cannot|cant|dont|doesnt|didnt|wont|isnt|wasnt)$/

/** Shape: `buckets` with repeats; each counts `weight`; `meaning` has a hundred numbers. */
export type Signs = {
  readonly buckets: readonly number[]
  readonly weight: number
  readonly meaning: Float32Array
}

export function signsOf(text: string, table: WordTable): Signs {
  const buckets: number[] = []
  const meaning = new Float32Array(WORD_DIMENSIONS)
  let [reach, weights, before] = [0, 0, '^']
  for (const word of tokensOf(text)) {
    buckets.push(bucketOf(reach > 0 ? `!${word}` : word), bucketOf(`${before} ${word}`))
    if (word.length > STEM) buckets.push(bucketOf(`~${reach > 0 ? '!' : ''}${word.slice(0, STEM)}`))
    before = word
    weights += addMeaning(meaning, word, reach > 0 ? -0.5 : 1, table)
    if (NOT.test(word)) reach = REACH
    else if (/[!?.]/.test(word)) reach = 0
    else if (reach > 0) reach--
  }
  for (let k = 0; k < WORD_DIMENSIONS; k++) meaning[k] = (meaning[k] as number) / (weights + 0.5)
  return { buckets, weight: 1 / Math.sqrt(buckets.length + 1), meaning }
}

const bucketOf = (words: string): number => (hashName(words) >>> 0) % FEELING_BUCKETS

function tokensOf(text: string): string[] {
  const found = normalise(text.slice(0, 4_000))
    .toLowerCase()
    .match(/[a-z]+(?:'[a-z]+)?|[!?.]/g)
  return (found ?? []).slice(0, WORDS_READ).flatMap((word) => {
    const cut = /^(.+?)(n't|'s|'m|'re|'ve|'ll|'d)$/.exec(word)
    return cut ? [cut[1] ?? '', cut[2] ?? ''] : [word]
  })
}

/** Adds a word's meaning, a rare word more; returns how much it weighed. */
function addMeaning(
  meaning: Float32Array,
  word: string,
  side: number,
  { rankOf, scales, cells }: WordTable,
): number {
  const rank = rankOf.get(word)
  if (rank === undefined) return 0
  const weight = 1e-3 / (1e-3 + 0.06 / (rank + 2))
  const factor = side * weight * (scales[rank] as number)
  for (let k = 0, at = rank * WORD_DIMENSIONS; k < WORD_DIMENSIONS; k++, at++)
    meaning[k] = (meaning[k] as number) + factor * (cells[at] as number)
  return weight
}
