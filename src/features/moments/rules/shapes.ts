/** What the rules of moments take and give. Types only. */
import type { Calendar } from '#kit/calendar.ts'
import type { ConversationId, CustomerId, EntryId } from '#kit/id.ts'
import type { Noticed, Phrases } from '#reading/index.ts'
import type { EntryData, EntryKind } from '#features/timeline/contract.ts'
import type { DelicateClass, OwnKindDefinition, Valence } from '../contract.ts'
import type { OwnKindShape, Slots } from '../catalogue/index.ts'
import type { Trust } from './trust.ts'

/** An entry as far as the rules look at it; the timeline's stored entries fit. */
export type ReadEntry = {
  readonly id: EntryId
  readonly at: Date
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly kind: EntryKind
  readonly channel: string | null
  readonly title: string | null
  readonly body: string | null
  readonly authorKind: 'customer' | 'agent' | 'machine'
  readonly authorName: string | null
  readonly data: EntryData
}

/** One reason, as it is stored. `on` is the day of an event that was said, so that "in 8 days" is right when it is read. */
export type StoredSign = {
  readonly kind: string
  readonly quote: string | null
  readonly start: number | null
  readonly end: number | null
  readonly by: string
  readonly score: number
  readonly on?: string
  readonly slots?: Slots
  /** Of a kind that the workspace wrote: what it was called when it was noticed. */
  readonly own?: OwnKindShape
}

/** A noticed moment before it has an id. */
export type NoticedMoment = {
  readonly kind: string
  readonly valence: Valence
  /** Heaviest first; at least one. */
  readonly signs: readonly StoredSign[]
  readonly slots: Slots
  readonly words: string
  /** UTF-16 offsets into `words`. */
  readonly marks: readonly { start: number; end: number }[]
  readonly expiresAt: Date
  readonly because: string
}

/** Something worth remembering of a customer, before it has an id. */
export type NoticedFact = {
  readonly kind: string
  readonly value: string
  readonly quote: string | null
  readonly standing: 'guess' | 'confirmed'
  readonly expiresAt: Date | null
  /** Remembered with consent alone; left out for what is not delicate. */
  readonly sensitivity?: DelicateClass
}

/** What is known of who buys what from this brand. */
export type Buyers = {
  /** Since when so many customers have bought that one can say what is usual; null where that is not yet so. */
  readonly usualSince: Date | null
  /** By category key: the first few customers who bought of it, the earliest first. */
  readonly firstOf: ReadonlyMap<string, readonly { readonly customerId: string; readonly at: Date }[]>
}

/** A kind that the workspace wrote, its phrases compiled. */
export type ReadyOwnKind = {
  readonly id: string
  readonly definition: OwnKindDefinition
  readonly any: Phrases
  readonly none: Phrases
  readonly product: Phrases
}

/** All that a decision may look at beside the entry itself. */
export type NoticingContext = {
  /** The person's other entries of kinds that matter from about a year before, newest first, later ones included. */
  readonly history: readonly ReadEntry[]
  /** When the person ordered first, as far as is known; it may lie before the history. */
  readonly firstOrderAt: Date | undefined
  /** What was read in the entry's text. */
  readonly noticed: readonly Noticed[]
  /** IANA name, for days that are said. */
  readonly zone: string
  /** When the team works; without it every hour counts. */
  readonly hours?: Calendar
  readonly buyers: Buyers
  /** What the workspace and its people said about noticing; without it the score alone counts. */
  readonly trust?: Trust
  /** What the person agreed may be remembered of what is delicate. */
  readonly consented?: ReadonlySet<DelicateClass>
  /** Kinds that the workspace wrote and that are on. */
  readonly ownKinds?: readonly ReadyOwnKind[]
}
