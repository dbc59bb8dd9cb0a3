/** Whether what somebody wrote down can be looked for, told in a sentence for her. Pure. */
import { counted } from '#kit/counted.ts'
import { wordsIn } from '#reading/index.ts'

export const PHRASES_LIMIT = 200
export const PHRASE_LENGTH = 120
const WORDS_LIMIT = 12

export type PhraseProblem = { readonly code: string; readonly message: string }

/** Undefined where the phrase can be looked for. */
export function problemOfPhrase(phrase: string): PhraseProblem | undefined {
  const told = `“${phrase.length > 40 ? `${phrase.slice(0, 40)}…` : phrase}”`
  if (phrase.length > PHRASE_LENGTH)
    return refused('long', `${told} is longer than ${PHRASE_LENGTH} letters. A phrase is a few words, as people write them.`) // prettier-ignore
  const words = wordsIn(phrase)
  if (words.length === 0)
    return refused('wordless', `${told} has no word in it. Signs are not looked for, only words.`)
  if (words.length === 1 && words[0]?.replace(/\*$/, '').length === 1)
    return refused('one_letter', `${told} is one letter, which stands in nearly every comment. Write a word.`)
  if (words.length === WORDS_LIMIT && wordsIn(phrase.replace(FIRST_WORDS, '')).length > 0)
    return refused(
      'long',
      `${told} has more than ${WORDS_LIMIT} words. Shorten it to what people would repeat.`,
    )
  return undefined
}

const FIRST_WORDS = new RegExp(`^(?:\\P{L}*[\\p{L}\\p{N}'’*]+){${WORDS_LIMIT}}`, 'u')

/** What keeps the phrases of a theme from being saved or tried; undefined where nothing does. */
export function problemOfPhrases(theme: {
  readonly any: readonly string[]
  readonly none: readonly string[]
}): PhraseProblem | undefined {
  for (const list of [theme.any, theme.none])
    if (list.length > PHRASES_LIMIT)
      return refused('too_many', `${counted(list.length)} phrases are more than a theme can have: ${PHRASES_LIMIT} at most. Split what is more into themes of their own.`) // prettier-ignore
  for (const phrase of [...theme.any, ...theme.none]) {
    const problem = problemOfPhrase(phrase)
    if (problem) return problem
  }
  const wanted = new Set(theme.any.map(keyOf))
  const both = theme.none.find((phrase) => wanted.has(keyOf(phrase)))
  return both === undefined
    ? undefined
    : refused('both', `“${both}” stands on both sides: it cannot make a comment belong here and rule it out.`)
}

/** Phrases of the same key find the same. */
export const keyOf = (phrase: string): string => wordsIn(phrase).join(' ')

/** What is looked for, where it is not what was written: "late$|early" is "late early". */
export function lookedForAs(phrase: string): string | undefined {
  return /[\\^$.|?+()[\]{}]/.test(phrase.replace(/[.?!]+$/, '')) ? keyOf(phrase) : undefined
}

const refused = (what: string, message: string): PhraseProblem => ({ code: `theme_phrase_${what}`, message })
