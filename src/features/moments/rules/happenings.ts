/** Signs that need more than the words of one entry: what it is, and what came before it. Pure. */
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { HappeningKind, Slots } from '../catalogue/index.ts'
import { contactsOf, counted, isBefore, isContact, ordinal } from './contacts.ts'
import { unusualPurchase } from './purchases.ts'
import type { NoticingContext, ReadEntry, StoredSign } from './shapes.ts'

const RETURNS_WITHIN_MS = 365 * DAY_MS
const YEAR_MS = 365.25 * DAY_MS
/** How long after a carrier's bad news "nobody has told" can still be said. */
export const UNTOLD_WITHIN_MS = 7 * DAY_MS
const MAILS_WITHIN_MS = 4 * DAY_MS
/** An answer must have had time to sink in before asking again is asking again. */
const SUNK_IN_MS = 4 * HOUR_MS

/** Signs of what happened, in no order. The person's later entries count only where a rule says so. */
export function happeningsOf(entry: ReadEntry, context: NoticingContext): StoredSign[] {
  const before = context.history.filter((one) => isBefore(one, entry))
  const rules = RULES[entry.kind]
  return rules ? rules.flatMap((rule) => rule(entry, before, context) ?? []) : []
}

/** Statuses of a carrier that are bad news, with the kind of moment each is. */
export const BAD_NEWS: Readonly<Record<string, HappeningKind>> = {
  delayed: 'delivery_delayed',
  failed: 'delivery_failed',
  lost: 'delivery_failed',
  no_scan: 'no_scan',
}

type Rule = (
  entry: ReadEntry,
  before: readonly ReadEntry[],
  context: NoticingContext,
) => StoredSign | undefined

function sign(kind: HappeningKind, score: number, slots: Slots = {}): StoredSign {
  return { kind, quote: null, start: null, end: null, by: `history.${kind}`, score, slots }
}

const firstOrder: Rule = (entry, before, { firstOrderAt }) =>
  before.some(({ kind }) => kind === 'order') || (firstOrderAt !== undefined && firstOrderAt < entry.at)
    ? undefined
    : sign('first_order', 0.95, productOf(entry))

const giftOrder: Rule = ({ data }) => {
  if (data.isGift !== true && !data.giftNote?.trim()) return undefined
  return sign(
    'gift_order',
    0.98,
    data.giftNote?.trim() ? { giftNote: data.giftNote.trim().slice(0, 300) } : {},
  )
}

/** The first order or message in a new year since the first order. */
const loyalYears: Rule = (entry, before, { firstOrderAt }) => {
  const first = firstOrderAt ?? before.findLast(({ kind }) => kind === 'order')?.at
  if (!first || first >= entry.at) return undefined
  const last = before.find((one) => one.kind === 'order' || isContact(one))?.at ?? first
  const yearsAt = (at: Date) => Math.floor((at.getTime() - first.getTime()) / YEAR_MS)
  const years = yearsAt(entry.at)
  return years >= 1 && years > yearsAt(last)
    ? sign('loyal_years', 0.9, { years: counted(years, 'year') })
    : undefined
}

const returnedTwice: Rule = (entry, before) => {
  if (
    entry.data.status === 'received' ||
    entry.data.status === 'declined' ||
    entry.data.status === 'approved'
  )
    return undefined
  const key = ({ data, id }: ReadEntry) => data.order ?? id
  const earlier = before.filter(
    (one) =>
      one.kind === 'return' &&
      entry.at.getTime() - one.at.getTime() <= RETURNS_WITHIN_MS &&
      key(one) !== key(entry),
  )
  const count = new Set(earlier.map(key)).size + 1
  const { reason } = entry.data
  return count < 2
    ? undefined
    : sign('returned_twice', 0.95, {
        times: ordinal(count),
        ...(reason ? { reason: reason.slice(0, 80) } : {}),
      })
}

const unsubscribed: Rule = (entry, before) => {
  if (entry.data.status !== 'unsubscribed') return undefined
  const mails = before.filter(
    (one) =>
      one.kind === 'message_out' &&
      one.data.automatic === true &&
      one.data.campaign !== undefined &&
      entry.at.getTime() - one.at.getTime() <= MAILS_WITHIN_MS,
  )
  return sign('unsubscribed', 0.99, mails.length >= 2 ? { count: String(mails.length) } : {})
}

