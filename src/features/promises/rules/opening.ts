/** Which promises an entry makes: found in what we wrote, stood for by its touchpoint, or dated by a carrier. Pure. */
import { dueOf, explainDue } from '#kit/calendar.ts'
import { findPromises, type FoundPromise } from '#reading/index.ts'
import type { KeptBy, StandingPromise } from '../contract.ts'
import { assumedWords, dayWords, riskAtOf, type Counting } from './due.ts'
import { endOfPromisedDay, type ReadEntry } from './keeping.ts'
import type { CustomerPromise } from './promise.ts'
import { CARRIER_DATE, isOpenedBy } from './standing-promises.ts'

/** A promise before it has an id; `cause` tells promises of one entry apart, and is the same whenever it is read. */
export type NewPromise = Omit<CustomerPromise, 'id'> & { readonly cause: string }

export type OpeningContext = Counting & {
  readonly standing: readonly StandingPromise[]
  /** The id of the member a text is signed by; null for nobody of the roster. */
  readonly memberOf: (name: string | null) => string | null
}

/** All promises of one entry. */
export function openingsOf(entry: ReadEntry, context: OpeningContext): NewPromise[] {
  const stood = context.standing.filter((one) => isOpenedBy(one, entry))
  return [
    // What an automatic reply stands for is declared once, and not found again in its words.
    ...(entry.kind === 'message_out' && stood.length === 0 ? foundIn(entry, context) : []),
    ...stood.map((one) => stoodFor(one, entry, context)),
    ...carriers(entry, context),
  ]
}

function foundIn(entry: ReadEntry, context: OpeningContext): NewPromise[] {
  const { calendar, undated } = context
  const isMachine = entry.authorKind === 'machine' || entry.data.automatic === true
  return (
    findPromises(entry.body ?? '', { at: entry.at, calendar, undated })
      .filter(({ standing }) => standing !== 'effort')
      // A machine's "we'll be in touch soon" stands in every newsletter; a day it names binds.
      .filter((found) => !isMachine || found.class === 'dated')
      .filter(({ start }) => !isMadeAlready(entry, start))
      .map((found) => fromText(found, entry, context))
  )
}

/** Words that went with a check-back are a promise already, made by the one who sent them. */
function isMadeAlready({ body, data }: ReadEntry, start: number): boolean {
  const made: unknown = data.other?.['promised']
  return (
    Array.isArray(made) &&
    made.some((words) => {
      const from = typeof words === 'string' && words !== '' ? (body ?? '').indexOf(words) : -1
      return from >= 0 && start >= from && start < from + String(words).length
    })
  )
}

function fromText(found: FoundPromise, entry: ReadEntry, context: OpeningContext): NewPromise {
  const { quote, start } = found
  const orderNo = orderIn(entry)
  const keptBy = keptByWords(quote)
  const isConditional = found.standing === 'conditional'
  // A day that lies behind the words is misread, so it counts as none.
  const isDated = found.due !== null && !found.assumed && found.due > entry.at
  const base: NewPromise = {
    ...blank(entry),
    cause: `found:${start}`,
    origin: 'found',
    touchpoint: touchpointOf(keptBy, entry.channel),
    wording: quote,
    isQuoted: true,
    quoteStart: start,
    about: aboutOf(keptBy, orderNo, quote),
    orderNo,
    keptBy,
    madeBy: entry.authorName,
    ownerId: context.memberOf(entry.authorName),
    counted: isDated ? { by: 'read' } : { by: 'span', span: context.undated },
    isConditional,
    armedAt: isConditional ? null : entry.at,
    isAssumed: !isDated,
    dueWords: 'Waits for the customer’s answer',
  }
  return isConditional
    ? base
    : due(base, isDated ? { dueAt: found.due, dueWords: found.wording } : undefined, context)
}

