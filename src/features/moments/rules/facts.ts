/** What is worth remembering of what a customer said: one line each, from her own words. What is delicate only with consent. Pure. */
import { addDays, DAY_MS } from '#kit/time.ts'
import { delicateIn } from '#reading/index.ts'
import type { DelicateClass } from '../contract.ts'
import { declarationOf } from '../catalogue/index.ts'
import { dayInWords, endOfDay, sentenceAround } from './dates.ts'
import { petIn } from './pets.ts'
import { guessFrom } from './purchases.ts'
import type { NoticedFact, ReadEntry, StoredSign } from './shapes.ts'
import { shorten } from './words.ts'

/** Longest fact, in UTF-16 units. */
const FACT_LIMIT = 80
/** What is delicate is remembered so long at most, then asked for again. */
const DELICATE_DAYS = 180
/** From this belief on her own words stand; below they are a guess to confirm. */
const SURE_FROM = 0.75

/**
 * The facts in an entry's signs. `delicate` lists kinds whose words were about health, loss or pregnancy; what is delicate
 * is a fact only where the person agreed to it being remembered.
 */
export function factsOf(
  entry: ReadEntry,
  signs: readonly StoredSign[],
  {
    delicate,
    zone,
    consented,
  }: {
    delicate: ReadonlySet<string>
    zone: string
    consented: ReadonlySet<DelicateClass>
  },
): NoticedFact[] {
  return signs.flatMap((sign): NoticedFact[] => {
    const isDelicate = delicate.has(sign.kind) || declarationOf(sign.kind, sign.own).delicate
    const about = delicateIn(wordsAround(entry, sign))
    if (about !== undefined) {
      if (!consented.has(about) || sign.quote === null) return []
      const value = capital(shorten(plain(sign.quote), FACT_LIMIT))
      const expiresAt = inDays(entry, DELICATE_DAYS)
      return [
        { kind: sign.kind, value, quote: sign.quote, standing: 'confirmed', expiresAt, sensitivity: about },
      ]
    }
    if (isDelicate) return []
    if (sign.kind === 'unusual_purchase') {
      const guess = guessFrom(sign.by)
      return guess ? [{ ...guess, quote: null, standing: 'guess', expiresAt: inDays(entry, 90) }] : []
    }
    const { quote, start, end } = sign
    if (quote === null || start === null || end === null || !entry.body) return []
    const said = SAID[sign.kind]?.({
      quote,
      sentence: entry.body.slice(...sentenceAround(entry.body, start, end)),
      text: entry.body,
      on: sign.on,
    })
    if (!said) return []
    const { value, expires = null } = said
    const expiresAt =
      expires === 'event' && sign.on
        ? endOfDay(addDays(sign.on, 30), zone)
        : typeof expires === 'number'
          ? inDays(entry, expires)
          : null
    return [
      {
        kind: sign.kind,
        value: capital(shorten(value, FACT_LIMIT)),
        quote,
        standing: sign.score >= SURE_FROM ? 'confirmed' : 'guess',
        expiresAt,
      },
    ]
  })
}

/** Two facts of a customer are the same when these are: her dog is one dog however often she speaks of it. */
export function sameness({ kind, value }: Pick<NoticedFact, 'kind' | 'value'>): string {
  return `${kind}:${value
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()}`
}

/** The sentence of a sign, or its quote where it has no place in the text. */
function wordsAround({ body }: ReadEntry, { quote, start, end }: StoredSign): string {
  if (body === null || start === null || end === null) return quote ?? ''
  return body.slice(...sentenceAround(body, start, end))
}

type Said = {
  readonly quote: string
  readonly sentence: string
  readonly text: string
  readonly on: string | undefined
}
type Remembered = { readonly value: string; readonly expires?: 'event' | number }

const inDays = (entry: ReadEntry, days: number): Date => new Date(entry.at.getTime() + days * DAY_MS)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const onDay = (on: string | undefined): string => (on ? `, ${dayInWords(on)}` : '')
/** A quote as a fact: one line, its own small words at the ends taken off. */
const plain = (quote: string): string =>
  quote
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:and|but|so|because|since|as|i’m|i'm|im|i am|my|we are|we're)\s+/i, '')
    .replace(/[\s,.;:!?-]+$/, '')

