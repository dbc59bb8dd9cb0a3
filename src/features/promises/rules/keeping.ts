/** What keeps a promise, what begins it, what cancels it: by evidence in entries, whatever order they arrived in. Pure. */
import type { ConversationId, CustomerId, EntryId } from '#kit/id.ts'
import { addDays, instantAt } from '#kit/time.ts'
import type { EntryData, EntryKind } from '#features/timeline/contract.ts'
import type { KeptBy } from '../contract.ts'
import { standingOf, type CustomerPromise } from './promise.ts'
import { assumedWords, dayWords, recount, riskAtOf, type Counting } from './due.ts'

/** An entry as far as promises look at it; the timeline's stored entries fit. */
export type ReadEntry = {
  readonly id: EntryId
  readonly at: Date
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly kind: EntryKind
  readonly channel: string | null
  readonly title: string | null
  readonly body: string | null
  readonly authorKind: 'customer' | 'agent' | 'machine'
  readonly authorName: string | null
  readonly data: EntryData
}

/** Kinds of entry that can keep, begin, delay or cancel a promise. */
export const EVIDENCE: readonly EntryKind[] = [
  'message_out',
  'message_in',
  'form',
  'fulfilment',
  'delivery',
  'refund',
  'order_change',
]

/** What an entry of a kind may keep, delay or cancel. */
export const KEEPS: Readonly<Partial<Record<EntryKind, readonly KeptBy[]>>> = {
  message_out: ['reply'],
  fulfilment: ['dispatch', 'delivery'],
  delivery: ['delivery', 'dispatch'],
  refund: ['refund'],
  order_change: ['delivery', 'dispatch', 'refund'],
}

const NOT_SHIPPED: ReadonlySet<string> = new Set(['label_created', 'failed', 'cancelled', 'pending'])
const ON_ITS_WAY: ReadonlySet<string> = new Set(['in_transit', 'out_for_delivery', 'delivered', 'delayed'])

/** Whether an entry is what was promised. It says nothing about whether it came in time. */
export function isKeptBy(promise: CustomerPromise, entry: ReadEntry): boolean {
  if (promise.armedAt === null || entry.id === promise.entryId || entry.at < promise.armedAt) return false
  const status = entry.data.status ?? ''
  switch (promise.keptBy) {
    case 'reply':
      return isReply(entry) && isSameTalk(promise, entry)
    case 'delivery':
      return entry.kind === 'delivery' && status === 'delivered' && isSameOrder(promise, entry)
    case 'dispatch':
      return (
        ((entry.kind === 'fulfilment' && !NOT_SHIPPED.has(status)) ||
          (entry.kind === 'delivery' && ON_ITS_WAY.has(status))) &&
        isSameOrder(promise, entry)
      )
    case 'refund':
      return (entry.kind === 'refund' || isExchangeSent(entry)) && isSameOrder(promise, entry)
    case 'word':
      return false
  }
}

/** Who wanted another size in place of her money has what she was owed once it is sent. */
function isExchangeSent({ kind, data }: ReadEntry): boolean {
  return kind === 'order_change' && data.order !== undefined && /\bexchange\b/i.test(data.reason ?? '')
}

/** The topic of a message that says it will be late: it is not what was promised. */
export const TOLD_FIRST = 'told first'

/** A person's answer that went out; an auto-reply, a bounce, a word that it will be late and a note among ourselves are none. */
export function isReply({ kind, authorKind, data }: ReadEntry): boolean {
  return (
    kind === 'message_out' && authorKind !== 'machine' && data.automatic !== true && data.topic !== TOLD_FIRST
  )
}

/** What she writes herself; what her mail program answers is not from her. */
export function isFromCustomer({ kind, authorKind, data }: ReadEntry): boolean {
  return (kind === 'message_in' || kind === 'form') && authorKind !== 'machine' && data.automatic !== true
}

