/** What is known when a play is held against a moment: as it was at that time, so that the past can be tried the same way. Pure. */
import { DAY_MS, dayOf } from '#kit/time.ts'
import type { EntryData, EntryKind } from '#features/timeline/contract.ts'

/** A moment as far as plays look at it; the stored ones fit. */
export type SeenMoment = {
  readonly kind: string
  readonly valence: 'opportunity' | 'threat'
  readonly channel: string | null
  readonly at: Date
  readonly signs: readonly { readonly kind: string; readonly quote: string | null }[]
  readonly slots: Readonly<Partial<Record<string, string>>>
}

/** An entry as far as plays look at it; the timeline's stored ones fit. */
export type SeenEntry = {
  readonly at: Date
  readonly kind: EntryKind
  readonly body: string | null
  readonly authorKind: 'customer' | 'agent' | 'machine'
  readonly conversationId: string | null
  readonly data: EntryData
}

export type Situation = {
  /** The leading kind and every other that was heard in the same words. */
  readonly kinds: readonly string[]
  readonly valence: 'opportunity' | 'threat'
  readonly channel: string | null
  readonly orders: number
  readonly returns: number
  readonly spentMinor: number
  /** Of the order it is about, or her newest of the last 60 days; null where there is none. */
  readonly orderTotalMinor: number | null
  readonly orderNo: string | null
  readonly products: readonly string[]
  readonly isGift: boolean
  readonly customerDays: number
  readonly daysSinceGiven: number | null
  /** When she wrote, newest first. */
  readonly wroteAt: readonly Date[]
  readonly openQuestion: string | null
  readonly resolvedWell: boolean
  readonly isHardTime: boolean
  readonly at: Date
  /** 'MM-DD' in the workspace's zone. */
  readonly dayOfYear: string
}

export type Known = {
  /** The whole person's entries, in any order; those after `at` are left out. */
  readonly history: readonly SeenEntry[]
  readonly lastGivenAt: Date | undefined
  /** As of when: now for an offer, the moment's own time for a trial. */
  readonly at: Date
  readonly zone: string
  readonly currency: string
  /** The conversation the moment belongs to. */
  readonly conversationId: string | null
}

/** An order counts as what it is about for so long where no number was said. */
const ORDER_DAYS = 60
/** A good end stays one for so long. */
const RESOLVED_DAYS = 14

/** Words about grief, illness, a hard time: nothing cheerful beside them. */
const HARD: ReadonlySet<string> = new Set(['hardship', 'distress'])
const GLAD: ReadonlySet<string> = new Set([
  'thanks',
  'praise',
  'shoutout',
  'reflection_ease_good',
  'reflection_warmth_good',
  'reflection_speed_good',
  'reflection_expectation_good',
  'reflection_return_good',
])

export function situationOf(moment: SeenMoment, known: Known): Situation {
  const { at, zone, currency } = known
  const past = known.history.filter((entry) => entry.at <= at).sort((a, b) => b.at.getTime() - a.at.getTime())
  const kinds = [...new Set([moment.kind, ...moment.signs.map(({ kind }) => kind)])]
  const orders = past.filter(({ kind }) => kind === 'order')
  const order = orderMeant(moment, orders, at)
  const first = past.at(-1)
  const totals = orders.flatMap(({ data }) =>
    data.total?.currency === currency ? [data.total.amountMinor] : [],
  )
  const total = order?.data.total
  const question = openQuestionIn(moment, past, known.conversationId)
  return {
    kinds,
    valence: moment.valence,
    channel: moment.channel,
    orders: orders.length,
    returns: past.filter(({ kind, data }) => kind === 'return' && data.status !== 'declined').length,
    spentMinor: totals.reduce((sum, amount) => sum + amount, 0),
    orderTotalMinor: total?.currency === currency ? total.amountMinor : null,
    orderNo: order?.data.order ?? moment.slots['order'] ?? null,
    products: productsIn(moment, order, past),
    isGift:
      kinds.includes('gift') ||
      kinds.includes('gift_order') ||
      order?.data.isGift === true ||
      order?.data.giftNote !== undefined,
    customerDays: first ? Math.floor((at.getTime() - first.at.getTime()) / DAY_MS) : 0,
    daysSinceGiven: known.lastGivenAt
      ? Math.floor((at.getTime() - known.lastGivenAt.getTime()) / DAY_MS)
      : null,
    wroteAt: past.filter(isFromHer).map((entry) => entry.at),
    openQuestion: question,
    resolvedWell: question === null && isResolvedWell(kinds, past, at),
    isHardTime: kinds.some((kind) => HARD.has(kind)),
    at,
    dayOfYear: dayOf(at, zone).slice(5),
  }
}

