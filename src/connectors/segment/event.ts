/** A tracked event as an entry: its kind, its words, and what it tells beside them. Pure. */
import type { EntryData } from '#features/timeline/contract.ts'
import { goodsOf } from './commerce.ts'
import {
  deviceOf,
  traitsOf,
  type Draft,
  type Envelope,
  type Problem,
  type Sender,
  type Translated,
} from './envelope.ts'
import { compact, cut, isEmpty, numberAt, objectAt, textAt, without, type Json } from './json.ts'
import { nameOf, ruleOf, type TrackRule } from './tracks.ts'

export function trackOf({ item, context, properties }: Envelope, { currency }: Sender): Translated | Problem {
  const event = item['event']
  if (typeof event !== 'string' || event.trim() === '')
    return { code: 'no_event', message: 'A track call needs the name of its event.' }
  const rule = ruleOf(event)
  const role = textAt(properties, 'role') ?? textAt(item, 'role')
  const byAgent = role === undefined ? rule.byAgent === true : /agent|assistant|bot/i.test(role)
  const words = wordsIn(rule, properties)
  const text = words === undefined ? undefined : textAt(properties, words)
  const kind = kindOf(rule, byAgent, text)
  const conversation = textAt(properties, 'conversation_id', 'conversationId', 'thread_id')
  const about = objectAt(context, 'traits')
  const title = kind === 'activity' ? nameOf(event) : textAt(properties, 'subject', 'review_title', 'title')
  const channel = channelAt(properties) ?? rule.channel
  const agent = textAt(properties, 'agent_name')
  const told: Draft<Translated> = { kind, data: dataOf({ kind, rule, words, properties, context, currency }) }
  if (channel !== undefined) told.channel = channel
  if (title !== undefined) told.title = cut(title)
  if (text !== undefined) told.text = text
  if (conversation !== undefined) told.conversation = conversation
  if (kind === 'message_out') told.author = { kind: 'agent', ...(agent ? { name: agent } : {}) }
  if (!isEmpty(about)) told.traits = traitsOf(about, context)
  return told
}

/** An event about a message that carries no words (a chat that began) is no message. */
function kindOf(rule: TrackRule, byAgent: boolean, text: string | undefined): TrackRule['kind'] {
  if (rule.kind !== 'message_in' && rule.kind !== 'message_out') return rule.kind
  if (text === undefined && rule.channel === 'chat') return 'activity'
  return byAgent ? 'message_out' : 'message_in'
}

/** The property that holds the person's words, where a kind of entry has any. */
function wordsIn({ kind }: TrackRule, properties: Json): string | undefined {
  const names =
    kind === 'order' ? ORDER_WORDS : kind === 'activity' ? SHARE_WORDS : WORDLESS.has(kind) ? [] : WORDS
  return names.find((name) => textAt(properties, name) !== undefined)
}

function dataOf({
  kind,
  rule,
  words,
  properties,
  context,
  currency,
}: {
  kind: TrackRule['kind']
  rule: TrackRule
  words: string | undefined
  properties: Json
  context: Json
  currency: string
}): EntryData {
  const rating = numberAt(properties, 'rating', 'score')
  const survey =
    kind === 'survey_answer'
      ? (textAt(properties, 'survey', 'survey_type')?.toLowerCase() ?? rule.survey)
      : undefined
  const scale = rating === undefined ? undefined : scaleOf(kind, survey, properties)
  return compact<EntryData>({
    ...goodsOf(properties, currency),
    status: statusOf(rule, properties),
    carrier: textAt(properties, 'carrier', 'shipping_carrier', 'tracking_company'),
    tracking: textAt(properties, 'tracking', 'tracking_number', 'trackingNumber'),
    promisedFor: textAt(
      properties,
      'promised_for',
      'estimated_delivery',
      'expected_delivery',
      'delivery_date',
    ),
    reason: textAt(properties, 'reason') ?? rule.reason,
    rating,
    ratingFrom: scale?.[0],
    ratingTo: scale?.[1],
    survey,
    place: textAt(properties, 'place', 'platform', 'network', 'site'),
    url: textAt(properties, 'url') ?? textAt(objectAt(context, 'page'), 'url'),
    device: deviceOf(context),
    campaign:
      textAt(properties, 'campaign_name', ...(kind === 'promotion' ? ['name', 'promotion_id'] : [])) ??
      textAt(objectAt(properties, 'campaign'), 'name') ??
      textAt(objectAt(context, 'campaign'), 'name'),
    form: kind === 'form' ? textAt(properties, 'form', 'form_name', 'formName', 'name') : undefined,
    topic: textAt(properties, 'topic', 'category'),
    other: without(properties, TAKEN, words),
  })
}

/** A carrier's own word for where the parcel is, when it is one of ours; else what the event's name says. */
function statusOf({ kind, status }: TrackRule, properties: Json): string | undefined {
  const said = textAt(properties, 'status')
    ?.toLowerCase()
    .replace(/[\s-]+/g, '_')
  return kind === 'delivery' && said !== undefined && DELIVERY_STATUSES.has(said) ? said : status
}

/** The two ends of a score's scale: as said, else as the kind of survey has them. */
function scaleOf(kind: string, survey: string | undefined, properties: Json): [number, number] | undefined {
  if (kind !== 'review' && kind !== 'survey_answer') return undefined
  const [from, to] = SCALES[survey ?? ''] ?? [1, 5]
  return [
    numberAt(properties, 'rating_min', 'scale_min') ?? from,
    numberAt(properties, 'rating_max', 'scale_max') ?? to,
  ]
}

const CHANNEL_NAMES = {
  email: 'email',
  chat: 'chat',
  phone: 'phone',
  call: 'phone',
  sms: 'sms',
  social: 'social',
  form: 'form',
  store: 'store',
  app: 'app',
} as const

function channelAt(properties: Json): (typeof CHANNEL_NAMES)[keyof typeof CHANNEL_NAMES] | undefined {
  const said = textAt(properties, 'channel')?.toLowerCase() ?? ''
  return Object.hasOwn(CHANNEL_NAMES, said) ? CHANNEL_NAMES[said as keyof typeof CHANNEL_NAMES] : undefined
}

const SCALES: Readonly<Record<string, readonly [number, number]>> = {
  csat: [1, 5],
  ces: [1, 7],
  nps: [0, 10],
}
const DELIVERY_STATUSES = new Set([
  'in_transit',
  'delayed',
  'out_for_delivery',
  'delivered',
  'failed',
  'lost',
])
const WORDLESS = new Set<string>([
  'order_change',
  'fulfilment',
  'delivery',
  'promotion',
  'profile_view',
  'reviews_read',
])
const WORDS = [
  'text',
  'message_body',
  'message',
  'body',
  'review_body',
  'comment',
  'content',
  'query',
  'answer',
  'feedback',
]
const ORDER_WORDS = ['note', 'order_note']
const SHARE_WORDS = ['share_message']
/** What always has a field of its own; all else is kept under `other` as it came, twice rather than not at all. */
const TAKEN = new Set([
  'products',
  'order_id',
  'orderId',
  'total',
  'currency',
  'coupon',
  'carrier',
  'tracking_number',
  'reason',
  'campaign_name',
  'gift_note',
  'gift_message',
  'conversation_id',
  'conversationId',
])
