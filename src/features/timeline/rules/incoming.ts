/** The one shape in which anything from outside reaches the timeline; connectors translate into it and nothing else. */
import type { ConversationId } from '#kit/id.ts'
import type { Channel, EntryData, EntryKind, IdentityKind } from '../contract.ts'

/** Who an entry is about, as the source knows her. `value` as the source wrote it; the timeline normalises. */
export type IncomingIdentity = {
  readonly kind: IdentityKind
  /** external: prefix the id with its namespace ("user:42", "shopify:706405506930370084"). */
  readonly value: string
  /** True when the source vouches for it (a server's key, a signed id, a confirmed address); false for what a browser says. */
  readonly verified: boolean
}

/** What a source says about the person herself; the newest word (by the entry's time) wins, field by field. */
export type IncomingTraits = {
  readonly name?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
  readonly zone?: string
  readonly language?: string
  /** ISO date or instant: customer since. */
  readonly since?: string
  readonly other?: Record<string, unknown>
}

export type IncomingEntry = {
  /** The connector and which of its kind: "segment:web", "csv:reviews-2025", "sample". */
  readonly source: string
  /** The source's own id of this message. `(source, messageId)` is stored once, for ever. */
  readonly messageId: string
  readonly kind: EntryKind
  readonly at: Date
  /** At least one; the strongest (external, email, phone, anonymous) decides whose entry it is. */
  readonly identities: readonly IncomingIdentity[]
  readonly channel?: Channel | undefined
  /** The source's own id of the thread. Entries with the same (source namespace, conversation) stand together. */
  readonly conversation?: string | undefined
  /** The thread by our own id, where we write into one that stands already; counts before `conversation`. */
  readonly conversationId?: ConversationId | undefined
  readonly title?: string | undefined
  /** People's words, exactly as written. */
  readonly text?: string | undefined
  readonly author?: { readonly kind: 'customer' | 'agent' | 'machine'; readonly name?: string } | undefined
  readonly data?: EntryData | undefined
  readonly traits?: IncomingTraits | undefined
}
