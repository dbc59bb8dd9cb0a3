/** An entry as a line people read: a summary in the machine's words and a smaller detail. Pure. */
import type { ConversationId, CustomerId, EntryId, Home } from '#kit/id.ts'
import { formatMoney } from '#kit/money.ts'
import { historySpansOf, ownWordsOf } from '#reading/index.ts'
import { Channel, type EntryData, type EntryKind, type TimelineEntry } from '../contract.ts'

/** An entry as it stands in the table. */
export type StoredEntry = {
  readonly home: Home
  readonly id: EntryId
  readonly at: Date
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly kind: EntryKind
  readonly channel: string | null
  readonly source: string
  readonly messageId: string
  readonly title: string | null
  readonly body: string | null
  readonly authorKind: 'customer' | 'agent' | 'machine'
  readonly authorName: string | null
  readonly data: EntryData
  readonly receivedAt: Date
}

export function presentEntry(entry: StoredEntry): TimelineEntry {
  const [summary, detail] = wordsOf(entry)
  return {
    id: entry.id,
    kind: entry.kind,
    at: entry.at.toISOString(),
    channel: Channel.safeParse(entry.channel).data ?? null,
    source: entry.source,
    customerId: entry.customerId,
    conversationId: entry.conversationId,
    title: entry.title,
    text: entry.body,
    history: entry.body === null ? [] : historySpansOf(entry.body),
    author: { kind: entry.authorKind, name: entry.authorName },
    data: entry.data as Record<string, unknown>,
    summary,
    detail,
  }
}

function wordsOf(entry: StoredEntry): [string, string | null] {
  return WORDS[entry.kind](entry.data, entry)
}

type Words = (data: EntryData, entry: StoredEntry) => [string, string | null]

const said = ({ body, title }: StoredEntry): string | null => {
  const text = ownWordsOf(body ?? title ?? '')
  return text === '' ? null : `“${text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text}”`
}
const number = (data: EntryData) => (data.order ? `#${data.order.replace(/^#/, '')}` : undefined)
const money = (data: EntryData) => (data.total ? formatMoney(data.total) : undefined)
const goods = (data: EntryData) => {
  const [first, ...rest] = data.products ?? []
  if (!first) return undefined
  const name = [first.name, first.variant].filter(Boolean).join(', ')
  return rest.length > 0 ? `${name} and ${rest.length} more` : name
}
const dots = (...parts: (string | undefined | null)[]) => parts.filter((part) => part).join(' · ') || null
/** "due Sun 29 Nov": the day as the carrier named it; other words as they came. */
const dueWords = (promisedFor: string | undefined) => {
  if (promisedFor === undefined) return undefined
  const day = new Date(`${promisedFor.slice(0, 10)}T12:00:00Z`)
  return `due ${Number.isNaN(day.getTime()) ? promisedFor.slice(0, 40) : DUE_DAY.format(day).replace(',', '')}`
}
const DUE_DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})
const spoken = (status: string | undefined) => status?.replaceAll('_', ' ')

const WORDS: Record<EntryKind, Words> = {
  message_in: (data, entry) => [
    entry.channel === 'phone' ? 'Calls' : 'Writes',
    said(entry) ?? data.topic ?? null,
  ],
  message_out: (data, entry) => [
    data.automatic ? 'An automatic reply' : `${entry.authorName ?? 'We'} answered`,
    said(entry),
  ],
  note: (_data, entry) => [`Note by ${entry.authorName ?? 'the team'}`, said(entry)],
  order: (data) => [
    `Orders ${goods(data) ?? 'something'}`,
    dots(money(data), number(data), data.giftNote ? 'a gift' : undefined),
  ],
  order_change: (data) => [`Order ${spoken(data.status) ?? 'changed'}`, dots(number(data), data.reason)],
  fulfilment: (data) => [
    data.status === 'label_created' ? 'Label created' : 'Order on its way',
    dots(data.carrier, number(data)),
  ],
  delivery: (data) => [
    DELIVERIES[data.status ?? ''] ?? `Carrier says ${spoken(data.status) ?? 'something'}`,
    dots(data.carrier, number(data), dueWords(data.promisedFor)),
  ],
  return: (data) => [
    `Return ${spoken(data.status) ?? 'asked for'}${goods(data) ? `: ${goods(data)}` : ''}`,
    dots(data.reason, number(data)),
  ],
  refund: (data) => [`Refunded ${money(data) ?? ''}`.trim(), dots(number(data), data.reason)],
  review: (data, entry) => [
    `Reviews ${goods(data) ?? 'us'}${data.rating === undefined ? '' : `, ${data.rating} ${data.rating === 1 ? 'star' : 'stars'}`}`,
    said(entry),
  ],
  survey_answer: (data, entry) => [
    `Answers ${data.survey?.toUpperCase() ?? 'a survey'}${data.rating === undefined ? '' : `: ${data.rating}${data.ratingTo === undefined ? '' : ` of ${data.ratingTo}`}`}`,
    said(entry),
  ],
  post: (data, entry) => [`Posts${data.place ? ` on ${data.place}` : ''}`, said(entry)],
  page: (data, entry) => [`Looks at ${entry.title ?? data.url ?? 'a page'}`, dots(data.device)],
  form: (data, entry) => [`Sends the ${data.form ?? 'contact'} form`, said(entry)],
  subscription: (data) => [
    data.status === 'unsubscribed' ? 'Unsubscribes' : 'Subscribes',
    dots(data.campaign, data.reason),
  ],
  promotion: (data) => ['Sees an advert', dots(data.campaign, data.place)],
  profile_view: (data) => ['Looks at our business profile', dots(data.place)],
  reviews_read: (data) => ['Reads reviews of us', dots(data.place)],
  traits: (_data, entry) => ['Details updated', dots(entry.title)],
  activity: (data, entry) => [entry.title ?? data.topic ?? 'Does something', dots(number(data), goods(data))],
}

const DELIVERIES: Readonly<Record<string, string>> = {
  delivered: 'Parcel delivered',
  delayed: 'Parcel delayed',
  failed: 'Delivery failed',
  lost: 'Parcel lost',
  out_for_delivery: 'Out for delivery',
  in_transit: 'Parcel on its way',
  no_scan: 'No carrier scan',
}
