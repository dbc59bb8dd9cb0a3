/** Finds the themes of many comments without being told how many there are; what belongs to none is said to be unthemed. */
import { hashName } from '../hash.ts'
import { shuffled } from './dice.ts'
import { groupsOf } from './communities.ts'
import { toLengthOne } from './meaning.ts'
import { nameThemes } from './names.ts'
import { dot, findNeighbours } from './neighbours.ts'
import { learnSpace, placeOf, SPACE_DIMENSIONS as SIZE } from './space.ts'
import { wordsOf, type WordTable } from './words.ts'

export type Comment = { readonly id: string; readonly text: string }
export type Verbatim = { readonly id: string; readonly quote: string }
/** Shape: `share` of all comments, 0 to 1; `verbatims` most central first, each quote stands in its comment word for word; `members` in the order given. */
export type DiscoveredTheme = {
  readonly id: string
  readonly name: string
  readonly count: number
  readonly share: number
  readonly verbatims: readonly Verbatim[]
  readonly members: readonly string[]
}
export type Themes = {
  readonly themes: readonly DiscoveredTheme[]
  readonly unthemed: { readonly count: number; readonly members: readonly string[] }
}
/** Themes found before, by which ids are kept. */
export type KnownTheme = Pick<DiscoveredTheme, 'id' | 'members'>

/** Up to so many different comments are compared pair by pair; of more, a fixed sample is, and the rest go to the nearest theme. */
const COMPARED = 12_000
const SAMPLE = 5_000
/** Fewer comments are no theme. */
const LEAST_COMMENTS = 3
const NEIGHBOURS = 10
/** A comment less like a theme's middle than this is not put there. */
const LEAST_LIKENESS = 0.25
const QUOTES = 5
const QUOTE_LENGTH = 280

type Group = {
  readonly middle: Float32Array
  readonly members: readonly number[]
  readonly likeness: readonly number[]
}

/**
 * Themes of the comments, the largest first; the same comments give the same answer.
 * With `known` themes, one that holds mostly the same comments keeps its id.
 */
export function discoverThemes(
  comments: readonly Comment[],
  table: WordTable,
  { known = [], least = LEAST_COMMENTS }: { known?: readonly KnownTheme[]; least?: number } = {},
): Themes {
  const { texts, textOf } = distinctTexts(comments)
  const words = texts.map(wordsOf)
  const sample = sampleOf(texts)
  const space = learnSpace(
    Array.from(sample, (i) => words[i] ?? []),
    table,
  )
  const places = new Float32Array(texts.length * SIZE)
  words.forEach((each, i) => places.set(placeOf(each, space), i * SIZE))
  const groups = gather(coresOf(sample, places), places, texts.length)
  return present(comments, textOf, words, groups, { known, least })
}

/** Comments that say the same word for word are compared once. Shape: `textOf` gives each comment's text by number. */
function distinctTexts(comments: readonly Comment[]): { texts: string[]; textOf: Int32Array } {
  const numberOf = new Map<string, number>()
  const texts: string[] = []
  const textOf = Int32Array.from(comments, ({ text }) => {
    const key = text.trim().toLowerCase()
    const known = numberOf.get(key) ?? texts.length
    if (known === texts.length) {
      numberOf.set(key, known)
      texts.push(text)
    }
    return known
  })
  return { texts, textOf }
}

/** Every text while they are few, a fixed draw in their own order when they are many. */
function sampleOf(texts: readonly string[]): Int32Array {
  if (texts.length <= COMPARED) return Int32Array.from(texts, (_, i) => i)
  return shuffled(texts.length, 17).slice(0, SAMPLE).sort()
}

/** Groups among the compared texts, with the number of each text. */
function coresOf(sample: Int32Array, places: Float32Array): Group[] {
  const own = new Float32Array(sample.length * SIZE)
  sample.forEach((text, i) => own.set(places.subarray(text * SIZE, text * SIZE + SIZE), i * SIZE))
  const members = new Map<number, number[]>()
  groupsOf(findNeighbours(own, NEIGHBOURS)).forEach((group, i) => {
    const list = members.get(group)
    if (list) list.push(sample[i] as number)
    else members.set(group, [sample[i] as number])
  })
  return [...members.values()]
    .filter(({ length }) => length > 1)
    .map((list) => ({ middle: middleOf(list, places), members: list, likeness: [] }))
}

function middleOf(members: readonly number[], places: Float32Array): Float32Array {
  const middle = new Float32Array(SIZE)
  for (const i of members)
    for (let k = 0; k < SIZE; k++) middle[k] = (middle[k] as number) + (places[i * SIZE + k] as number)
  toLengthOne(middle)
  return middle
}

