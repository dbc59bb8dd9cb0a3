/** What the entries of a period say of the basics: fed person by person, oldest first; counts, never people. Pure. */
import type { EntryData, EntryKind } from '#features/timeline/contract.ts'
import { DAY_MS } from '#kit/time.ts'

export type LookedAt = {
  readonly customerId: string
  readonly kind: EntryKind
  readonly at: Date
  readonly title: string | null
  readonly data: EntryData
  /** Kinds of moment noticed in it. */
  readonly noticed: ReadonlySet<string>
}

export type Measured = {
  messages: number
  askedAgain: number
  saidAgain: number
  lost: number
  warm: number
  cold: number
  found: number
  orders: number
  paymentFailures: number
  /** Checkouts that were left, and no order followed within a week. */
  abandoned: number
  payments: Map<string, number>
}

const FAILED = /\b(?:payment|card|transaction|charge)\b.*\b(?:fail\w*|declin\w*|error|rejected)\b/iu
const CHECKOUT_LEFT = /\b(?:leaves|left|abandon\w*)\b.*\bcheckout\b|\bcheckout\b.*\babandon\w*/iu
const WEEK_MS = 7 * DAY_MS

/** `result` is told who is one person: a checkout is left in a browser and the order placed by a name. */
export function measurer(): {
  look: (entry: LookedAt) => void
  /** Rows whose persons `result` asks for. */
  shoppers: () => string[]
  result: (personOf: (customerId: string) => string) => Measured
} {
  const sum: Omit<Measured, 'abandoned'> = {
    messages: 0,
    askedAgain: 0,
    saidAgain: 0,
    lost: 0,
    warm: 0,
    cold: 0,
    found: 0,
    orders: 0,
    paymentFailures: 0,
    payments: new Map(),
  }
  const left: At[] = []
  const ordered: At[] = []
  return {
    look: (entry) => {
      const { noticed } = entry
      const at = { customerId: entry.customerId, at: entry.at.getTime() }
      if (noticed.has('reflection_warmth_bad')) sum.cold += 1
      else if (noticed.has('reflection_warmth_good') || noticed.has('shoutout')) sum.warm += 1
      switch (entry.kind) {
        case 'profile_view':
        case 'promotion':
          sum.found += 1
          return
        case 'message_in':
        case 'form':
          sum.messages += 1
          if (noticed.has('asks_again') || noticed.has('wants_human')) sum.askedAgain += 1
          if (noticed.has('repeat_contact')) sum.saidAgain += 1
          if (noticed.has('confusion')) sum.lost += 1
          return
        case 'order':
          sum.orders += 1
          ordered.push(at)
          for (const name of paymentsOf(entry.data)) sum.payments.set(name, (sum.payments.get(name) ?? 0) + 1)
          return
        default: {
          const words = [entry.title, entry.data.status, entry.data.reason, entry.data.topic].join(' ').replaceAll('_', ' ') // prettier-ignore
          if (FAILED.test(words)) sum.paymentFailures += 1
          else if (CHECKOUT_LEFT.test(words)) left.push(at)
        }
      }
    },
    shoppers: () => [...new Set([...left, ...ordered].map(({ customerId }) => customerId))],
    result: (personOf) => ({ ...sum, abandoned: abandonedOf(left, ordered, personOf) }),
  }
}

type At = { readonly customerId: string; readonly at: number }

/** Persons’ checkouts with no order within a week; several left within that week are one. */
function abandonedOf(left: readonly At[], ordered: readonly At[], personOf: (id: string) => string): number {
  const orders = Map.groupBy(ordered, ({ customerId }) => personOf(customerId))
  let abandoned = 0
  for (const [person, times] of Map.groupBy(left, ({ customerId }) => personOf(customerId))) {
    let until = -Infinity
    for (const { at } of [...times].sort((a, b) => a.at - b.at)) {
      if (at <= until) continue
      until = at + WEEK_MS
      const isOrdered = orders.get(person)?.some((order) => order.at >= at && order.at <= until)
      if (!isOrdered) abandoned += 1
    }
  }
  return abandoned
}

/** As shops name it: Segment's `payment_method`, Shopify's `payment_gateway_names`. */
function paymentsOf({ other }: EntryData): string[] {
  const said = [other?.['payment_method'], other?.['paymentMethod'], other?.['payment_gateway_names'], other?.['gateway']].flat() // prettier-ignore
  return said.filter((name): name is string => typeof name === 'string' && name !== '').map((name) => name.slice(0, 40).toLowerCase()) // prettier-ignore
}
