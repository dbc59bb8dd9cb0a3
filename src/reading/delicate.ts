/** Whether words touch what must not be remembered without leave: health, pregnancy, grief, faith, money trouble, politics, unions, origin, sexuality. Errs to yes. Pure. */
import { DELICATE_WORDS, ORIGIN_SAID } from './delicate-words.ts'
import { findPhrases, readyPhrases } from './phrases.ts'
import type { Phrases } from './phrases.ts'

export const DELICATE_CLASSES = ['pregnancy', 'grief', 'health', 'faith', 'money', 'politics', 'union', 'origin', 'sexuality'] as const // prettier-ignore
export type DelicateClass = (typeof DELICATE_CLASSES)[number]

/** Made when first needed: many a command that reads never asks. */
let classes: readonly { readonly about: DelicateClass; readonly phrases: Phrases }[] | undefined

/** The first class the words touch, or undefined. */
export function delicateIn(text: string): DelicateClass | undefined {
  classes ??= DELICATE_CLASSES.map((about) => ({
    about,
    phrases: readyPhrases([...DELICATE_WORDS[about].split(', '), ...(about === 'origin' ? ORIGIN_SAID : [])]),
  }))
  return classes.find(({ phrases }) => findPhrases(phrases, text).length > 0)?.about
}
