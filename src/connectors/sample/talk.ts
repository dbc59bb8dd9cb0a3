/** One conversation while it happens: who writes when, in whose voice, and what was promised in it. */
import type { Channel } from '#features/timeline/contract.ts'
import { happens, integerBetween, numberBetween, pickWeighted, type Random } from '#kit/random.ts'
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { agentFactsOf, factsOf, fairPromise, firstNameOf, weekdayOf } from './facts.ts'
import { closingAfter, wakingMoment, wallOf, workMoment } from './rhythm.ts'
import { SAMPLE_AGENTS, type SampleAgent } from './roster.ts'
import type { Situation } from './texts/index.ts'
import { dressUp } from './voice.ts'
import type { Facts } from './wording.ts'
import { accountOf, mailboxOf, phoneOf, type Line, type PlannedOrder, type Teller } from './world.ts'

export type Mood = 'good' | 'fair' | 'bad'

export type Opening = {
  readonly atMs: number
  readonly channel: Channel
  readonly subject?: string
  readonly order?: PlannedOrder
  readonly line?: Line
  readonly also?: Facts
  /** Grief and anger get no smile. */
  readonly isGrave?: boolean
  /** Nobody answers this one: then the machine names no hours. */
  readonly isOpen?: boolean
}

/** Alice leads and answers little; the others share the rest, not evenly. */
const SHARES: readonly (readonly [SampleAgent, number])[] = SAMPLE_AGENTS.map((agent, index) => [
  agent,
  [2, 17, 17, 13, 13, 10, 9, 9, 10][index] ?? 1,
])

/** These answer no question. */
const FOLLOWING: ReadonlySet<Situation> = new Set(['agent.update', 'agent.close', 'agent.apology'])

export class Talk {
  readonly #teller: Teller
  readonly #random: Random
  readonly #opening: Opening
  readonly #thread: string
  atMs: number
  agent: SampleAgent
  hasAnswered = false
  mood: Mood = 'fair'
  #promisedMs: number | undefined
  #hasWritten = false
  /** What she last wrote, as it stands in the lists. */
  #question = ''
  #last: { text: string; by: string; atMs: number } | undefined

  constructor(teller: Teller, random: Random, opening: Opening) {
    this.#teller = teller
    this.#random = random
    this.#opening = opening
    this.#thread = teller.thread()
    this.atMs = opening.atMs
    this.agent = pickWeighted(random, SHARES)
  }

  get promisedMs(): number | undefined {
    return this.#promisedMs
  }