/** What came through a form is answered wherever the team writes; elsewhere an answer belongs to its conversation. */
function isSameTalk({ conversationId, origin }: CustomerPromise, entry: ReadEntry): boolean {
  return (
    origin === 'standing' ||
    conversationId === null ||
    entry.conversationId === null ||
    conversationId === entry.conversationId
  )
}

function isSameOrder({ orderNo }: CustomerPromise, { data }: ReadEntry): boolean {
  return orderNo === null || data.order === undefined || orderKey(data.order) === orderKey(orderNo)
}

const orderKey = (order: string) => order.replace(/^#/, '').toLowerCase()

/**
 * A promise in the light of evidence: what arms it, keeps it, delays it, cancels it. Evidence may be given in any order and
 * again; the outcome is the same, since of each sort only the first (or the carrier's last) counts.
 */
export function withEvidence(
  promise: CustomerPromise,
  evidence: readonly ReadEntry[],
  counting: Counting,
): CustomerPromise {
  const armed = withArming(promise, evidence, counting)
  const kept = first(evidence.filter((entry) => isKeptBy(armed, entry)))
  const isEarlier = kept !== undefined && (armed.keptAt === null || kept.at < armed.keptAt)
  const settled = isEarlier
    ? { ...armed, keptAt: kept.at, keptWords: keptWords(kept), keptByHand: null }
    : armed
  return withCancelling(withCarrier(settled, evidence, counting), evidence)
}

/** "If you send us a photo, we'll …" binds from her answer on, and is counted from there. */
function withArming(
  promise: CustomerPromise,
  evidence: readonly ReadEntry[],
  counting: Counting,
): CustomerPromise {
  if (!promise.isConditional) return promise
  const answer = first(
    evidence.filter(
      (entry) => isFromCustomer(entry) && entry.at > promise.madeAt && isSameTalk(promise, entry),
    ),
  )
  if (!answer || (promise.armedAt !== null && promise.armedAt <= answer.at)) return promise
  const { counted, wording } = promise
  const counts = recount(counted, wording, answer.at, counting)
  const armed = { ...promise, armedAt: answer.at, ...counts, isAssumed: counted.by === 'span' }
  const due =
    counted.by === 'span' ? { dueWords: assumedWords(counting.calendar, answer.at, counted.span) } : {}
  return { ...armed, ...due, riskAt: riskAtOf(armed, counting.calendar) }
}

/** The carrier's latest word on the order: a later date than promised, or a parcel in trouble. */
function withCarrier(
  promise: CustomerPromise,
  evidence: readonly ReadEntry[],
  { calendar }: Counting,
): CustomerPromise {
  const { keptBy, orderNo, dueAt, madeAt, delayAt, entryId } = promise
  if (keptBy !== 'delivery' || orderNo === null) return promise
  const word = last(
    evidence.filter(
      (entry) =>
        (entry.kind === 'delivery' || entry.kind === 'fulfilment') &&
        entry.id !== entryId &&
        entry.at >= madeAt &&
        entry.data.order !== undefined &&
        isSameOrder(promise, entry),
    ),
  )
  if (!word || (delayAt !== null && word.at < delayAt)) return promise
  const words = delayWordsOf(word, dueAt, calendar.zone)
  const delayKey = words === null ? null : delayKeyOf(word, promise.madeBy)
  return { ...promise, delayAt: word.at, delayWords: words, delayKey }
}

function delayWordsOf({ data }: ReadEntry, dueAt: Date | null, zone: string): string | null {
  const until = data.promisedFor === undefined ? undefined : endOfPromisedDay(data.promisedFor, zone)
  if (until && dueAt && until > dueAt) return `carrier says ${dayWords(new Date(until.getTime() - 1), zone)}`
  return TROUBLE[data.status ?? ''] ?? null
}

/** The same carrier, the same trouble, the same day: "ups · no carrier scan for 48 h · 2025-11-24". */
function delayKeyOf({ data }: ReadEntry, madeBy: string | null): string {
  const parts = [
    data.carrier ?? madeBy ?? 'carrier',
    data.reason ?? data.status,
    data.promisedFor?.slice(0, 10),
  ]
  return parts
    .filter((part) => part !== undefined)
    .join(' · ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .slice(0, 200)
}

const TROUBLE: Readonly<Record<string, string>> = {
  delayed: 'carrier says delayed',
  failed: 'delivery failed',
  lost: 'carrier lost it',
  no_scan: 'no carrier scan',
}

/** The end of a day somebody named; of an instant that instant. Undefined where it is neither. */
export function endOfPromisedDay(text: string, zone: string): Date | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    return !Number.isNaN(Date.parse(text)) ? instantAt(addDays(text, 1), '00:00', zone) : undefined
  }
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** An order that is called off has nothing left to send. */
function withCancelling(promise: CustomerPromise, evidence: readonly ReadEntry[]): CustomerPromise {
  const { keptBy, madeAt, orderNo, withdrawnAt } = promise
  if ((keptBy !== 'delivery' && keptBy !== 'dispatch') || orderNo === null) return promise
  const cancelled = first(
    evidence.filter(
      ({ kind, data, at }) =>
        kind === 'order_change' &&
        data.status === 'cancelled' &&
        at >= madeAt &&
        data.order !== undefined &&
        orderKey(data.order) === orderKey(orderNo),
    ),
  )
  if (!cancelled || (withdrawnAt !== null && withdrawnAt <= cancelled.at)) return promise
  const before = standingOf(promise, cancelled.at)
  return before === 'kept' || before === 'broken' ? promise : { ...promise, withdrawnAt: cancelled.at }
}

function keptWords({ kind, authorName, data }: ReadEntry): string {
  switch (kind) {
    case 'message_out':
      return `${authorName ?? 'We'} answered`
    case 'delivery':
      return data.status === 'delivered' ? 'The carrier delivered it' : 'The carrier has it'
    case 'fulfilment':
      return 'It was shipped'
    case 'order_change':
      return 'The exchange was sent'
    default:
      return 'The money was sent back'
  }
}

/** Only words of thanks, and whom they are for; they change nothing about what is still to come. */
export function isMereThanks(text: string): boolean {
  // A picture without a word is news.
  if (text.includes('?') || text.trim() === '') return false
  const plain = text
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim()
  const left = plain.replace(COURTESY, ' ').trim().split(/\s+/)
  if (left[0] === '') return true
  // "Thank you, Jo": a name is all that may be left, and only where something else was said.
  return left.length === 1 && plain !== left[0] && /^\p{Lu}\p{Ll}+$/u.test(left[0] ?? '')
}

const COURTESY =
  /\b(?:ok(?:ay)?|k|thanks?|thank|thx|ty|cheers|great|perfect|lovely|wonderful|brilliant|awesome|super|cool|good|nice|alright|all right|sure|yes|yep|got it|understood|noted|no (?:problem|worries|rush)|sounds (?:good|great|perfect)|that's (?:great|fine|perfect|lovely|good|all right|ok|okay)|you(?: guys| all)?(?:'re| are)? (?:so |very |too )?(?:much|a lot|again|kind|great|the best|a star)|so much|very much|a lot|a million|again|for (?:your|the|all|all your|getting back|letting me know)(?: \w+){0,3}|i (?:really )?appreciate (?:it|that|this|your help)|much appreciated|appreciated|will do|look(?:ing)? forward(?: to (?:it|hearing from you))?|have a (?:great|good|nice|lovely) (?:day|weekend|evening|one)|you too|bye|hi|hello|hey|dear|best|regards|kind|warm|you|it|that|and|so|i'll wait|talk (?:then|soon))\b/gi

const first = (list: readonly ReadEntry[]) =>
  list.reduce<ReadEntry | undefined>((a, b) => (a && isBefore(a, b) ? a : b), undefined)
const last = (list: readonly ReadEntry[]) =>
  list.reduce<ReadEntry | undefined>((a, b) => (a && isBefore(b, a) ? a : b), undefined)
const isBefore = (a: ReadEntry, b: ReadEntry) =>
  a.at < b.at || (a.at.getTime() === b.at.getTime() && a.id < b.id)
