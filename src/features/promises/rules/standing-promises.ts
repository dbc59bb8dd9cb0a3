/** The promises a touchpoint makes by itself: those every workspace begins with, and which entries open one. Pure. */
import type { StandingPromise } from '../contract.ts'
import type { ReadEntry } from './keeping.ts'

/** What a workspace promises until it says otherwise. */
export const FIRST_STANDING_PROMISES: readonly StandingPromise[] = [
  {
    id: 'contact_form',
    touchpoint: 'contact_form',
    label: 'Contact form',
    wording: 'We reply within 2 business days',
    opens: { kind: 'form', channel: null, status: null },
    span: { amount: 2, unit: 'business_day' },
    keptBy: 'reply',
    isOn: true,
  },
  {
    id: 'refund',
    touchpoint: 'refund',
    label: 'Refund',
    wording: 'Refund within 5 business days of your return reaching us',
    opens: { kind: 'return', channel: null, status: 'received' },
    span: { amount: 5, unit: 'business_day' },
    keptBy: 'refund',
    isOn: true,
  },
  {
    id: 'delivery_date',
    touchpoint: 'delivery_date',
    label: 'Delivery date',
    wording: 'Delivery by the day the carrier names',
    opens: { kind: 'order', channel: null, status: 'dated' },
    // Not counted: the carrier's own day is the promise (`carriers` in opening.ts).
    span: { amount: 1, unit: 'day' },
    keptBy: 'delivery',
    isOn: true,
  },
]

/** The one standing promise whose time is named by somebody else. */
export const CARRIER_DATE = 'delivery_date'

/** The workspace's standing promises: the first ones as it changed them, and its own after them, by label. */
export function standingPromisesOf(changed: readonly StandingPromise[]): StandingPromise[] {
  const known = new Map(changed.map((one) => [one.id, one]))
  const own = changed.filter(({ id }) => !FIRST_STANDING_PROMISES.some((first) => first.id === id))
  return [
    ...FIRST_STANDING_PROMISES.map((first) => known.get(first.id) ?? first),
    ...own.sort((a, b) => (a.label < b.label ? -1 : 1)),
  ]
}

/**
 * Whether an entry opens a standing promise. A form or a message without a word (a newsletter box) asks for no answer; of what
 * goes out only an automatic reply promises something by itself.
 */
export function isOpenedBy({ id, isOn, opens, keptBy }: StandingPromise, entry: ReadEntry): boolean {
  if (!isOn || id === CARRIER_DATE || entry.kind !== opens.kind) return false
  if ((entry.data.automatic === true) !== (opens.kind === 'message_out')) return false
  if (opens.channel !== null && entry.channel !== opens.channel) return false
  if (opens.status !== null && entry.data.status !== opens.status) return false
  return keptBy !== 'reply' || !isWordless(entry)
}

function isWordless({ kind, body }: ReadEntry): boolean {
  return (kind === 'form' || kind === 'message_in') && (body ?? '').trim() === ''
}
