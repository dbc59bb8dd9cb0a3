/** Names a theme by the words that its comments use and others do not, as people wrote them: phrases of one to three words. */

/** So many of its most central comments tell a theme's name, and so many phrases are weighed for it. */
const [READ, RANKED] = [120, 12]
/** Words on which no phrase begins or ends. */
const HOLLOW = new Set(
  `a an the this that these those i me my mine we us our you your he him his she her it its they them their and or but if so than then as at by for from in into of off on onto
  out over to up with without about after before is am are was were be been being do does did done have has had having can could will would should may might must shall
  n't 's 'm 're 've 'll 'd not no just very too also really there here what which who whom whose when where why how all any some more most much many few other such only own same
  get got go going want need like please tell know let make made way thing things one still even because while again ever im dont`.split(
    /\s+/,
  ),
)

/** One name for each theme. Shape: `central` lists the numbers of each theme's comments, most central first; `words` are those of all comments. */
export function nameThemes(
  central: readonly (readonly number[])[],
  words: readonly (readonly string[])[],
): string[] {
  const counts = central.map((texts) => phraseCounts(texts.slice(0, READ), words))
  const themesWith = new Map<string, number>()
  for (const { phrases } of counts)
    for (const phrase of phrases.keys()) themesWith.set(phrase, (themesWith.get(phrase) ?? 0) + 1)
  const used = new Set<string>()
  return counts.map(({ phrases, read }) => {
    const ranked = ranking(phrases, read, themesWith, central.length)
    const name =
      ranked.map((first) => joined(first, ranked)).find((name) => !used.has(name)) ??
      ranked[0] ??
      'other words'
    used.add(name)
    return name.charAt(0).toUpperCase() + name.slice(1)
  })
}

/** In how many of the texts, by number, each phrase stands. */
export function phraseCounts(
  texts: readonly number[],
  words: readonly (readonly string[])[],
): { phrases: Map<string, number>; read: number } {
  const phrases = new Map<string, number>()
  for (const text of texts)
    for (const phrase of new Set(phrasesOf(words[text] ?? [])))
      phrases.set(phrase, (phrases.get(phrase) ?? 0) + 1)
  return { phrases, read: texts.length }
}

function phrasesOf(words: readonly string[]): string[] {
  const found: string[] = []
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(words.length, from + 3); to++)
      if (mayStand(words[from]) && mayStand(words[to - 1])) found.push(written(words.slice(from, to)))
  return found
}

const mayStand = (word: string | undefined): boolean =>
  word !== undefined && word.length > 1 && !HOLLOW.has(word)

/** Contractions are joined again as they are written. */
export const written = (words: readonly string[]): string =>
  words.reduce(
    (text, word) => (text === '' ? word : /^(?:n't|')/.test(word) ? text + word : `${text} ${word}`),
    '',
  )

/** Best first: said in many of the theme's comments, in few other themes; a longer phrase wins where it is said nearly as often. */
export function ranking(
  phrases: ReadonlyMap<string, number>,
  read: number,
  themesWith: ReadonlyMap<string, number>,
  themes: number,
  most = RANKED,
): string[] {
  const weightOf = (phrase: string, count: number): number =>
    (count / read) *
    Math.log(1 + themes / (themesWith.get(phrase) ?? 1)) *
    (1 + 0.45 * (phrase.split(' ').length - 1))
  return [...phrases]
    .filter(([, count]) => count >= Math.min(2, read))
    .map(([phrase, count]) => ({ phrase, weight: weightOf(phrase, count) }))
    .sort((a, b) => b.weight - a.weight || (a.phrase < b.phrase ? -1 : 1))
    .slice(0, most)
    .map(({ phrase }) => phrase)
}

/** The best phrase, and beside a single word the next one that says something else. */
function joined(first: string, ranked: readonly string[]): string {
  if (first.includes(' ')) return first
  const stem = first.slice(0, 4)
  const next = ranked.find(
    (phrase) => phrase !== first && !phrase.split(' ').some((word) => word.startsWith(stem)),
  )
  return next === undefined ? first : `${first}, ${next}`
}
