/** Turns one entry, with what was read in it and what came before, into a moment and facts, or into nothing. Pure. */
import { DAY_MS } from '#kit/time.ts'
import { ownWordsOf, type Noticed } from '#reading/index.ts'
import { declarationOf, type Slots } from '../catalogue/index.ts'
import { contactsOf, counted, howOften, isBefore, ordinal } from './contacts.ts'
import { daySaidNear, daysSaidIn, sentenceAround } from './dates.ts'
import { expiryOf } from './expiry.ts'
import { eventNameOf, factsOf } from './facts.ts'
import { BAD_NEWS, happeningsOf, UNTOLD_WITHIN_MS } from './happenings.ts'
import { petIn } from './pets.ts'
import { listensToAgents, ownSignsOf } from './own-kinds.ts'
import type {
  NoticedFact,
  NoticedMoment,
  NoticingContext,
  ReadEntry,
  ReadyOwnKind,
  StoredSign,
} from './shapes.ts'
import { isOff, mayOpenAmong, NOTHING_SAID } from './trust.ts'
import { rowOf, rowSaying } from './words.ts'

/** Kinds of entry that a moment can be noticed in. */
const NOTICED_IN: ReadonlySet<string> = new Set([
  'message_in',
  'form',
  'review',
  'survey_answer',
  'post',
  'order',
  'return',
  'subscription',
  'delivery',
])
/** Kinds of entry whose text is a customer's own words. */
const SPOKEN_IN: ReadonlySet<string> = new Set(['message_in', 'form', 'review', 'survey_answer', 'post'])
/** Kinds of sign that a said day belongs to. */
const DATED: ReadonlySet<string> = new Set(['wedding', 'birthday', 'trip', 'moving', 'deadline', 'gift'])
/** How far back a parcel's scans still close what was noticed in its order. */
const PARCEL_WITHIN_MS = 60 * DAY_MS

/** Whether the entry could hold a moment at all; an agent's words only where a kind of the workspace's own listens to them. */
export function mayHoldMoment(entry: ReadEntry, ownKinds: readonly ReadyOwnKind[] = []): boolean {
  if (entry.data.automatic === true) return false
  if (entry.kind === 'message_out') return entry.authorKind === 'agent' && listensToAgents(ownKinds)
  return NOTICED_IN.has(entry.kind) && entry.authorKind !== 'agent'
}

/** The customer's own words in an entry, or undefined where there are none to read. */
export function wordsToRead(entry: ReadEntry): string | undefined {
  return SPOKEN_IN.has(entry.kind) &&
    entry.authorKind === 'customer' &&
    entry.data.automatic !== true &&
    entry.body
    ? entry.body
    : undefined
}

/** Whether the arrival of one entry can change what is noticed in another of the same person. */
export function isTouchedBy(entry: ReadEntry, arrival: ReadEntry): boolean {
  if (entry.id === arrival.id || isBefore(arrival, entry)) return true
  const between = arrival.at.getTime() - entry.at.getTime()
  if (arrival.kind === 'message_out')
    return BAD_NEWS[entry.data.status ?? ''] !== undefined && between <= UNTOLD_WITHIN_MS
  if (arrival.kind === 'fulfilment' || arrival.kind === 'delivery')
    return (
      arrival.data.order !== undefined &&
      arrival.data.order === entry.data.order &&
      between <= PARCEL_WITHIN_MS
    )
  return false
}

/** What is noticed in an entry. The same input gives the same answer, whenever it is asked. */
export function noticeEntry(
  entry: ReadEntry,
  context: NoticingContext,
): { moment: NoticedMoment | undefined; facts: NoticedFact[] } {
  const { zone, history, trust = NOTHING_SAID, ownKinds = [] } = context
  if (!mayHoldMoment(entry, ownKinds)) return { moment: undefined, facts: [] }
  const noticed = mayOpenAmong(context.noticed, trust)
  const happenings = happeningsOf(entry, context).filter((sign) => !isOff(sign, trust.off))
  const signs = [
    ...spokenSigns(entry, noticed, zone),
    ...happenings,
    ...ownSignsOf(entry, ownKinds, history),
  ].sort((a, b) => weightOf(b) - weightOf(a) || b.score - a.score || (a.kind < b.kind ? -1 : 1))
  const delicate = new Set(noticed.filter((one) => one.delicate).map(({ kind }) => kind as string))
  const facts = factsOf(entry, signs, { delicate, zone, consented: context.consented ?? new Set() })
  const [lead] = signs
  if (lead === undefined) return { moment: undefined, facts }
  const expiry = expiryOf(entry, signs, history, context)
  return {
    facts,
    moment: {
      kind: lead.kind,
      valence: declarationOf(lead.kind, lead.own).valence,
      signs,
      slots: slotsOf(entry, signs, history),
      ...rowFor(entry, signs),
      expiresAt: expiry.at,
      because: expiry.because,
    },
  }
}

