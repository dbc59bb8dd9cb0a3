/** Splits hashtags into the words they were written from. */
import { lowerCase } from './normalise.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Splits "#NeverAgain", "#howrude", "#deltafail" into words the vocabulary knows; the whole tag where it cannot. */
export function splitTag(tag: string, vocabulary: Vocabulary): string[] {
  if (/[a-z0-9][A-Z]/.test(tag)) return tag.split(/(?<=[a-z0-9])(?=[A-Z])|_/).filter((part) => part !== '')
  const low = lowerCase(tag)
  if (vocabulary.idOf(low) > 0 || low.length > 30) return [tag]
  // best[i]: where the last piece of a full split of the first i letters begins, or -1.
  const best = new Array<number>(low.length + 1).fill(-1)
  best[0] = 0
  for (let end = 2; end <= low.length; end++)
    for (let start = Math.max(0, end - 14); start <= end - 2; start++) {
      if (best[start] === -1 || best[end] !== -1) continue
      if (vocabulary.idOf(low.slice(start, end)) > 0) best[end] = start
    }
  if (best[low.length] !== -1) {
    const parts: string[] = []
    for (let end = low.length; end > 0; end = best[end] ?? 0) parts.unshift(tag.slice(best[end] ?? 0, end))
    return parts
  }
  for (let start = 1; start <= low.length - 4; start++)
    if (vocabulary.idOf(low.slice(start)) > 0) return [tag.slice(0, start), tag.slice(start)]
  return [tag]
}
