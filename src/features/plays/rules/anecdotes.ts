/** Which of an agent's own stories fits a moment, and why, in words the agent can check. Pure. */
import { noticeMoments } from '#reading/index.ts'
import { DAY_MS } from '#kit/time.ts'

/** An anecdote with how often it was told. */
export type ToldAnecdote = {
  readonly id: string
  readonly fact: string
  readonly product: string | null
  readonly verdict: string | null
  readonly words: string
  readonly topics: readonly string[]
  /** Since it was last rewritten. */
  readonly told: number
  readonly lastToldAt: Date | null
}

/** Told so often since it was last rewritten, it is stale. */
export const STALE_AFTER = 8
/** Told so lately, it stands behind one that rested. */
const RESTED_DAYS = 14

export const isStale = ({ told }: Pick<ToldAnecdote, 'told'>): boolean => told >= STALE_AFTER

/** What a moment is about, as far as stories go. */
export type Occasion = {
  readonly kinds: readonly string[]
  readonly products: readonly string[]
  /** What she said and what is known of her. */
  readonly texts: readonly string[]
  readonly now: Date
}

export type Match = {
  readonly anecdote: ToldAnecdote
  readonly score: number
  /** "you are 5′2 too", "Wren", "wedding". */
  readonly because: readonly string[]
}

/** The stories that fit, best first. A stale one stands last; one that shares nothing is left out. */
export function matchAnecdotes(anecdotes: readonly ToldAnecdote[], occasion: Occasion): Match[] {
  return anecdotes
    .map((anecdote) => matchOne(anecdote, occasion))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        Number(isStale(a.anecdote)) - Number(isStale(b.anecdote)) ||
        b.score - a.score ||
        (a.anecdote.lastToldAt?.getTime() ?? 0) - (b.anecdote.lastToldAt?.getTime() ?? 0) ||
        (a.anecdote.id < b.anecdote.id ? -1 : 1),
    )
}

/** Kinds of moment an anecdote speaks to, read from its own words. */
export function topicsOf({ fact, words }: { readonly fact: string; readonly words: string }): string[] {
  const noticed = [fact, words].flatMap((text) => noticeMoments(text).moments.map(({ kind }): string => kind))
  const all = heightsIn(`${fact} ${words}`).length > 0 || BUILD.test(fact) ? [...noticed, 'body'] : noticed
  return [...new Set(all)].filter((kind) => TELLING.has(kind)).sort()
}

/** Kinds a story can share with a customer; being upset or chasing is not one. */
const TELLING: ReadonlySet<string> = new Set([
  'pet',
  'baby',
  'wedding',
  'birthday',
  'gift',
  'moving',
  'trip',
  'body',
  'sizing',
  'first_time',
  'loyal',
])
/** A doubt about size and a said build are the same matter. */
const KIN: Readonly<Record<string, string>> = { sizing: 'body' }
const kinOf = (kind: string) => KIN[kind] ?? kind

function matchOne(anecdote: ToldAnecdote, { kinds, products, texts, now }: Occasion): Match {
  const because: string[] = []
  let score = 0
  const height = sameHeight(anecdote, texts)
  if (height !== undefined) {
    score += 4
    because.push(`you are ${height} too`)
  } else {
    const build = sameBuild(anecdote, texts)
    if (build !== undefined) {
      score += 3
      because.push(`${build}, like you`)
    }
  }
  const product = sameProduct(anecdote, products, texts)
  if (product !== undefined) {
    score += 3
    because.push(product)
  }
  const wanted = new Set(kinds.map(kinOf))
  const topic = anecdote.topics.map(kinOf).find((kind) => wanted.has(kind) && kind !== 'body')
  if (topic !== undefined) {
    score += 2
    because.push(topic.replaceAll('_', ' '))
  } else if (score === 0 && anecdote.topics.map(kinOf).includes('body') && wanted.has('body')) {
    score += 1
    because.push('size')
  }
  const rested =
    anecdote.lastToldAt === null || now.getTime() - anecdote.lastToldAt.getTime() > RESTED_DAYS * DAY_MS
  return { anecdote, score: score > 0 && !rested ? score - 0.5 : score, because }
}

/** 5'2, 5′2″, 5 ft 2, 5 foot 2; 158 cm, 1.58 m. In inches, with how it is written back. */
const FEET = /\b([4-6])\s?(?:['’′]|ft\.?|feet|foot)\s?(\d{1,2})?\b/gi
const METRES = /\b(?:(1[3-9]\d|20\d)\s?cm|([12])[.,](\d{2})\s?m)\b/gi

function heightsIn(text: string): { inches: number; written: string }[] {
  const feet = [...text.matchAll(FEET)]
    .map(([, feet = '0', inches = '0']) => ({
      inches: Number(feet) * 12 + Number(inches),
      written: `${feet}′${inches}`,
    }))
    .filter(({ written }) => Number(written.split('′')[1]) < 12)
  const metres = [...text.matchAll(METRES)].map(([, cm, metre, rest]) => {
    const centimetres = cm === undefined ? Number(metre) * 100 + Number(rest) : Number(cm)
    return { inches: centimetres / 2.54, written: `${centimetres} cm` }
  })
  return [...feet, ...metres]
}

/** Within an inch and a half of one another; as the customer wrote it. */
function sameHeight({ fact, words }: ToldAnecdote, texts: readonly string[]): string | undefined {
  const ours = heightsIn(`${fact} ${words}`)
  const hers = texts.flatMap(heightsIn)
  return hers.find((one) => ours.some((other) => Math.abs(one.inches - other.inches) <= 1.5))?.written
}

const BUILD = /\b(petite|short|tall|curvy|plus[- ]size|long[- ]legged|broad[- ]shouldered|slim|athletic)\b/i

function sameBuild({ fact, words }: ToldAnecdote, texts: readonly string[]): string | undefined {
  const ours = new Set(
    [...`${fact} ${words}`.matchAll(new RegExp(BUILD, 'gi'))].map(([, word = '']) => word.toLowerCase()),
  )
  const hers = texts.flatMap((text) =>
    [...text.matchAll(new RegExp(BUILD, 'gi'))].map(([, word = '']) => word.toLowerCase()),
  )
  return hers.find((word) => ours.has(word))
}

/** The product she asked about, where it is the story's: the story's own words for it stand in hers. */
function sameProduct(
  { product }: ToldAnecdote,
  products: readonly string[],
  texts: readonly string[],
): string | undefined {
  if (product === null || product.trim() === '') return undefined
  const words = wordsOf(product)
  const [lead] = words
  if (lead === undefined) return undefined
  const hers = [...products, ...texts].map((text) => new Set(wordsOf(text)))
  // "Wren" alone names the Wren dress; "dress" alone names nothing.
  return hers.some((set) => set.has(lead)) ? product : undefined
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
