/** Which tracked event is which entry: Segment's e-commerce names, their older aliases, and ours of S4.13 to S4.25. */
import type { Channel, EntryKind } from '#features/timeline/contract.ts'

export type TrackRule = {
  readonly kind: EntryKind
  readonly channel?: Channel
  readonly status?: string
  /** Which survey an answer belongs to when the event does not say. */
  readonly survey?: string
  readonly reason?: string
  /** The agent speaks, unless the event's `role` says otherwise. */
  readonly byAgent?: boolean
}

/** The rule of an event's name, whatever its case, spaces or underscores; unknown names are an activity. */
export function ruleOf(event: string): TrackRule {
  const known = remembered.get(event)
  if (known) return known
  const plain = event
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
  const rule = RULES.get(event) ?? RULES.get(plain) ?? ACTIVITY
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(event, rule)
  return rule
}

/** Names as senders write them: a few dozen come again and again. */
const remembered = new Map<string, TrackRule>()
const REMEMBERED = 1_000

const ACTIVITY: TrackRule = { kind: 'activity', channel: 'web' }
const shop = (kind: EntryKind, status?: string): TrackRule =>
  status === undefined ? { kind, channel: 'shop' } : { kind, channel: 'shop', status }
const carried = (status: string): TrackRule => ({ kind: 'delivery', channel: 'carrier', status })

/** Lower-case names with single spaces, several to a rule. */
const NAMES: readonly (readonly [string, TrackRule])[] = [
  ['order completed|completed order|order placed', shop('order')],
  ['order updated|updated order', shop('order_change', 'updated')],
  ['order cancelled|order canceled|cancelled order', shop('order_change', 'cancelled')],
  ['order paid', shop('order_change', 'paid')],
  ['order refunded|refunded order|refund issued', shop('refund')],
  ['refund requested', shop('refund', 'requested')],
  ['return requested|order return requested|exchange requested', shop('return', 'requested')],
  ['return approved', shop('return', 'approved')],
  ['return received|order returned|product returned', shop('return', 'received')],
  ['return declined', shop('return', 'declined')],
  ['label created|shipping label created', shop('fulfilment', 'label_created')],
  ['order shipped|order fulfilled|fulfillment created|shipment sent', shop('fulfilment', 'shipped')],
  ['delivery updated|shipment updated', carried('in_transit')],
  ['order in transit|in transit', carried('in_transit')],
  ['out for delivery|order out for delivery', carried('out_for_delivery')],
  ['order delivered|delivered|shipment delivered', carried('delivered')],
  ['delivery delayed|order delayed|shipment delayed', carried('delayed')],
  ['delivery failed|delivery attempted', carried('failed')],
  ['parcel lost|shipment lost', carried('lost')],
  ['product reviewed|review submitted|review published', { kind: 'review', channel: 'review' }],
  ['survey answered|survey submitted|survey completed', { kind: 'survey_answer', channel: 'survey' }],
  ['feedback submitted|csat submitted', { kind: 'survey_answer', channel: 'survey', survey: 'csat' }],
  ['nps submitted|nps answered', { kind: 'survey_answer', channel: 'survey', survey: 'nps' }],
  ['ces submitted|ces answered', { kind: 'survey_answer', channel: 'survey', survey: 'ces' }],
  ['form submitted|contact form submitted', { kind: 'form', channel: 'form' }],
  ['contact received|email received|ticket created', { kind: 'message_in' }],
  [
    'message sent|live chat message sent|live chat conversation started',
    { kind: 'message_in', channel: 'chat' },
  ],
  ['message received|live chat message received', { kind: 'message_out', channel: 'chat', byAgent: true }],
  ['reply sent|agent replied', { kind: 'message_out', byAgent: true }],
  ['comment posted', { kind: 'post', channel: 'social' }],
  ['post published|tweet posted|mention received', { kind: 'post', channel: 'social' }],
  [
    'newsletter subscribed|subscribed|email subscribed',
    { kind: 'subscription', channel: 'email', status: 'subscribed' },
  ],
  [
    'unsubscribed|newsletter unsubscribed|email unsubscribed',
    { kind: 'subscription', channel: 'email', status: 'unsubscribed' },
  ],
  [
    'email marked as spam',
    { kind: 'subscription', channel: 'email', status: 'unsubscribed', reason: 'marked as spam' },
  ],
  [
    'promotion viewed|viewed promotion|promotion clicked|clicked promotion',
    { kind: 'promotion', channel: 'web' },
  ],
  ['business profile viewed', { kind: 'profile_view', channel: 'web' }],
  ['reviews read|reviews viewed', { kind: 'reviews_read', channel: 'review' }],
]

/** The same event under an older name; both are activities with products. */
const ALIASES: readonly (readonly [string, string])[] = [
  ['viewed product category', 'Product List Viewed'],
  ['viewed product', 'Product Viewed'],
  ['clicked product', 'Product Clicked'],
  ['added product', 'Product Added'],
  ['removed product', 'Product Removed'],
  ['searched products', 'Products Searched'],
  ['viewed cart', 'Cart Viewed'],
  ['started checkout', 'Checkout Started'],
  ['viewed checkout step', 'Checkout Step Viewed'],
  ['completed checkout step', 'Checkout Step Completed'],
]

/** The present name of an event, for people to read. */
export function nameOf(event: string): string {
  return OLD_NAMES.get(event.toLowerCase()) ?? event
}

const OLD_NAMES = new Map(ALIASES)
const RULES = new Map(NAMES.flatMap(([names, rule]) => names.split('|').map((name) => [name, rule] as const)))
