/** Cuts a sentence into clauses. */

/** Offsets into the sentence, the joints left out. */
export type Clause = { readonly start: number; readonly end: number }

/** Where one clause ends and the next begins; "between one and four" is one. */
const JOINT = /[,;:]\s+|\s[-–—]+\s|(?<!\b(?:between|from) [^,;]{1,20})\s(?:and|but|so|then)\s/g

/** The clauses of a lower-case sentence, in order. */
export function clausesIn(sentence: string): readonly Clause[] {
  const clauses: Clause[] = []
  let start = 0
  for (const joint of [...sentence.matchAll(JOINT), undefined]) {
    clauses.push({ start, end: joint?.index ?? sentence.length })
    start = joint ? joint.index + joint[0].length : sentence.length
  }
  return clauses
}
