/**
 * Where a reply goes out: the interface a connector fulfils (e-mail, Chatwoot) and the list of those this process has. The
 * outbox (`actions/deliver.ts`) holds a reply, claims it, calls `deliver`, and keeps what came of it; a channel never decides
 * whether something is sent.
 */
import type { ConversationId, CustomerId } from '#kit/id.ts'
import type { StoredEntry } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'

/** What is known of a conversation when a channel is asked whether it can answer there. */
export type Talk = {
  readonly customerId: CustomerId
  /** Null where the moment was noticed in what did not happen, or in a thing without a thread. */
  readonly conversationId: ConversationId | null
  /** The newest entries of the conversation (or the one the moment was noticed in), oldest first, at most 40. */
  readonly entries: readonly StoredEntry[]
  /** The customer's addresses, verified or not, strongest first. */
  readonly identities: readonly {
    readonly kind: 'external' | 'email' | 'phone' | 'anonymous'
    readonly value: string
    readonly verified: boolean
  }[]
}

/** How a channel would answer: shown to the agent before she sends, kept with the reply, and handed back at `deliver`. */
export type ReplyRoute = {
  /** Where it goes, as the channel writes it: an e-mail address, a conversation number. */
  readonly address: string
  /** Null where the channel has no subjects. */
  readonly subject: string | null
  /** The provider's id of the message that is answered (a Message-ID without angle brackets, say); null where there is none. */
  readonly inReplyTo: string | null
}

/** One reply on its way out. All of it stays the same at every attempt, except `earlier`. */
export type OutgoingMessage = {
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly address: string
  readonly subject: string | null
  readonly inReplyTo: string | null
  /** Plain text, as the agent wrote it, line breaks included. */
  readonly text: string
  /** The idempotency reference: a UUID, the same at every attempt. Two deliveries with one reference must reach her once. */
  readonly reference: string
  /** The agent who pressed send: "Priya Nair". */
  readonly authorName: string
  /** When she pressed send. */
  readonly at: Date
  /**
   * What is known of the attempts before this one. `none`: this is the first. `not_sent`: they certainly did not go out.
   * `unsure`: one may have gone out (a lost answer, a killed process). A channel whose provider can't recognise `reference`
   * must then look first, and answer `unsure` again, without sending, where it can't find out.
   */
  readonly earlier: 'none' | 'not_sent' | 'unsure'
}

/** The provider has taken it. */
export type Delivered = {
  readonly outcome: 'delivered'
  /** The provider's own id of the message, kept on the timeline under `data.other.external`. */
  readonly externalId?: string
}

/** It certainly did not go out. */
export type Refused = {
  readonly outcome: 'refused'
  /** One sentence the agent can act on: "The address hello@… does not exist." */
  readonly because: string
  /** True: trying again is no use, a person must change something. False: the provider is away; it is tried again later. */
  readonly isLasting: boolean
}

/** It may have gone out or not. It is asked again with the same reference, and stands as unsure on screen until it is known. */
export type Unsure = { readonly outcome: 'unsure'; readonly because: string }

export type Delivery = Delivered | Refused | Unsure

/** A way out to customers. Registered in the composition root (`src/open.ts`) with `declareChannels`. */
export type Channel = {
  /** Unique, lower case: "email", "chatwoot". */
  readonly name: string
  /** How it reads after "Goes out as Priya,": "by e-mail". */
  readonly label: string
  /** How this channel would answer there; undefined where it can't. Reads only; called whenever a composer opens. */
  readonly routeOf: (scope: Scope, talk: Talk) => Promise<ReplyRoute | undefined>
  /**
   * Hands one message to the provider. The machine's scope of the reply's workspace. Called after the hold, by one process at
   * a time for one reply; given 30 seconds, after which it counts as unsure. What it throws counts as unsure as well, so
   * answer `refused` where you know. Must not write to the timeline: the outbox does.
   */
  readonly deliver: (scope: Scope, message: OutgoingMessage) => Promise<Delivery>
}

/** Declares the ways out of this process, in the order they are asked. The same name again replaces the former. */
export function declareChannels(...list: readonly Channel[]): void {
  for (const one of list) channels.set(one.name, one)
}

/** The channel of that name; `log` where this process has none of it. */
export function channelNamed(name: string): Channel {
  return channels.get(name) ?? LOG
}

/** The first channel that can answer there, with its route. Without any: copied by hand and recorded. */
export async function channelFor(
  scope: Scope,
  talk: Talk,
): Promise<{ readonly channel: Channel; readonly route: ReplyRoute }> {
  for (const channel of channels.values()) {
    const route = await channel.routeOf(scope, talk)
    if (route) return { channel, route }
  }
  return { channel: LOG, route: BY_HAND }
}

const channels = new Map<string, Channel>()

const BY_HAND: ReplyRoute = { address: '', subject: null, inReplyTo: null }

/** Nothing leaves from here: the agent has copied the words to where the conversation is, and they are recorded. */
const LOG: Channel = {
  name: 'log',
  label: 'copied by hand, recorded here',
  routeOf: async () => BY_HAND,
  deliver: async () => ({ outcome: 'delivered' }),
}
