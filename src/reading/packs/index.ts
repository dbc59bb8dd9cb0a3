/** Every pack, and the compiled rulebook of each language that has packs; compiled when first needed. */
import { rulebookOf } from '../rulebook.ts'
import type { Rulebook } from '../rulebook.ts'
import { guarded } from './en/guards.ts'
import { ENGLISH } from './en/words.ts'
import { HOME } from './en/home.ts'
import { PERSON } from './en/person.ts'
import { WARMTH } from './en/warmth.ts'
import { FRICTION } from './en/friction.ts'
import { TROUBLE } from './en/trouble.ts'
import { EVERYDAY } from './en/everyday.ts'
import { FURTHER } from './en/further.ts'
import { FURTHER_LIFE } from './en/further-life.ts'
import { FURTHER_WARMTH } from './en/further-warmth.ts'
import { OWN_LIFE } from './en/own-life.ts'
import { OWN_NEWS } from './en/own-news.ts'
import { REFLECTIONS } from './en/reflections.ts'
import { SPOKEN } from './en/spoken.ts'
import { PLAIN_PERSON } from './en/plain-person.ts'
import { PLAIN_TROUBLE } from './en/plain-trouble.ts'
import { PLAIN_WARMTH } from './en/plain-warmth.ts'
import { FRENCH_PACKS } from './french.ts'
import { GERMAN_PACKS } from './german.ts'
import { SPANISH_PACKS } from './spanish.ts'
import { FRENCH, GERMAN, SPANISH } from './words-es-fr-de.ts'
import type { Classes } from '../match/pattern.ts'
import type { Pack } from './shape.ts'

const LANGUAGES: Readonly<Record<string, { readonly packs: readonly Pack[]; readonly classes: Classes }>> = {
  en: {
    packs: guarded([
      ...HOME,
      ...PERSON,
      ...WARMTH,
      ...FRICTION,
      ...TROUBLE,
      ...EVERYDAY,
      ...FURTHER,
      ...REFLECTIONS,
      ...SPOKEN,
      ...OWN_NEWS,
      ...OWN_LIFE,
      ...FURTHER_LIFE,
      ...PLAIN_PERSON,
      ...PLAIN_TROUBLE,
      ...PLAIN_WARMTH,
      ...FURTHER_WARMTH,
    ]),
    classes: ENGLISH,
  },
  es: { packs: SPANISH_PACKS, classes: SPANISH },
  fr: { packs: FRENCH_PACKS, classes: FRENCH },
  de: { packs: GERMAN_PACKS, classes: GERMAN },
}

/** Every pack of every language; what the examples' test goes through. */
export const PACKS: readonly Pack[] = Object.values(LANGUAGES).flatMap(({ packs }) => packs)

/** Codes of the languages that can be read, ISO 639-1. */
export const readableLanguages: readonly string[] = Object.keys(LANGUAGES)

const ready = new Map<string, Rulebook>()

/** The compiled rules of a language, or undefined where it has no packs. */
export function rulebookFor(language: string): Rulebook | undefined {
  const known = ready.get(language)
  if (known !== undefined) return known
  const own = LANGUAGES[language]
  if (own === undefined) return undefined
  const book = rulebookOf(language, own.packs, own.classes)
  ready.set(language, book)
  return book
}
