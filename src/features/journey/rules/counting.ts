/** What one person's entries add to the journey: cells by day and touchpoint, steps between touchpoints, and the felt pieces. Pure. */
import type { CustomerId, EntryId, MomentId } from '#kit/id.ts'
import { DAY_MS, dayOf } from '#kit/time.ts'
import type { EntryData } from '#features/timeline/contract.ts'
import type { PersonStanding } from '../contract.ts'
import { feltIn, type Felt } from './feeling.ts'
import {
  isAboutNoticed,
  matcherOf,
  type Matcher,
  type NamedTouchpoint,
  type PlacedEntry,
} from './matching.ts'

export type CountedEntry = PlacedEntry & {
  readonly id: EntryId
  readonly at: Date
  readonly customerId: CustomerId
  readonly conversationId: string | null
  readonly data: EntryData
}

export type NoticedInEntry = {
  readonly momentId: MomentId
  readonly kinds: readonly string[]
  /** 0 to 100: how heavy the heaviest sign is. */
  readonly weight: number
}

/** Numbers of a cell, in the order of `CELL_FIELDS`. */
export type Cell = number[]
export const CELL_FIELDS = [
  'met',
  'good',
  'even',
  'bad',
  'chases',
  'complaints',
  'rubs',
  'answered',
  'slow',
] as const
type CellField = (typeof CELL_FIELDS)[number]

export type FeltPiece = {
  readonly entryId: EntryId
  readonly entryAt: Date
  readonly entryCustomerId: CustomerId
  readonly momentId: MomentId | null
  readonly touchpoint: string
  readonly standing: PersonStanding
  readonly category: string
  readonly feeling: -1 | 0 | 1
  readonly isRub: boolean
  readonly weight: number
}

export type PersonCount = {
  /** By "day|touchpoint|standing|category". */
  readonly cells: Readonly<Record<string, Cell>>
  /** By "day|from|to", the day of the second. */
  readonly steps: Readonly<Record<string, number>>
  readonly pieces: readonly FeltPiece[]
}

/** Where entries are counted that happen at no touchpoint, so that the sum is the whole. */
export const NOWHERE = ''
/** A next touchpoint within this time is a step; after it the journey has ended. */
export const STEP_DAYS = 30
/** An answer after more than this kept somebody waiting. */
const SLOW_MS = DAY_MS
const CATEGORY_CHARACTERS = 60

/** How persons are counted: touchpoints made ready, and the workspace's zone for its days. */
export type Counter = {
  readonly matcher: Matcher
  readonly ownFeeling: ReadonlySet<string>
  readonly zone: string
}

export function counterOf(touchpoints: readonly NamedTouchpoint[], zone: string): Counter {
  return {
    matcher: matcherOf(touchpoints),
    ownFeeling: new Set(touchpoints.filter(({ rule }) => isAboutNoticed(rule)).map(({ id }) => id)),
    zone,
  }
}

/** Counts one person. `entries` in any order: the outcome depends on what there is alone. */
export function countPerson(
  entries: readonly CountedEntry[],
  noticed: ReadonlyMap<EntryId, NoticedInEntry>,
  counter: Counter,
): PersonCount {
  const inOrder = [...entries].sort(byTime)
  const person = personOf(inOrder)
  const count = countOf(counter.zone, person)
  const places = new Map<EntryId, string | null>()
  const lastInConversation = new Map<string, string>()
  let previous: { place: string; at: Date } | undefined

  for (const entry of inOrder) {
    const found = noticed.get(entry.id)
    const kinds = new Set(found?.kinds)
    const around = { noticed: kinds, hasOrdered: person.hasOrderedBefore(entry.at) }
    const place = isPlaceable(entry) ? counter.matcher.placeOf(entry, around) : null
    places.set(entry.id, place)
    if (isPlaceable(entry)) count.add(entry.at, place ?? NOWHERE, 'met')
    if (place !== null && entry.conversationId !== null) lastInConversation.set(entry.conversationId, place)

    const felt = entry.authorKind === 'agent' ? null : feltIn(kinds, entry.data)
    if (felt) {
      const spoken = place !== null && counter.ownFeeling.has(place) ? null : counter.matcher.spokenOf(entry)
      const about = spoken ?? place ?? lastInConversation.get(entry.conversationId ?? '') ?? NOWHERE
      count.feel(entry, about, felt, found)
    }
    if (place !== null) {
      if (
        previous &&
        previous.place !== place &&
        entry.at.getTime() - previous.at.getTime() <= STEP_DAYS * DAY_MS
      )
        count.step(entry.at, previous.place, place)
      previous = { place, at: entry.at }
    }
  }
  for (const { asked, waitedMs } of answersIn(inOrder)) {
    const place = places.get(asked.id) ?? NOWHERE
    count.add(asked.at, place, 'answered')
    if (waitedMs > SLOW_MS) count.add(asked.at, place, 'slow')
  }
  return { cells: count.cells, steps: count.steps, pieces: count.pieces }
}

