/** A space in which comments on one subject lie close: what their words mean joined with which words they use. */
import { learnMeaning, meaningOf, toLengthOne, type Meaning } from './meaning.ts'
import { learnWording, wordingOf, WORDING_DIMENSIONS, type Wording } from './wording.ts'
import { termsOf, WORD_DIMENSIONS, type WordTable } from './words.ts'

export const SPACE_DIMENSIONS = WORD_DIMENSIONS + WORDING_DIMENSIONS
/** Share of the meaning in a likeness; tried from .5 to .7 on BANKING77 and CLINC150 (2026-11-30), .7 was best on both. */
const MEANING_SHARE = 0.7

export type Space = { readonly meaning: Meaning; readonly wording: Wording }

/** Learns a space from a sample of comments in words. */
export const learnSpace = (sample: readonly (readonly string[])[], table: WordTable): Space => ({
  meaning: learnMeaning(sample, table),
  wording: learnWording(sample.map(termsOf)),
})

/** Where a comment lies: of length 1, or nought where nothing in it is known. */
export function placeOf(words: readonly string[], { meaning, wording }: Space): Float32Array {
  const place = new Float32Array(SPACE_DIMENSIONS)
  const means = meaningOf(words, meaning)
  const uses = wordingOf(termsOf(words), wording)
  const a = Math.sqrt(MEANING_SHARE)
  const b = Math.sqrt(1 - MEANING_SHARE)
  for (let k = 0; k < WORD_DIMENSIONS; k++) place[k] = a * (means[k] as number)
  for (let k = 0; k < WORDING_DIMENSIONS; k++) place[WORD_DIMENSIONS + k] = b * (uses[k] as number)
  toLengthOne(place)
  return place
}
