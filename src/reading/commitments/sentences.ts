/** Cuts a text into sentences as messages are written: "possible.Thanks", "p.m. tomorrow", signatures "*TLT", line ends. */

/** No sentence is longer than this, so that no text, however it is made, costs more than its length. */
const LONGEST = 1_200

export type Sentence = { readonly start: number; readonly text: string }

/** A full stop after these is no end. */
const ABBREVIATION =
  /(?:\b(?:[ap]\.m|[ap]m|e\.g|i\.e|approx|mins?|hrs?|mr|mrs|ms|dr|no|dept|u\.s|est|vs|etc|st|inc|ltd|co)|\b[a-z])\.$/

/** The sentences of a normalised, lower-case text; their offsets are into it. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  const cut = (end: number) => {
    for (let from = start; from < end; from += LONGEST) {
      const piece = text.slice(from, Math.min(end, from + LONGEST))
      const blank = piece.length - piece.trimStart().length
      if (/[a-z]/.test(piece)) sentences.push({ start: from + blank, text: piece.slice(blank) })
    }
    start = end
  }
  /** The end of what came before: looking further back would read a long text again at every stop. */
  const before = (end: number) => text.slice(Math.max(start, end - 12), end)
  for (const stop of text.matchAll(/[.!?…]+["')\]]*|\n\s*\n|\n/g)) {
    const end = stop.index + stop[0].length
    if (stop[0].startsWith('\n')) {
      // A single line end inside a flowing sentence is a wrapped line.
      if (
        stop[0].trim() === '' &&
        stop[0].length === 1 &&
        /^[a-z]/.test(text.slice(end)) &&
        !/[.!?:]\s*$/.test(before(stop.index))
      )
        continue
      cut(end)
      continue
    }
    const next = text.charAt(end)
    const spaced = next === '' || /\s/.test(next)
    const glued =
      stop[0].startsWith('.') &&
      /^[a-z]{2}/.test(text.slice(end)) &&
      /[a-z]{2}$/.test(before(stop.index)) &&
      !/^(?:com|co|org|net|io|gov|ly|uk|html?|me|tv|us|am|pm)\b/.test(text.slice(end))
    if (!spaced && !glued && !/^[@^*#]/.test(next)) continue
    if (
      stop[0] === '.' &&
      ABBREVIATION.test(before(end)) &&
      /^\s+[a-z0-9]/.test(text.slice(end)) &&
      !startsClause(text.slice(end))
    )
      continue
    cut(end)
  }
  cut(text.length)
  return sentences
}

/** After "5 p.m." a new clause often begins all the same. */
function startsClause(rest: string): boolean {
  return /^\s+(?:we|i|you|they|it|please|thanks|thank|if|our|the|your|this|that|once|let|sorry|hope)\b/.test(
    rest,
  )
}
