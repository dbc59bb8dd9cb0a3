/** The made-up world while it is being told: its time, its people's orders, and the entries told so far. */
import type { IncomingEntry, IncomingIdentity } from '#features/timeline/index.ts'
import type { SampleProduct } from './catalogue.ts'
import type { Person } from './people.ts'
import type { Rhythm } from './rhythm.ts'
import type { Wording } from './wording.ts'

export type Line = {
  readonly product: SampleProduct
  readonly colour: string
  readonly size: string
  readonly quantity: number
}

export type PlannedOrder = {
  readonly at: number
  readonly lines: readonly [Line, ...Line[]]
  readonly isFirst: boolean
  readonly isGift: boolean
  readonly discountCode?: string
  readonly carrier: string
  readonly tracking: string
  /** Given once all orders are known: numbers grow with time. */
  number: string
}

/** A customer with the plan of her months. */
export type Life = {
  readonly person: Person
  /** When she first meets the brand, or the story's beginning for one who knows it. */
  readonly startMs: number
  readonly orders: readonly PlannedOrder[]
}

export type World = {
  readonly seed: string
  readonly fromMs: number
  readonly untilMs: number
  readonly rhythm: Rhythm
  readonly wording: Wording
  /** When each order's parcel arrives, in milliseconds, by order number; whoever is asked about it may know. */
  readonly arrivals: Map<string, number>
  readonly entries: IncomingEntry[]
}

/** What a scene says of an entry; source, ids and identities follow from the person. */
export type Scene = Omit<IncomingEntry, 'source' | 'messageId' | 'at' | 'identities'> & {
  readonly as?: readonly IncomingIdentity[]
}

/** Tells of one person; keeps her message ids stable. */
export class Teller {
  #told = 0
  #threads = 0
  readonly world: World
  readonly person: Person
  constructor(world: World, person: Person) {
    this.world = world
    this.person = person
  }

  /** Adds the entry unless it lies after the end of the story; its id is spent either way. */
  tell(atMs: number, { as, ...scene }: Scene): boolean {
    const messageId = `${this.person.key}-${++this.#told}`
    if (atMs > this.world.untilMs) return false
    this.world.entries.push({
      source: 'sample',
      messageId,
      at: new Date(Math.floor(atMs)),
      identities: as ?? accountOf(this.person),
      ...scene,
    })
    return true
  }

  /** An id for a new thread of hers. */
  thread(): string {
    return `${this.person.key}-c${++this.#threads}`
  }
}

export const browserOf = ({ anonymous }: Person): IncomingIdentity[] => [
  { kind: 'anonymous', value: anonymous, verified: true },
]
export const mailboxOf = ({ email }: Person): IncomingIdentity[] => [
  { kind: 'email', value: email, verified: true },
]
export const accountOf = ({ external, email }: Person): IncomingIdentity[] => [
  { kind: 'external', value: external, verified: true },
  { kind: 'email', value: email, verified: true },
]
export const secondAccountOf = ({ external, externalToo, email }: Person): IncomingIdentity[] => [
  { kind: 'external', value: externalToo ?? external, verified: true },
  { kind: 'email', value: email, verified: true },
]
export const phoneOf = ({ phone, email }: Person): IncomingIdentity[] => [
  ...(phone ? [{ kind: 'phone', value: phone, verified: true } as const] : []),
  { kind: 'email', value: email, verified: true },
]