/** Fills in the due time: as told, else the workspace's usual. */
function due(
  promise: NewPromise,
  told: { dueAt: Date | null; dueWords: string } | undefined,
  { calendar, undated }: OpeningContext,
): NewPromise {
  const counts = told ?? {
    dueAt: dueOf(calendar, promise.madeAt, undated),
    dueWords: assumedWords(calendar, promise.madeAt, undated),
  }
  const whole = { ...promise, ...counts }
  return { ...whole, riskAt: riskAtOf(whole, calendar) }
}

/** The promise that a standing one makes of an entry it fits. */
export function stoodFor(
  one: StandingPromise,
  entry: ReadEntry,
  { calendar }: Pick<OpeningContext, 'calendar'>,
): NewPromise {
  const orderNo = entry.data.order ?? null
  const promise: NewPromise = {
    ...blank(entry),
    dueAt: dueOf(calendar, entry.at, one.span),
    dueWords: explainDue(calendar, entry.at, one.span),
    cause: `standing:${one.id}`,
    origin: 'standing',
    touchpoint: one.touchpoint,
    wording: one.wording,
    about: aboutOf(one.keptBy, orderNo, one.label),
    orderNo,
    keptBy: one.keptBy,
    madeBy: one.label,
    counted: { by: 'span', span: one.span },
    armedAt: entry.at,
  }
  return { ...promise, riskAt: riskAtOf(promise, calendar) }
}

const DATED_BY_CARRIER: ReadonlySet<string> = new Set(['order', 'fulfilment', 'delivery'])

/** The first day named for an order's parcel is the promise; days named later are the carrier's word on it. */
function carriers(entry: ReadEntry, { calendar, standing }: OpeningContext): NewPromise[] {
  if (standing.some(({ id, isOn }) => id === CARRIER_DATE && !isOn)) return []
  const { promisedFor, order, carrier, tracking } = entry.data
  const parcel = order ?? tracking
  if (!DATED_BY_CARRIER.has(entry.kind) || promisedFor === undefined || parcel === undefined) return []
  const dueAt = endOfPromisedDay(promisedFor, calendar.zone)
  if (!dueAt) return []
  const day = dayWords(new Date(dueAt.getTime() - 1), calendar.zone)
  return [
    {
      ...blank(entry),
      cause: `carrier:${parcel.toLowerCase().slice(0, 100)}`,
      origin: 'carrier',
      touchpoint: 'delivery_date',
      wording: `Delivery by ${day}`,
      about: aboutOf('delivery', order ?? null, ''),
      orderNo: order ?? null,
      keptBy: 'delivery',
      madeBy: carrier ?? null,
      armedAt: entry.at,
      dueAt,
      dueWords: `${carrier ?? 'The carrier'} named ${day}`,
    },
  ]
}

function blank(entry: ReadEntry) {
  return {
    customerId: entry.customerId,
    conversationId: entry.conversationId,
    entryId: entry.id,
    entryAt: entry.at,
    madeAt: entry.at,
    ...BLANK,
  }
}

/** What no promise has at its beginning. */
export const BLANK = {
  momentId: null,
  isQuoted: false,
  quoteStart: null,
  madeBy: null,
  counted: { by: 'given' },
  isConditional: false,
  armedAt: null,
  dueAt: null,
  isAssumed: false,
  toldDueAt: null,
  riskAt: null,
  delayAt: null,
  delayWords: null,
  delayKey: null,
  toldFirstAt: null,
  ownerId: null,
  snoozedUntil: null,
  snoozedAt: null,
  snoozedBy: null,
  snoozeReason: null,
  acceptedAt: null,
  keptAt: null,
  keptWords: null,
  keptByHand: null,
  withdrawnAt: null,
  madeGoodAt: null,
  riskRaisedAt: null,
  brokenRaisedAt: null,
} as const

const REFUND =
  /\b(?:refund|reimburs|(?:your|the) money|money back|credit (?:back )?(?:to )?(?:your|the) (?:card|account)|credited)/i