/** What customers and the world do; what we write or note ourselves happens at no touchpoint. */
function isPlaceable({ kind }: CountedEntry): boolean {
  return (
    kind !== 'message_out' &&
    kind !== 'note' &&
    kind !== 'traits' &&
    kind !== 'activity' &&
    kind !== 'survey_answer'
  )
}

/** A count being made: what is added lands in its cells, steps and pieces. */
function countOf(zone: string, person: Person) {
  const cells: Record<string, Cell> = {}
  const steps: Record<string, number> = {}
  const pieces: FeltPiece[] = []

  function add(at: Date, touchpoint: string, field: CellField): void {
    const key = [dayOf(at, zone), touchpoint, person.standingAt(at), person.categoryAt(at)].join('|')
    const cell = (cells[key] ??= CELL_FIELDS.map(() => 0))
    const index = CELL_FIELDS.indexOf(field)
    cell[index] = (cell[index] ?? 0) + 1
  }

  function feel(
    { id, at, customerId }: CountedEntry,
    touchpoint: string,
    felt: Felt,
    found?: NoticedInEntry,
  ): void {
    add(at, touchpoint, felt.feeling === 1 ? 'good' : felt.feeling === 0 ? 'even' : 'bad')
    if (felt.isChase) add(at, touchpoint, 'chases')
    if (felt.isComplaint) add(at, touchpoint, 'complaints')
    if (felt.isRub) add(at, touchpoint, 'rubs')
    pieces.push({
      entryId: id,
      entryAt: at,
      entryCustomerId: customerId,
      momentId: found?.momentId ?? null,
      touchpoint,
      standing: person.standingAt(at),
      category: person.categoryAt(at),
      feeling: felt.feeling,
      isRub: felt.isRub,
      weight: found?.weight ?? 0,
    })
  }

  function step(at: Date, from: string, to: string): void {
    const key = `${dayOf(at, zone)}|${from}|${to}`
    steps[key] = (steps[key] ?? 0) + 1
  }

  return { cells, steps, pieces, add, feel, step }
}

type Person = {
  standingAt(at: Date): PersonStanding
  categoryAt(at: Date): string
  hasOrderedBefore(at: Date): boolean
}

/** A first-time buyer is one until her second order, before the first as well; who never orders is a prospect. */
function personOf(inOrder: readonly CountedEntry[]): Person {
  const orders = inOrder.filter(({ kind }) => kind === 'order')
  const upTo = (at: Date) => orders.filter((order) => order.at <= at)
  return {
    standingAt: (at) => (orders.length === 0 ? 'prospect' : upTo(at).length < 2 ? 'first' : 'regular'),
    categoryAt: (at) => categoryOf(upTo(at).at(-1) ?? orders[0]),
    hasOrderedBefore: (at) => orders.some((order) => order.at < at),
  }
}

/** What an order was mainly of: its first product's category, folded. "|" parts the cells' keys. */
function categoryOf(order: CountedEntry | undefined): string {
  const category = order?.data.products?.find((product) => product.category)?.category ?? ''
  return category.trim().toLowerCase().replaceAll('|', '/').slice(0, CATEGORY_CHARACTERS)
}

/** Each first unanswered message of a conversation with the time until a person's answer. */
function answersIn(inOrder: readonly CountedEntry[]): { asked: CountedEntry; waitedMs: number }[] {
  const open = new Map<string, CountedEntry>()
  const answers: { asked: CountedEntry; waitedMs: number }[] = []
  for (const entry of inOrder) {
    if (entry.conversationId === null) continue
    if (entry.kind === 'message_in' || entry.kind === 'form') {
      if (!open.has(entry.conversationId)) open.set(entry.conversationId, entry)
    } else if (entry.kind === 'message_out' && entry.data.automatic !== true) {
      const asked = open.get(entry.conversationId)
      if (asked) answers.push({ asked, waitedMs: entry.at.getTime() - asked.at.getTime() })
      open.delete(entry.conversationId)
    }
  }
  return answers
}

const byTime = (a: CountedEntry, b: CountedEntry) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)
