/** What a language model is told for the paragraph: counts of ours, and sentences in which nobody is named and nothing delicate is said. Pure. */
import { delicateIn } from '#reading/index.ts'
import type { ThemeRow } from '../contract.ts'
import type { Quote } from './summary.ts'

export type ToldTheme = Pick<ThemeRow, 'id' | 'name' | 'kind' | 'count' | 'change' | 'feeling'>
export type ToldQuote = Quote & { readonly themeId: string }
export type Told = {
  readonly days: number
  readonly total: number
  readonly unthemed: number
  readonly themes: readonly ToldTheme[]
  readonly quotes: readonly ToldQuote[]
}

/** Addresses, links, numbers that may be of an order or a phone, mark-up. */
const PERSONAL = /https?:|www\.|@|\d[\d\s().-]{3,}\d|[<>{}[\]`]/i
/** Words to a machine, not to a brand. The check of what comes back does not rest on this. */
const TO_A_MACHINE =
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:above|previous|prior|instructions?|rules?|prompt)|\b(?:system|assistant|developer)\s*(?:prompt|message|:)|\bas an? (?:ai|language model|assistant)\b|\byou are now\b|\b(?:write|say|answer|reply|respond|output|print)\b.{0,24}\b(?:that|with|exactly|json|only)\b|\binstructions?\b/i
/** A capital inside a sentence: most are names. */
const NAME_WITHIN = /(?<=[\p{L}\p{N},;] )(?!I\b)\p{Lu}\p{L}+/u

/** Words a sentence may begin with; any other capital may be somebody's name. */
export const BEGINNINGS = new Set(
  'a about across after again all also among an and another as at because besides both but by comments compared complaints customers during each even fewer finally first for from ideas in it its less many meanwhile more most next nothing of often on one other others overall people praise questions said shoppers side since so some still such than that the their them then there these they this those though to together too under what when where while with without'.split(
    ' ',
  ),
)
/** They stand in any sentence: whoever is called “The Old Mill” or “Eve, as you were” names nobody by them. “May” and “Will” are people. */
const VERBS = new Set('are been being can could did does had has have was were would'.split(' '))

/** Whether a sentence may leave: nobody in it, nothing delicate, no order to a machine. `names` in lower case. */
export function mayTell(text: string, names: ReadonlySet<string>): boolean {
  return (
    delicateIn(text) === undefined &&
    !PERSONAL.test(text) &&
    !TO_A_MACHINE.test(text) &&
    !NAME_WITHIN.test(text) &&
    !wordsIn(text).some((word) => names.has(word))
  )
}

/** The parts of people's names, in lower case; parts of two letters and words of any sentence say nothing. */
export function namePartsOf(names: readonly (string | null)[]): Set<string> {
  return new Set(
    names
      .flatMap((name) => wordsIn(name ?? ''))
      .filter((part) => part.length > 2 && !BEGINNINGS.has(part) && !VERBS.has(part)),
  )
}

export const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
    .map((word) => word.replace(/['’]s?$/, ''))
    .filter((word) => word !== '')