/** Writes once more about a matter that we answered, or for the third time within days. */
const asksAgain: Rule = (entry, before, { noticed }) => {
  if (!isContact(entry)) return undefined
  const kinds = new Set(noticed.map(({ kind }) => kind))
  const isThanking = kinds.has('thanks') || kinds.has('shoutout') || kinds.has('praise')
  const insists = kinds.has('chasing') || kinds.has('repeat_contact') || kinds.has('upset')
  const asks = noticed.some(({ kind }) => WANTING.has(kind)) || (entry.body ?? '').includes('?')
  // "Thanks, it dried beautifully. May I send you a picture?" asks nothing again.
  const wants = insists || (asks && !isThanking)
  const { count, days, answer } = contactsOf(entry, before)
  if (!wants || count < 2) return undefined
  const answered =
    answer !== undefined &&
    answer.conversationId === entry.conversationId &&
    entry.at.getTime() - answer.at.getTime() >= SUNK_IN_MS
  if (!answered && count < 3) return undefined
  const agent = answered ? answer.authorName?.split(' ')[0] : undefined
  return sign('asks_again', 0.85, {
    times: ordinal(count),
    days: counted(days, 'day'),
    ...(agent ? { agent } : {}),
  })
}

const WANTING: ReadonlySet<string> = new Set([
  'chasing',
  'repeat_contact',
  'confusion',
  'complaint',
  'upset',
  'wants_human',
  'effort',
])

const carrierSays: Rule = ({ data }) => {
  const kind = BAD_NEWS[data.status ?? '']
  return kind && sign(kind, 0.97, deliverySlots(data))
}

/** Looks at later entries as well: as soon as somebody told, nobody needs to. */
const notTold: Rule = (entry, _before, { history }) => {
  if (!BAD_NEWS[entry.data.status ?? '']) return undefined
  const from = entry.at.getTime()
  const told = history.some(
    (one) =>
      one.kind === 'message_out' && one.at.getTime() >= from && one.at.getTime() <= from + UNTOLD_WITHIN_MS,
  )
  return told ? undefined : sign('order_not_told', 0.8, deliverySlots(entry.data))
}

const surveyLow: Rule = (entry) =>
  isLow(entry, 0.4) ? sign('survey_low', 0.95, { rating: ratingOf(entry) }) : undefined
const badReview: Rule = (entry) =>
  isLow(entry, 0.3) ? sign('bad_review', 0.95, { rating: ratingOf(entry), ...productOf(entry) }) : undefined

/** Whether a score lies in the lowest part of its scale; detractors of an NPS are 0 to 6. */
function isLow({ data }: ReadEntry, part: number): boolean {
  if (data.rating === undefined) return false
  if (data.survey === 'nps') return data.rating <= 6
  const from = data.ratingFrom ?? 1
  const to = data.ratingTo ?? 5
  return to > from && (data.rating - from) / (to - from) <= part
}

function ratingOf({ kind, data }: ReadEntry): string {
  if (kind === 'review' && (data.ratingTo ?? 5) === 5) return counted(data.rating ?? 0, 'star')
  return `${data.rating ?? 0} of ${data.ratingTo ?? (data.survey === 'nps' ? 10 : 5)}`
}

function productOf({ data }: ReadEntry): Slots {
  const name = data.products?.[0]?.name
  return name ? { product: name.slice(0, 80) } : {}
}

function deliverySlots({ carrier, reason, promisedFor }: ReadEntry['data']): Slots {
  return {
    ...(carrier ? { carrier } : {}),
    ...(reason ? { reason: reason.slice(0, 80) } : {}),
    ...(promisedFor ? { promised: promisedFor.slice(0, 10) } : {}),
  }
}

const RULES: Partial<Record<ReadEntry['kind'], readonly Rule[]>> = {
  order: [firstOrder, giftOrder, loyalYears, unusualPurchase],
  message_in: [asksAgain, loyalYears],
  form: [asksAgain],
  return: [returnedTwice],
  subscription: [unsubscribed],
  delivery: [carrierSays, notTold],
  survey_answer: [surveyLow],
  review: [badReview],
}
