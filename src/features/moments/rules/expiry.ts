/** Until when a moment is worth acting on: the earliest of its reasons, and which one that is. Pure. */
import { addBusinessHours, type Calendar } from '#kit/calendar.ts'
import { addDays, HOUR_MS, instantAt, MINUTE_MS } from '#kit/time.ts'
import { declarationOf } from '../catalogue/index.ts'
import type { KindDeclaration } from '../catalogue/declaration.ts'
import { cardinal } from './contacts.ts'
import { dayInWords } from './dates.ts'
import type { NoticingContext, ReadEntry, StoredSign } from './shapes.ts'

export type Expiry = { readonly at: Date; readonly because: string }

/** Kinds whose said day is the event itself; after it a warm line comes too late. */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  wedding: 'wedding',
  birthday: 'birthday',
  trip: 'trip',
  moving: 'move',
  deadline: 'needed',
  gift: 'given',
}
/** A parcel that was shipped is closed: what belongs inside must be known before. */
const CLOSED_BY_SHIPPING: ReadonlySet<string> = new Set([
  'first_order',
  'gift_order',
  'gift',
  'unusual_purchase',
])
const ANNOUNCED: ReadonlySet<string> = new Set([
  'no_scan',
  'delivery_delayed',
  'delivery_failed',
  'order_not_told',
  'chasing',
])

/** Working hours that a team has for anything, whenever it was written: what comes on a Friday evening is there on Monday. */
const WORKED_HOURS = 4

/**
 * The life of the leading kind, but four working hours at least, cut short by the event that was said (the midnight before it
 * begins) and by the parcel that left or arrived; never less than half an hour after the entry, so that nothing is born over.
 */
export function expiryOf(
  entry: ReadEntry,
  signs: readonly StoredSign[],
  history: readonly ReadEntry[],
  { zone, hours }: Pick<NoticingContext, 'zone' | 'hours'>,
): Expiry {
  const reasons = [
    lifeOf(entry, declarationOf(signs[0]?.kind ?? '', signs[0]?.own), hours),
    ...signs.flatMap((sign) => eventOf(sign, zone)),
    ...shippingOf(entry, signs, history),
  ]
  const leastEnd = entry.at.getTime() + 30 * MINUTE_MS
  return reasons
    .map(({ at, because }) => ({ at: at.getTime() < leastEnd ? new Date(leastEnd) : at, because }))
    .reduce((earliest, one) => (one.at < earliest.at ? one : earliest))
}

function lifeOf(
  { at }: ReadEntry,
  { livesHours, because }: KindDeclaration,
  hours: Calendar | undefined,
): Expiry {
  const life = { at: new Date(at.getTime() + livesHours * HOUR_MS), because }
  if (!hours) return life
  const worked = Math.min(livesHours, WORKED_HOURS)
  const workedAt = addBusinessHours(hours, at, worked)
  return workedAt > life.at
    ? {
        at: workedAt,
        because: `${cardinal(worked)} working ${worked === 1 ? 'hour' : 'hours'} after it came`,
      }
    : life
}

function eventOf({ kind, on }: StoredSign, zone: string): Expiry[] {
  const name = EVENT_NAMES[kind]
  if (name === undefined || on === undefined) return []
  const verb = name === 'needed' || name === 'given' ? `${name} by` : `${name} on`
  // "By the 29th" may still be the 29th; a wedding on the 29th wants its parcel before.
  return [
    {
      at: instantAt(name === 'needed' ? addDays(on, 1) : on, '00:00', zone),
      because: `${verb} ${dayInWords(on)}`,
    },
  ]
}

function shippingOf(entry: ReadEntry, signs: readonly StoredSign[], history: readonly ReadEntry[]): Expiry[] {
  const { order } = entry.data
  const after = history.filter((one) => one.at > entry.at && order !== undefined && one.data.order === order)
  const shipped = after.findLast((one) => one.kind === 'fulfilment')
  const arrived = after.findLast((one) => one.kind === 'delivery' && one.data.status === 'delivered')
  return [
    ...(shipped && signs.some(({ kind }) => CLOSED_BY_SHIPPING.has(kind))
      ? [{ at: shipped.at, because: 'the parcel has left' }]
      : []),
    ...(arrived && signs[0] && ANNOUNCED.has(signs[0].kind)
      ? [{ at: arrived.at, because: 'the parcel has arrived' }]
      : []),
  ]
}

/** Part of a life still left, 0 to 1. */
export function leftOf(from: Date, until: Date, now: Date): number {
  const whole = Math.max(until.getTime() - from.getTime(), 1)
  return Math.min(1, Math.max(0, (until.getTime() - now.getTime()) / whole))
}
