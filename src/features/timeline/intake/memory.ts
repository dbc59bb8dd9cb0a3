/** What this process knows to stand in the database already, so that it does not write it again. Bounded; forgetting is safe. */
import type { CustomerId } from '#kit/id.ts'
import type { CustomerRow } from '../store/inserts.ts'
import type { Join } from '../persons.ts'
import { NO_TRAITS, type Prepared } from './prepare.ts'

export type Memory = {
  /** Those that stand, and whether it stands that somebody vouches for them. */
  customers: Map<CustomerId, boolean>
  /** What joins two, and when the earliest evidence for it was that is known to stand: an earlier one moves it back. */
  links: Map<string, number>
  /** Year × 12 + month from 0. */
  months: Set<number>
  /** Who was erased and when, and when that was last asked. */
  erased: ReadonlyMap<CustomerId, Date>
  erasedAskedAt: number
  /** Turns still to be written with care. */
  doubts: number
  forget(): void
}

export function openMemory(): Memory {
  const memory: Memory = {
    customers: new Map(),
    links: new Map(),
    months: new Set(),
    erased: new Map(),
    erasedAskedAt: -Infinity,
    doubts: 0,
    forget: () => {
      memory.erasedAskedAt = -Infinity
      for (const set of [memory.customers, memory.links, memory.months]) set.clear()
    },
  }
  return memory
}

/** Whether writing the customer would change nothing, as far as is known here. */
export function isKnown(memory: Memory, { id, verified, traits }: CustomerRow): boolean {
  if (traits !== NO_TRAITS) return false
  const isVouched = memory.customers.get(id)
  return isVouched !== undefined && (isVouched || !verified)
}

/** Whether nothing new is said of anybody but that she exists. */
export function isPlain({ owner, others, joins }: Prepared, memory: Memory): boolean {
  return (
    owner.traits === NO_TRAITS &&
    joins.every((join) => isJoined(join, memory)) &&
    isVouched(owner, memory) &&
    others.every((other) => isVouched(other, memory))
  )
}

/** Whether a link stands already, by evidence that is no later than this. */
export const isJoined = ({ a, b, at }: Join, memory: Memory): boolean =>
  at.getTime() >= (memory.links.get(`${a} ${b}`) ?? Infinity)

/** Whether it need not be marked that somebody vouches for her: nobody does, it is marked, or she is new and written so. */
const isVouched = ({ id, verified }: CustomerRow, memory: Memory) =>
  !verified || memory.customers.get(id) !== false

/** What was committed is known from now on. */
export function rememberBatch(memory: Memory, batch: readonly Prepared[]): void {
  for (const { owner, others, joins } of batch) {
    rememberCustomer(memory, owner)
    for (const other of others) rememberCustomer(memory, other)
    for (const join of joins) if (!isJoined(join, memory)) rememberJoin(memory, join)
  }
}

function rememberCustomer({ customers }: Memory, { id, verified }: CustomerRow): void {
  const isVouched = customers.get(id)
  if (isVouched === true || isVouched === verified) return
  if (customers.size > REMEMBERED) customers.clear()
  customers.set(id, verified)
}

function rememberJoin({ links }: Memory, { a, b, at }: Join): void {
  if (links.size > REMEMBERED) links.clear()
  links.set(`${a} ${b}`, at.getTime())
}

const REMEMBERED = 200_000