const ARRIVAL =
  /\b(?:deliver|arriv|reach(?:es)? you|(?:be|back) (?:there|with you)\b|(?:receive|get|have) (?:it|them|your (?:order|parcel|package|item)))/i
const DISPATCH =
  /\b(?:ship|dispatch|post (?:it|one|them)|in the post|go(?:es)? out|leaves? (?:us|here)\b|(?:tomorrow|today)(?:'|’)s van|send (?:it|them|your (?:order|parcel|package)|(?:you )?(?:a|the|your) (?:new|replacement)\b|out)|leaves? (?:our|the) warehouse|on its way)/i
const ANSWER =
  /\b(?:get(?:ting)? back|let you know|let you (?:both )?know|up ?date|repl(?:y|ies)|respon[ds]|answer|writ(?:e|ing)|e-?mail|messag|call|ring|phone|contact|reach(?:ing)? out|hear (?:back )?from|be in touch|in touch|touch base|follow(?:ing)?[- ]up|come back to you|back to you|keep you|check|look(?:ing)? into|find out|investigat|confirm|review|news|look at|ask)/i
/** "We'll let you know when it ships" is kept by telling, not by shipping; a link, a photo or a label comes in a message. */
const TELLING =
  /\b(?:let you know|(?:check|get|come|write) back|update you|keep you|tell you|confirm|e-?mail you|hear from|pass it on|(?:send you|get|have) (?:the|a|an|your|its) (?:\w+ )?(?:link|tracking|photo|picture|label|confirmation|mail|e-?mail|answer|invoice))/i
/** "Someone will be with you within 2 minutes" is kept by somebody who writes; "it will be with you" is a parcel. */
const SOMEBODY_COMES =
  /\b(?:i|we|someone|somebody|a (?:person|human|colleague)|one of us)\b(?:'|’)?(?:ll)? ?(?:\w+ )?be (?:right )?with you\b/i

/** What would keep words like these; "word" where only a person can tell. */
export function keptByWords(quote: string): KeptBy {
  if (TELLING.test(quote) || SOMEBODY_COMES.test(quote)) return 'reply'
  if (REFUND.test(quote)) return 'refund'
  if (DISPATCH.test(quote)) return 'dispatch'
  if (ARRIVAL.test(quote)) return 'delivery'
  return ANSWER.test(quote) ? 'reply' : 'word'
}

function touchpointOf(keptBy: KeptBy, channel: string | null): string {
  if (keptBy === 'refund') return 'refund'
  if (keptBy === 'dispatch') return 'dispatch_date'
  if (keptBy === 'delivery') return 'delivery_date'
  return channel === null ? 'reply' : `${channel}_reply`
}

/** The order an entry is about: as its source says, else the one number its words name. */
function orderIn({ data, body, title }: ReadEntry): string | null {
  if (data.order !== undefined) return data.order.replace(/^#/, '')
  const named = [...`${title ?? ''} ${body ?? ''}`.matchAll(/#(\d{3,12})\b/g)].map(([, number]) => number)
  return new Set(named).size === 1 ? (named[0] ?? null) : null
}

/** Two or three words for a list. */
export function aboutOf(keptBy: KeptBy, orderNo: string | null, words: string): string {
  const order = orderNo === null ? '' : ` #${orderNo.replace(/^#/, '')}`
  switch (keptBy) {
    case 'reply':
      return /\bcall|\bring\b|\bphone/i.test(words)
        ? `Call back${order && ` about${order}`}`
        : `Reply${order && ` about${order}`}`
    case 'delivery':
      return `Delivery${order && ` of${order}`}`
    case 'dispatch':
      return `Dispatch${order && ` of${order}`}`
    case 'refund':
      return `Refund${order && ` for${order}`}`
    case 'word':
      return short(words)
  }
}

function short(words: string): string {
  const plain = words.replace(/\s+/g, ' ').trim()
  return plain.length > 48 ? `${plain.slice(0, 46).trimEnd()}…` : plain
}