/** The order whose number was said, else her newest of late. */
function orderMeant({ slots }: SeenMoment, orders: readonly SeenEntry[], at: Date): SeenEntry | undefined {
  const number = slots['order']?.replace(/^#/, '')
  const named =
    number === undefined ? undefined : orders.find(({ data }) => data.order?.replace(/^#/, '') === number)
  return named ?? orders.find((order) => at.getTime() - order.at.getTime() <= ORDER_DAYS * DAY_MS)
}

function productsIn(
  { slots }: SeenMoment,
  order: SeenEntry | undefined,
  past: readonly SeenEntry[],
): string[] {
  const named = slots['product'] === undefined ? [] : [slots['product']]
  const ordered = (order?.data.products ?? []).map(({ name }) => name)
  const last = past.find(isFromHer)
  const told = (last?.data.products ?? []).map(({ name }) => name)
  return [...new Set([...named, ...ordered, ...told])]
}

const isFromHer = ({ kind, authorKind, data }: SeenEntry): boolean =>
  (kind === 'message_in' || kind === 'form') && authorKind !== 'machine' && data.automatic !== true
const isOurs = ({ kind, authorKind, data }: SeenEntry): boolean =>
  kind === 'message_out' && authorKind !== 'machine' && data.automatic !== true

/**
 * What she asked and nobody has answered (S1.36): her last message of this conversation, where it stands after ours and asks
 * something or tells of something wrong. In the words she used, cut short.
 */
function openQuestionIn(
  moment: SeenMoment,
  past: readonly SeenEntry[],
  conversationId: string | null,
): string | null {
  const talk = past.filter(
    (entry) =>
      (isFromHer(entry) || isOurs(entry)) &&
      (conversationId === null || entry.conversationId === null || entry.conversationId === conversationId),
  )
  const [last] = talk
  if (!last || !isFromHer(last)) return null
  const body = plainly((last.body ?? '').replace(GREETING, ''))
  const asked = /[^.!?]*\?/.exec(body)?.[0].trim()
  if (asked !== undefined && asked.length > 2) return shorten(asked)
  if (moment.valence !== 'threat') return null
  // A sign may quote our own words, such as a promise that is running out: those are not her question.
  const quote = moment.signs.find((sign) => sign.quote !== null && body.includes(plainly(sign.quote)))?.quote
  return shorten(quote ?? body)
}

/** "Hey," or "Hi there team!" on a line of its own: how a letter begins, not what it asks. */
const GREETING = /^\s*(?:hi|hey|hello|dear|good (?:morning|afternoon|evening))\b[^\n.?]{0,40}\n/i

const plainly = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text)

/** We answered, and after that she was glad or gave a good mark; or she is glad in this very moment. */
function isResolvedWell(kinds: readonly string[], past: readonly SeenEntry[], at: Date): boolean {
  const ours = past.find(
    (entry) => isOurs(entry) && at.getTime() - entry.at.getTime() <= RESOLVED_DAYS * DAY_MS,
  )
  if (!ours) return false
  if (kinds.some((kind) => GLAD.has(kind))) return true
  return past.some(
    ({ kind, at, data }) =>
      kind === 'survey_answer' &&
      at > ours.at &&
      data.rating !== undefined &&
      data.rating >= 1 + 0.75 * ((data.ratingTo ?? 5) - 1),
  )
}
