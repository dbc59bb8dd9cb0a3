/** The words one language's packs know, each with a small number; what is not in it costs one look-up and is 0. */
import { WRITTEN_OUT } from './spelling.ts'
import { wordTableOf } from './word-table.ts'

/** What a word does to negation, as bits: it negates; it undoes a negator just before it ("not only", "no doubt"); it opens a new clause ("but", "however"). */
export const ROLE = { negates: 1, notNegated: 2, opensClause: 4 } as const

/** Words of one language. Shape: `idOf` is 0 for unknown words; `roles` holds bits of ROLE for each id. */
export type Vocabulary = {
  readonly language: string
  readonly size: number
  idOf(word: string): number
  /**
   * What a part of a text is read as, short spellings written out; `hash` is `hashSlice` of it.
   * Shape: an id, 0 for an unknown word, or for several words `-1 - n`, n their place in `writtenOut`.
   */
  readingOf(text: string, start: number, end: number, hash: number): number
  readonly writtenOut: readonly (readonly number[])[]
  readonly roles: Uint8Array
}

const NEGATION: Readonly<Record<string, { negators: string; notNegated: string; openers: string }>> = {
  en: {
    negators: 'not no never without neither nor hardly barely nothing none nobody zero isnt',
    notNegated:
      'only just doubt wonder wait believe matter idea surprise stress complaints complaint regrets thanks',
    openers: 'but however although though yet except because so and until while which instead then when',
  },
  es: {
    negators: 'no nunca jamas sin ni ningun ninguna nadie tampoco',
    notNegated: 'solo solamente',
    openers: 'pero aunque porque sino',
  },
  fr: {
    negators: 'pas jamais sans ni aucun aucune personne',
    notNegated: 'seulement',
    openers: 'mais cependant car pourtant',
  },
  de: {
    negators: 'nicht kein keine keinen keiner nie niemals ohne weder niemand',
    notNegated: 'nur',
    openers: 'aber jedoch sondern weil obwohl',
  },
}

/** A vocabulary over the words given, plus the negators of its language. */
export function vocabularyOf(language: string, words: ReadonlySet<string>): Vocabulary {
  const ids = new Map<string, number>()
  const add = (word: string): number => {
    const known = ids.get(word)
    if (known !== undefined) return known
    ids.set(word, ids.size + 1)
    return ids.size
  }
  const own = NEGATION[language] ?? { negators: '', notNegated: '', openers: '' }
  const idsOf = (list: string): number[] => list.split(' ').filter(Boolean).map(add)
  const withRoles = [
    [idsOf(own.negators), ROLE.negates],
    [idsOf(own.notNegated), ROLE.notNegated],
    [idsOf(own.openers), ROLE.opensClause],
  ] as const
  words.forEach(add)
  const roles = new Uint8Array(ids.size + 1)
  for (const [own, role] of withRoles) for (const id of own) roles[id] = (roles[id] ?? 0) | role
  const spellings = language === 'en' ? WRITTEN_OUT : new Map<string, readonly string[]>()
  const writtenOut: (readonly number[])[] = []
  const known = [...new Set([...ids.keys(), ...spellings.keys()])]
  const table = wordTableOf(known)
  const idOf = (word: string): number => ids.get(word) ?? 0
  const readings = Int32Array.from(known, (word) => {
    const written = spellings.get(word)?.map(idOf) ?? [idOf(word)]
    return written.length === 1 ? (written[0] ?? 0) : -writtenOut.push(written)
  })
  return {
    language,
    size: ids.size + 1,
    idOf,
    readingOf(text, start, end, hash) {
      const place = table.find(text, start, end, hash)
      return place < 0 ? 0 : (readings[place] ?? 0)
    },
    writtenOut,
    roles,
  }
}
