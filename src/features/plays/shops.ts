/**
 * Who carries out what costs money: the interface a shop's connector fulfils (Shopify) and the list of those this process
 * has. Without one it becomes a line of the hand-off list and a task for a person; nothing is lost and nothing is pretended.
 */
import type { CustomerId } from '#kit/id.ts'
import type { Money } from '#kit/money.ts'
import type { Scope } from '#platform/scope.ts'
import type { Refused, Unsure } from './channels.ts'

/** What a shop is asked for: store credit on her account, or a discount code of her own. */
export type ShopOrder = {
  readonly kind: 'credit' | 'discount'
  readonly customerId: CustomerId
  /** Her ids and addresses, strongest first; external ones carry their namespace ("shopify:706405506930370084"). */
  readonly identities: readonly {
    readonly kind: string
    readonly value: string
    readonly verified: boolean
  }[]
  readonly money: Money
  /** The code she will type, the same at every attempt; null for credit. */
  readonly code: string | null
  /** Why, in the agent's words, for the shop's own records. */
  readonly reason: string
  /** The idempotency reference: a UUID, the same at every attempt. Two orders with one reference have one effect. */
  readonly reference: string
  /** What is known of the attempts before, as in `OutgoingMessage.earlier`. */
  readonly earlier: 'none' | 'not_sent' | 'unsure'
  /** When the earliest attempt began of which nobody knows; null unless `earlier` is `unsure`. */
  readonly unsureSince: Date | null
}

export type CarriedOut = {
  readonly outcome: 'done'
  /** The shop's own id of what it made. */
  readonly externalId?: string
}

/** A shop that gives credit and makes codes by itself. Registered in the composition root with `declareShops`. */
export type Shop = {
  /** Unique, lower case: "shopify". */
  readonly name: string
  /** Whether it is set up for this workspace and takes such orders. Reads only. */
  readonly takes: (scope: Scope, kind: ShopOrder['kind']) => Promise<boolean>
  /** Carries it out. As with `Channel.deliver`: 30 seconds, one process at a time, a throw counts as unsure. */
  readonly carryOut: (scope: Scope, order: ShopOrder) => Promise<CarriedOut | Refused | Unsure>
}

/** Declares the shops of this process, in the order they are asked. The same name again replaces the former. */
export function declareShops(...list: readonly Shop[]): void {
  for (const one of list) shops.set(one.name, one)
}

/** The first shop that takes such an order here; undefined where a person has to. */
export async function shopFor(scope: Scope, kind: ShopOrder['kind']): Promise<Shop | undefined> {
  for (const shop of shops.values()) if (await shop.takes(scope, kind)) return shop
  return undefined
}

const shops = new Map<string, Shop>()
