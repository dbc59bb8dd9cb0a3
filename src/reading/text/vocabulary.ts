/** The words one language's packs know, each with a small number; what is not in it costs one look-up and is 0. */

/** Words of one language. Shape: `idOf` is 0 for unknown words; the three sets hold ids. */
export type Vocabulary = {
  readonly language: string
  readonly size: number
  idOf(word: string): number
  readonly negators: ReadonlySet<number>
  /** Words that undo a negator just before them: "not only", "no doubt". */
  readonly notNegated: ReadonlySet<number>
  /** Words that open a new clause: "but", "however". */
  readonly clauseOpeners: ReadonlySet<number>
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
export function vocabularyOf(language: string, words: Iterable<string>): Vocabulary {
  const ids = new Map<string, number>()
  const add = (word: string): number => {
    const known = ids.get(word)
    if (known !== undefined) return known
    ids.set(word, ids.size + 1)
    return ids.size
  }
  const own = NEGATION[language] ?? { negators: '', notNegated: '', openers: '' }
  const setOf = (list: string): Set<number> => new Set(list.split(' ').filter(Boolean).map(add))
  const negators = setOf(own.negators)
  const notNegated = setOf(own.notNegated)
  const clauseOpeners = setOf(own.openers)
  for (const word of words) add(word)
  return {
    language,
    size: ids.size + 1,
    idOf: (word) => ids.get(word) ?? 0,
    negators,
    notNegated,
    clauseOpeners,
  }
}
