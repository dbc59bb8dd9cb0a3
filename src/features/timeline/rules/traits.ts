/** What is said about a person: the newest word wins, but over her own correction, field by field, whatever order it comes in. Pure. */
import type { IncomingTraits } from './incoming.ts'

/** A field with the time it was said; `corrected` where she had it put right, so that no sender who still has it wrong undoes that. */
export type DatedTraits = Readonly<Record<string, Said>>
type Said = { readonly value: string; readonly at: string; readonly corrected?: true }

/** One person as shown: the newest value of each field over all her rows. */
export type Profile = {
  readonly name?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
  readonly zone?: string
  readonly language?: string
  readonly since?: string
}

const FIELDS = ['name', 'city', 'region', 'country', 'zone', 'language', 'since'] as const

/** The incoming traits with their time; fields that say nothing are left out, values cut at 200 characters. */
export function dateTraits(traits: IncomingTraits, at: Date): DatedTraits {
  const dated: Record<string, Said> = {}
  for (const field of FIELDS) {
    const value = traits[field]?.trim()
    if (value) dated[field] = { value: value.slice(0, 200), at: at.toISOString() }
  }
  return dated
}

/** The same as her own correction. */
export function correctTraits(traits: IncomingTraits, at: Date): DatedTraits {
  return Object.fromEntries(
    Object.entries(dateTraits(traits, at)).map(([field, said]) => [field, { ...said, corrected: true }]),
  )
}

/** Both together; of two values of a field her correction stays, else the later, of two at one time the greater, so that order changes nothing. */
export function mergeTraits(a: DatedTraits, b: DatedTraits): DatedTraits {
  const merged: Record<string, Said> = { ...a }
  for (const [field, said] of Object.entries(b)) {
    const known = merged[field]
    if (!known || isAbove(said, known)) merged[field] = said
  }
  return merged
}

function isAbove(said: Said, known: Said): boolean {
  if (said.corrected !== known.corrected) return said.corrected === true
  return said.at > known.at || (said.at === known.at && said.value > known.value)
}

export function profileOf(traits: DatedTraits): Profile {
  return Object.fromEntries(FIELDS.flatMap((field) => (traits[field] ? [[field, traits[field].value]] : [])))
}

/**
 * The words by which a person is found: of her name and of each identity, lower case, without accents; at most 40. Search
 * goes by the beginning of a word, so a word that begins another is left out.
 */
export function searchWordsOf(profile: Profile, identityValues: readonly string[]): string[] {
  const said = [profile.name ?? '', ...identityValues]
  const whole = identityValues.map((value) => foldWord(value))
  const pieces = said.flatMap((text) => foldWord(text.split('@')[0] ?? '').split(/[\s.,_+:/-]+/))
  const hyphened = foldWord(profile.name ?? '').split(/\s+/)
  const words = [...whole, ...pieces, ...hyphened].filter((word) => word.length >= 2 && !/\s/.test(word))
  const sorted = [...new Set(words.map((word) => word.slice(0, 80)))].sort()
  return sorted.filter((word, i) => !sorted[i + 1]?.startsWith(word)).slice(0, 40)
}

/** A word as search compares it. */
export function foldWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