const RELATIVES =
  'mother|mum|mom|mam|father|dad|sister|brother|daughter|son|wife|husband|partner|girlfriend|boyfriend|fianc[ée]e?|best friend|friend|cousin|aunt|uncle|niece|nephew|grandmother|grandma|nan|granny|grandfather|grandpa|boss|colleague|neighbou?r|goddaughter|godson'
const WHOSE = new RegExp(`\\bmy\\s+((?:${RELATIVES})(?:-in-law)?)(?:['’]s)?\\b`, 'i')

const MOVE =
  /\b(mov(?:e|ed|ing)|relocat(?:e|ed|ing))\b(?:\s+(?:house|home))?(?:\s+(?:out|back|up|down|over))?(?:\s+to\s+(?:the\s+)?((?:[A-Z][\p{L}.'’-]+)(?:\s+[A-Z][\p{L}.'’-]+){0,2}))?/u

const SAID: Readonly<Record<string, (said: Said) => Remembered | undefined>> = {
  body: ({ quote }) => ({ value: plain(quote) }),
  pet: ({ text, sentence, quote }) => {
    const { animal, name } = petIn(text, sentence, quote)
    if (!animal && !name) return undefined
    return {
      value: name
        ? `Has ${animal ? withArticle(animal) : 'a pet'} called ${name}`
        : `Has ${withArticle(animal ?? 'pet')}`,
    }
  },
  wedding: ({ quote, sentence, on }) => ({
    value: `${eventOwner(quote, sentence, 'wedding')}${onDay(on)}`,
    expires: on ? 'event' : 365,
  }),
  birthday: ({ quote, sentence, on }) => {
    const age = /\b(\d{1,3}(?:st|nd|rd|th))\b(?!\s+of)/i.exec(quote)?.[1]
    return {
      value: `${eventOwner(quote, sentence, age ? `${age} birthday` : 'birthday')}${onDay(on)}`,
      expires: on ? 'event' : 365,
    }
  },
  moving: ({ sentence }) => {
    const [, verb = '', place] = MOVE.exec(sentence) ?? []
    const moved = /ed$/i.test(verb) ? 'Moved' : 'Moving'
    return { value: place ? `${moved} to ${place.replace(/[.'’-]+$/, '')}` : `${moved} home`, expires: 180 }
  },
  baby: ({ sentence }) => {
    const child = /\b(newborn|infant|toddler|baby|twins|little one)\b/i.exec(sentence)?.[1]?.toLowerCase()
    return child ? { value: child === 'twins' ? 'Has twins' : `Has a ${child}`, expires: 540 } : undefined
  },
  gift: ({ quote, sentence }) => {
    const whom = WHOSE.exec(quote)?.[1] ?? WHOSE.exec(sentence)?.[1]
    return whom ? { value: `Bought a gift for ${whom.toLowerCase()}`, expires: 365 } : undefined
  },
  trip: ({ quote, on }) => ({ value: `Trip: ${plain(quote)}${onDay(on)}`, expires: on ? 'event' : 120 }),
}

/** "Sister’s wedding", or the event alone where nobody is named. */
function eventOwner(quote: string, sentence: string, event: string): string {
  const whom = WHOSE.exec(quote)?.[1] ?? WHOSE.exec(sentence)?.[1]
  return whom ? `${whom.toLowerCase()}’s ${event}` : event
}

function withArticle(noun: string): string {
  if (/s$/.test(noun) && !/(?:ss|us|is)$/.test(noun)) return noun
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** What an event of a sign is called in a sentence: "your sister’s wedding"; undefined for kinds that are none. */
export function eventNameOf(kind: string, quote: string, sentence: string): string | undefined {
  if (kind !== 'wedding' && kind !== 'birthday') return undefined
  const owner = eventOwner(quote, sentence, kind)
  return owner === kind ? `the ${kind}` : `your ${owner}`
}