  /** The customer writes; false where no body fits what is true of her. */
  hears(situation: Situation, also: Facts = {}): boolean {
    const { person, world } = this.#teller
    const { channel, order, line, subject, isGrave = false } = this.#opening
    const about = {
      ...(order ? { order } : {}),
      ...(line ? { line } : {}),
      ...(this.hasAnswered ? { agent: this.agent } : {}),
      ...(this.#promisedMs === undefined ? {} : { promisedMs: this.#promisedMs }),
      also: { ...this.#opening.also, ...also, ...(this.#last?.text.endsWith('?') ? { wasasked: '' } : {}) },
    }
    const facts = factsOf(this.#random, person, this.atMs, about)
    const asked = world.wording.write(this.#random, situation, facts)
    if (asked === undefined) return false
    this.#question = asked.written
    const text =
      channel === 'phone'
        ? asked.text
        : dressUp(this.#random, asked.text, person.voice, {
            channel,
            first: person.first,
            family: person.family,
            city: person.place.city,
            isGrave,
            ...(this.#last ? { answers: { ...this.#last, at: mailDate(this.#last.atMs) } } : {}),
          })
    const isForm = channel === 'form' && !this.#hasWritten
    this.#hasWritten = true
    this.#teller.tell(this.atMs, {
      kind: isForm ? 'form' : 'message_in',
      as: this.#identities(),
      channel: channel === 'form' && !isForm ? 'email' : channel,
      conversation: this.#thread,
      ...(channel === 'email' && subject ? { title: this.hasAnswered ? `Re: ${subject}` : subject } : {}),
      text,
      author: { kind: 'customer', name: `${person.first} ${person.family}` },
      data: {
        ...(order ? { order: order.number } : {}),
        ...(isForm ? { form: 'contact', device: person.device, ...(subject ? { topic: subject } : {}) } : {}),
      },
    })
    return true
  }

  /** The machine confirms at once. */
  confirms(situation: Situation): void {
    const { person, world } = this.#teller
    const dueMs = fairPromise(this.#random, this.atMs)
    const also: Facts = this.#opening.isOpen ? {} : { soon: '' }
    const facts = agentFactsOf(this.#random, person, this.atMs, dueMs, { also })
    const text = world.wording.tell(this.#random, situation, facts)
    if (text === undefined) return
    this.#teller.tell(this.atMs + integerBetween(this.#random, 2, 40) * 1_000, {
      kind: 'message_out',
      as: this.#identities(),
      channel: this.#opening.channel,
      conversation: this.#thread,
      text,
      author: { kind: 'machine', name: 'Tussock Merino' },
      data: { automatic: true },
    })
  }

  /** The agent answers after so many minutes of open time; what she names as the day is kept as the promise. */
  answers(situation: Situation, minutes: readonly [number, number], also: Facts = {}): boolean {
    const { person, world } = this.#teller
    const { channel, order, line } = this.#opening
    this.atMs = workMoment(this.#random, this.atMs, numberBetween(this.#random, ...minutes))
    const dueMs = this.#fairDay()
    const about = {
      agent: this.agent,
      ...(order ? { order } : {}),
      ...(line ? { line } : {}),
      ...(this.#promisedMs === undefined ? {} : { promisedMs: this.#promisedMs }),
      also: { ...this.#opening.also, ...also },
    }
    const facts = agentFactsOf(this.#random, person, this.atMs, dueMs, about)
    const own = FOLLOWING.has(situation)
      ? undefined
      : world.wording.answer(this.#random, this.#question, facts)
    const body = own ?? world.wording.tell(this.#random, situation, facts)
    if (body === undefined) return false
    if (body.includes(weekdayOf(dueMs))) this.#promisedMs = dueMs
    this.hasAnswered = true
    const isMail = channel === 'email' || channel === 'form'
    const text = isMail && happens(this.#random, 0.8) ? `${body}\n\n${signatureOf(this.agent)}` : body
    this.#last = { text: body, by: this.agent.name, atMs: this.atMs }
    this.#teller.tell(this.atMs, {
      kind: 'message_out',
      as: this.#identities(),
      channel: channel === 'form' ? 'email' : channel,
      conversation: this.#thread,
      text,
      author: { kind: 'agent', name: this.agent.name },
      ...(order ? { data: { order: order.number } } : {}),
    })
    return true
  }

  /** Whoever knows from the carrier when the parcel comes names that day; without a parcel under way one of the next. */
  #fairDay(): number {
    const { order } = this.#opening
    const arrivesMs = order && this.#teller.world.arrivals.get(order.number)
    const dayMs = fairPromise(this.#random, this.atMs)
    if (arrivesMs === undefined || arrivesMs < this.atMs || !happens(this.#random, 0.9)) return dayMs
    let days = 1
    while (closingAfter(this.atMs, days) < arrivesMs) days++
    // A weekday's name means the next one of that name.
    return days <= 4 ? closingAfter(this.atMs, days) : dayMs
  }

  /** A note that only the team reads. */
  notes(situation: Situation): void {
    const { person, world } = this.#teller
    const { order, line } = this.#opening
    const dueMs = fairPromise(this.#random, this.atMs)
    const facts = agentFactsOf(this.#random, person, this.atMs, dueMs, {
      agent: this.agent,
      ...(order ? { order } : {}),
      ...(line ? { line } : {}),
      ...(this.#opening.also ? { also: this.#opening.also } : {}),
    })
    const text = world.wording.tell(this.#random, situation, facts)
    if (text === undefined) return
    this.#teller.tell(this.atMs + MINUTE_MS, {
      kind: 'note',
      as: this.#identities(),
      conversation: this.#thread,
      text,
      author: { kind: 'agent', name: this.agent.name },
    })
  }

  /** Time passes until the customer is back at it, awake. */
  waits(lowHours: number, highHours: number): void {
    this.atMs += numberBetween(this.#random, lowHours, highHours) * HOUR_MS
    if (highHours > 1) this.atMs = wakingMoment(this.#random, this.atMs, this.#teller.person.place.zone)
  }

  #identities() {
    const { person } = this.#teller
    const { channel } = this.#opening
    if (channel === 'phone' || channel === 'sms') return phoneOf(person)
    return channel === 'chat' || channel === 'app' ? accountOf(person) : mailboxOf(person)
  }
}

function signatureOf(agent: SampleAgent): string {
  return `${firstNameOf(agent)}\nTussock Merino`
}

/** "Tue, Nov 18, 2025 at 12:10 PM", as mail programs introduce what they quote. */
function mailDate(atMs: number): string {
  const wall = wallOf(atMs)
  const [weekday, day, month, year] = wall.toUTCString().replace(',', '').split(' ')
  const [hour, minute] = [wall.getUTCHours(), String(wall.getUTCMinutes()).padStart(2, '0')]
  return `${weekday}, ${month} ${Number(day)}, ${year} at ${hour % 12 || 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`
}
