/** Where the people of the drawings act: their entries, dated from the story's present. */
import type { EntryData, IncomingEntry } from '#features/timeline/index.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { wallOf } from '../rhythm.ts'
import { SAMPLE_AGENTS, SAMPLE_WORKSPACE } from '../roster.ts'
import type { World } from '../world.ts'

export type Who = {
  readonly key: string
  readonly name: string
  readonly city: string
  readonly region: string
  readonly since: number
}

type Part = Omit<IncomingEntry, 'source' | 'messageId' | 'at' | 'identities'>

/** Where a story person's entries go. */
export class Stage {
  readonly #world: World
  readonly #counts = new Map<string, number>()
  readonly nowMs: number
  constructor(world: World) {
    this.#world = world
    this.nowMs = world.untilMs
  }

  /** Tells of the person at so many milliseconds before the present. */
  tell(who: Who, agoMs: number, part: Part): void {
    const count = (this.#counts.get(who.key) ?? 0) + 1
    this.#counts.set(who.key, count)
    this.#world.entries.push({
      source: 'sample',
      messageId: `${this.#world.seed}-${who.key}-${count}`,
      at: new Date(this.nowMs - Math.max(0, agoMs)),
      identities: [
        { kind: 'external', value: `shop:story-${who.key}`, verified: true },
        { kind: 'email', value: `${who.key}@mail.example`, verified: true },
      ],
      ...part,
    })
  }

  thread(who: Who, name: string): string {
    return `${this.#world.seed}-${who.key}-${name}`
  }

  /** The instant's distance from the present, for a wall clock so many days ago. */
  ago(days: number, hour: number, minute = 0): number {
    const wall = wallOf(this.nowMs)
    const intoDay = wall.getTime() % DAY_MS
    return days * DAY_MS + intoDay - (hour * HOUR_MS + minute * MINUTE_MS)
  }

  meets(who: Who): void {
    this.tell(who, who.since, {
      kind: 'traits',
      channel: 'shop',
      title: 'Account created',
      traits: {
        name: who.name,
        city: who.city,
        region: who.region,
        country: 'US',
        zone: SAMPLE_WORKSPACE.zone,
        language: 'en',
        since: new Date(this.nowMs - who.since).toISOString().slice(0, 10),
      },
    })
  }

  says(
    who: Who,
    agoMs: number,
    channel: 'email' | 'chat' | 'phone',
    conversation: string,
    text: string,
    title?: string,
    order?: string,
  ): void {
    // prettier-ignore
    this.tell(who, agoMs, { kind: 'message_in', channel, conversation, text, ...(title ? { title } : {}), author: { kind: 'customer', name: who.name }, ...(order ? { data: { order } } : {}) }) // prettier-ignore
  }

  answers(
    who: Who,
    agoMs: number,
    channel: 'email' | 'chat' | 'phone',
    conversation: string,
    agent: string,
    text: string,
    order?: string,
  ): void {
    // prettier-ignore
    const author = SAMPLE_AGENTS.find(({ name }) => name.startsWith(agent))
    this.tell(who, agoMs, { kind: 'message_out', channel, conversation, text, author: { kind: 'agent', name: author?.name ?? agent }, ...(order ? { data: { order } } : {}) }) // prettier-ignore
  }

  machine(who: Who, agoMs: number, channel: 'email' | 'chat', conversation: string, text: string): void {
    this.tell(who, agoMs, { kind: 'message_out', channel, conversation, text, author: { kind: 'machine', name: SAMPLE_WORKSPACE.name }, data: { automatic: true } }) // prettier-ignore
  }

  orders(
    who: Who,
    agoMs: number,
    order: string,
    name: string,
    variant: string,
    dollars: number,
    more: EntryData = {},
  ): void {
    // prettier-ignore
    const price = { amountMinor: dollars * 100, currency: SAMPLE_WORKSPACE.currency }
    this.tell(who, agoMs, { kind: 'order', channel: 'shop', author: { kind: 'customer', name: who.name }, data: { order, products: [{ name, variant, quantity: 1, price }], total: price, ...more } }) // prettier-ignore
  }

  parcel(
    who: Who,
    agoMs: number,
    kind: 'fulfilment' | 'delivery',
    order: string,
    status: string,
    more: EntryData = {},
  ): void {
    // prettier-ignore
    this.tell(who, agoMs, { kind, channel: 'carrier', author: { kind: 'machine' }, data: { order, carrier: 'UPS', status, ...more } }) // prettier-ignore
  }
}