const weightOf = ({ kind, own }: StoredSign): number => declarationOf(kind, own).weight

function spokenSigns(entry: ReadEntry, noticed: readonly Noticed[], zone: string): StoredSign[] {
  const text = wordsToRead(entry)
  if (text === undefined) return []
  const dated = noticed.some(({ kind }) => DATED.has(kind))
  const days = dated ? daysSaidIn(text, entry.at, zone) : []
  return noticed.map(({ kind, quote, start, end, score, by }) => {
    const on = DATED.has(kind) ? daySaidNear(text, start, end, days) : undefined
    return { kind, quote, start, end, by, score, ...(on ? { on } : {}) }
  })
}

/** What titles, reasons and drafts may speak of, all signs taken together. */
function slotsOf(entry: ReadEntry, signs: readonly StoredSign[], history: readonly ReadEntry[]): Slots {
  const slots: { -readonly [Name in keyof Slots]: Slots[Name] } = {}
  for (const sign of signs.toReversed()) Object.assign(slots, sign.slots)
  const order = orderOf(entry, history)
  if (order) slots.order = order
  const product = entry.data.products?.[0]?.name
  if (product && slots.product === undefined) slots.product = product.slice(0, 80)
  const kinds = new Set(signs.map(({ kind }) => kind))
  if (kinds.has('chasing') || kinds.has('repeat_contact') || kinds.has('asks_again')) {
    const { count, days } = contactsOf(entry, history)
    if (count >= 2)
      Object.assign(slots, { times: ordinal(count), often: howOften(count), days: counted(days, 'day') })
  }
  const text = entry.body ?? ''
  for (const { kind, quote, start, end } of signs) {
    if (quote === null || start === null || end === null) continue
    const sentence = text.slice(...sentenceAround(text, start, end))
    if (kind === 'pet') {
      const { animal, name } = petIn(text, sentence, quote)
      if (animal) slots.animal = `${/^[aeiou]/.test(animal) ? 'an' : 'a'} ${animal}`
      if (name) slots.pet = name
    }
    const event = eventNameOf(kind, quote, sentence)
    if (event !== undefined && slots.event === undefined) slots.event = event
  }
  return slots
}

const ORDER_NUMBER = /(?:#|\border(?:\s+(?:no\.?|number|nr\.?))?\s*#?\s*)([A-Z]{0,4}-?\d{3,14})\b/i

/** The order an entry speaks of: named by its source, by her words, or the only one still on its way. */
function orderOf(entry: ReadEntry, history: readonly ReadEntry[]): string | undefined {
  const said = entry.data.order ?? ORDER_NUMBER.exec(entry.body ?? '')?.[1]
  if (said) return said.replace(/^#/, '')
  const recent = history.filter(
    (one) => isBefore(one, entry) && entry.at.getTime() - one.at.getTime() <= 45 * DAY_MS,
  )
  const arrived = new Set(
    recent
      .filter(({ kind, data }) => kind === 'delivery' && data.status === 'delivered')
      .map(({ data }) => data.order),
  )
  const open = [
    ...new Set(
      recent
        .filter(({ kind, data }) => kind === 'order' && data.order && !arrived.has(data.order))
        .map(({ data }) => data.order),
    ),
  ]
  return open.length === 1 ? open[0] : undefined
}

/** Her words where there are some, else what happened in the machine's. */
export function rowFor(
  entry: ReadEntry,
  signs: readonly StoredSign[],
): Pick<NoticedMoment, 'words' | 'marks'> {
  const quotes = signs.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]))
  if (entry.body && quotes.length > 0) return rowOf(entry.body, quotes)
  const { data } = entry
  if (data.giftNote) return rowSaying('For the card: ', data.giftNote)
  if (entry.body && SPOKEN_IN.has(entry.kind)) return rowOf(ownWordsOf(entry.body), [])
  if (data.reason) return rowSaying('Reason given: ', data.reason)
  const goods = data.products
    ?.map(({ name, variant }) => [name, variant].filter(Boolean).join(', '))
    .join(' and ')
  if (entry.kind === 'order') return rowSaying('Orders ', goods ?? 'something')
  if (entry.kind === 'delivery')
    return rowSaying(
      `${data.carrier ?? 'The carrier'} says: `,
      (data.status ?? 'nothing').replaceAll('_', ' '),
    )
  if (entry.kind === 'return') return rowSaying('Sends back ', goods ?? 'something')
  if (entry.kind === 'subscription') return rowSaying('', 'Unsubscribes')
  if (data.rating !== undefined) return rowSaying('Gives ', `${data.rating} of ${data.ratingTo ?? 5}`)
  return rowSaying('', entry.title ?? 'Something happened')
}
