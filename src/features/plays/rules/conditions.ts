/** The language of when a play fits: each clause decided, and said in words. Closed on purpose. Pure. */
import { formatMoney } from '#kit/money.ts'
import { DAY_MS } from '#kit/time.ts'
import type { Clause, PlayCondition } from '../contract.ts'
import type { Situation } from './situation.ts'

/** Whether a play fits: all of its clauses hold and none of the others does. */
export function fits({ all, none }: PlayCondition, situation: Situation): boolean {
  return all.every((clause) => holds(clause, situation)) && !none.some((clause) => holds(clause, situation))
}

export function holds(clause: Clause, it: Situation): boolean {
  switch (clause.field) {
    case 'kind':
      return clause.anyOf.some((kind) => it.kinds.includes(kind))
    case 'valence':
      return it.valence === clause.is
    case 'channel':
      return it.channel !== null && clause.anyOf.includes(it.channel)
    case 'orders':
      return within(it.orders, clause.atLeast, clause.atMost)
    case 'returns':
      return within(it.returns, clause.atLeast, clause.atMost)
    case 'spent':
      return within(it.spentMinor, clause.atLeastMinor, clause.atMostMinor)
    case 'order_total':
      return (
        it.orderTotalMinor !== null && within(it.orderTotalMinor, clause.atLeastMinor, clause.atMostMinor)
      )
    case 'customer_days':
      return within(it.customerDays, clause.atLeast, clause.atMost)
    case 'is_gift':
      return it.isGift === clause.is
    case 'product':
      return it.products.some((name) => name.toLowerCase().includes(clause.contains.toLowerCase()))
    case 'days_since_given':
      return it.daysSinceGiven === null || it.daysSinceGiven >= clause.atLeast
    case 'contacts': {
      const since = it.at.getTime() - clause.inDays * DAY_MS
      return it.wroteAt.filter((at) => at.getTime() >= since).length >= clause.atLeast
    }
    case 'resolved_well':
      return it.resolvedWell === clause.is
    case 'season':
      // A season may reach over the new year.
      return clause.from <= clause.to
        ? it.dayOfYear >= clause.from && it.dayOfYear <= clause.to
        : it.dayOfYear >= clause.from || it.dayOfYear <= clause.to
  }
}

const within = (value: number, atLeast = 0, atMost = Infinity): boolean => value >= atLeast && value <= atMost

/** "When it is a first order or a gift, and nothing was given in the last 30 days; not when …" */
export function conditionSentence(
  { all, none }: PlayCondition,
  { labelOf, currency }: { labelOf: (kind: string) => string; currency: string },
): string {
  const say = (clause: Clause) => clauseWords(clause, { labelOf, currency })
  const but = none.length === 0 ? '' : `; not when ${none.map(say).join(' or ')}`
  return `When ${all.map(say).join(', and ')}${but}.`
}

function clauseWords(
  clause: Clause,
  { labelOf, currency }: { labelOf: (kind: string) => string; currency: string },
): string {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency })
  switch (clause.field) {
    case 'kind':
      return `it is “${clause.anyOf.map(labelOf).join('” or “')}”`
    case 'valence':
      return clause.is === 'threat' ? 'something went wrong' : 'something nice happened'
    case 'channel':
      return `it came by ${clause.anyOf.join(' or ')}`
    case 'orders':
      return `she has ordered ${range(clause.atLeast, clause.atMost, 'time', 'times')}`
    case 'returns':
      return `she has sent back ${range(clause.atLeast, clause.atMost, 'order', 'orders')}`
    case 'spent':
      return `she has spent ${moneyRange(clause.atLeastMinor, clause.atMostMinor, money)}`
    case 'order_total':
      return `the order is ${moneyRange(clause.atLeastMinor, clause.atMostMinor, money)}`
    case 'customer_days':
      return `she has been with us ${range(clause.atLeast, clause.atMost, 'day', 'days')}`
    case 'is_gift':
      return clause.is ? 'it is for somebody else' : 'it is for herself'
    case 'product':
      return `it is about “${clause.contains}”`
    case 'days_since_given':
      return `nothing was given in the last ${clause.atLeast} days`
    case 'contacts':
      return `she has written at least ${clause.atLeast} times in ${clause.inDays} days`
    case 'resolved_well':
      return clause.is ? 'it was just solved well' : 'it is not solved yet'
    case 'season':
      return `it is between ${dayWords(clause.from)} and ${dayWords(clause.to)}`
  }
}

function range(atLeast: number | undefined, atMost: number | undefined, one: string, many: string): string {
  const word = (count: number) => (count === 1 ? one : many)
  if (atMost === 0) return `no ${one} at all`
  if (atLeast !== undefined && atLeast === atMost) return `${atLeast} ${word(atLeast)}`
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost} ${many}`
  if (atMost !== undefined) return `at most ${atMost} ${word(atMost)}`
  return `at least ${atLeast ?? 0} ${word(atLeast ?? 0)}`
}

function moneyRange(
  atLeast: number | undefined,
  atMost: number | undefined,
  money: (amountMinor: number) => string,
): string {
  if (atLeast !== undefined && atMost !== undefined) return `${money(atLeast)} to ${money(atMost)}`
  return atMost === undefined ? `at least ${money(atLeast ?? 0)}` : `at most ${money(atMost)}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayWords = (day: string) => `${Number(day.slice(3))} ${MONTHS[Number(day.slice(0, 2)) - 1] ?? ''}`
