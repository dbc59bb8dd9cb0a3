/** A theme as its editor holds it, and what a look at history adds up to. Pure. */
import type { ThemeDefinition, TriedPhrase, TriedTheme, VoiceRow } from '#features/voices/contract.ts'

export const NEW_THEME: ThemeDefinition = { name: '', kind: 'complaint', place: '', any: [], none: [] }

/** One phrase a line or between semicolons, as typed or pasted; what is there already is left out. */
export function phrasesFrom(text: string, before: readonly string[]): string[] {
  const known = new Set(before.map(plain))
  return text.split(/[\n;]/).flatMap((line) => {
    // What is pasted may hold signs that no text may.
    const phrase = line.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
    if (phrase === '' || known.has(plain(phrase))) return []
    known.add(plain(phrase))
    return [phrase]
  })
}

const plain = (phrase: string): string => phrase.toLowerCase()

/** What the stretches of a look say together. */
export type Look = Omit<TriedTheme, 'next'> & { readonly isDone: boolean }

const QUOTES = 20
const GONE = 5

export function together(look: Look | null, { next, ...part }: TriedTheme): Look {
  if (!look) return { ...part, isDone: next === null }
  const come = new Map(look.come.map((one) => [one.id, one]))
  for (const one of part.come) come.set(one.id, { ...one, count: one.count + (come.get(one.id)?.count ?? 0) })
  return {
    read: look.read + part.read,
    count: look.count + part.count,
    stay: look.stay + part.stay,
    go: look.go + part.go,
    bare: look.bare + part.bare,
    come: [...come.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    any: look.any.map((one, at) => added(one, part.any[at])),
    none: look.none.map((one, at) => added(one, part.none[at])),
    quotes: newest([...look.quotes, ...part.quotes], QUOTES),
    gone: newest([...look.gone, ...part.gone], GONE),
    isDone: next === null,
  }
}

const added = (one: TriedPhrase, other: TriedPhrase | undefined): TriedPhrase =>
  other ? { count: one.count + other.count, example: one.example ?? other.example, as: one.as } : one

const newest = (voices: readonly VoiceRow[], most: number): VoiceRow[] =>
  [...voices].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most)

/** "late-parcels-3f2a": free whatever else is there; `chance` are hexadecimal digits. */
export function idFor(name: string, chance: string): string {
  const words = name.normalize('NFD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') // prettier-ignore
  return `${words.slice(0, 40).replace(/-+$/, '') || 'theme'}-${chance.slice(0, 6)}`
}