/** Puts every text without a group to the middle it is most like, and measures how central each is. */
function gather(cores: readonly Group[], places: Float32Array, count: number): Group[] {
  const placed = new Set(cores.flatMap(({ members }) => members))
  const groups = cores.map(({ middle, members }) => ({ middle, members: [...members] }))
  for (let i = 0; i < count; i++) if (!placed.has(i)) nearest(groups, places, i)?.members.push(i)
  return groups.map(({ middle, members }) => ({
    middle,
    members,
    likeness: members.map((i) => dot(places, i * SIZE, middle, 0)),
  }))
}

function nearest<G extends { readonly middle: Float32Array }>(
  groups: readonly G[],
  places: Float32Array,
  i: number,
): G | undefined {
  let best: G | undefined
  let most = LEAST_LIKENESS
  for (const group of groups) {
    const alike = dot(places, i * SIZE, group.middle, 0)
    if (alike <= most) continue
    most = alike
    best = group
  }
  return best
}

function present(
  comments: readonly Comment[],
  textOf: Int32Array,
  words: readonly (readonly string[])[],
  groups: readonly Group[],
  { known, least }: { known: readonly KnownTheme[]; least: number },
): Themes {
  const saying = new Map<number, number[]>()
  textOf.forEach((text, comment) => {
    const list = saying.get(text)
    if (list) list.push(comment)
    else saying.set(text, [comment])
  })
  const full = groups
    .map((group) => ({
      group,
      said: group.members.flatMap((text) => saying.get(text) ?? []).sort((a, b) => a - b),
    }))
    .filter(({ said }) => said.length >= least)
    .sort((a, b) => b.said.length - a.said.length || (a.said[0] ?? 0) - (b.said[0] ?? 0))
  const central = full.map(({ group }) => mostCentral(group))
  const names = nameThemes(central, words)
  const themed = new Set<number>()
  const themes = full.map(({ said }, at): DiscoveredTheme => {
    for (const comment of said) themed.add(comment)
    return {
      id: `th_${(hashName(names[at] ?? '') >>> 0).toString(36)}`,
      name: names[at] ?? '',
      count: said.length,
      share: Math.round((said.length / comments.length) * 10_000) / 10_000,
      verbatims: (central[at] ?? [])
        .slice(0, QUOTES)
        .flatMap((text) => quoteOf(saying.get(text)?.[0], comments)),
      members: said.map((comment) => comments[comment]?.id ?? ''),
    }
  })
  const others = comments.filter((_, at) => !themed.has(at)).map(({ id }) => id)
  return { themes: keepIds(themes, known), unthemed: { count: others.length, members: others } }
}

/** Texts of a group, those most like its middle first. */
function mostCentral({ members, likeness }: Group): number[] {
  return members
    .map((text, at) => ({ text, alike: likeness[at] ?? 0 }))
    .sort((a, b) => b.alike - a.alike || a.text - b.text)
    .map(({ text }) => text)
}

function quoteOf(at: number | undefined, comments: readonly Comment[]): Verbatim[] {
  const comment = at === undefined ? undefined : comments[at]
  if (!comment) return []
  const { id, text } = comment
  if (text.length <= QUOTE_LENGTH) return [{ id, quote: text.trim() }]
  const cut = text.slice(0, QUOTE_LENGTH)
  return [{ id, quote: cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, cut.lastIndexOf(' '))).trim() }]
}

/** A theme takes the id of the known one with which it shares most (Jaccard, at least three tenths); an id is given once. */
function keepIds(themes: readonly DiscoveredTheme[], known: readonly KnownTheme[]): DiscoveredTheme[] {
  const taken = new Set<string>()
  const before = known.map(({ id, members }) => ({ id, members: new Set(members) }))
  const matches = themes
    .flatMap((theme, at) =>
      before.map(({ id, members }) => ({ at, id, alike: jaccard(theme.members, members) })),
    )
    .filter(({ alike }) => alike >= 0.3)
    .sort((a, b) => b.alike - a.alike || a.at - b.at)
  const kept = new Map<number, string>()
  for (const { at, id } of matches) {
    if (kept.has(at) || taken.has(id)) continue
    kept.set(at, id)
    taken.add(id)
  }
  return themes.map((theme, at) => {
    let id = kept.get(at) ?? theme.id
    for (let further = 2; !kept.has(at) && taken.has(id); further++) id = `${theme.id}_${further}`
    taken.add(id)
    return { ...theme, id }
  })
}

function jaccard(members: readonly string[], before: ReadonlySet<string>): number {
  const both = members.reduce((sum, id) => sum + (before.has(id) ? 1 : 0), 0)
  return both / (members.length + before.size - both)
}
