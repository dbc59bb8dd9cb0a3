/**
 * What is kept about people: every table says here, through the feature that writes it, whose rows it holds, how they are
 * found, for how long they are kept, and what an erasure does to them. The privacy desk walks this list and knows no table.
 */
import type { CustomerId, Home } from '#kit/id.ts'
import type { Scope } from '../scope.ts'
import type { distributed } from '../tables.ts'

/** The kinds of data as a person reads them; retention is set by kind. */
export const KINDS_OF_DATA = [
  'identity',
  'said',
  'noticed',
  'facts',
  'promises',
  'acts',
  'mail',
  'files',
  'workings',
  'accounts',
] as const
export type KindOfData = (typeof KINDS_OF_DATA)[number]

/** A customer as a person: all her rows, and every word by which she can be told. */
export type Person = {
  readonly id: CustomerId
  readonly ids: readonly CustomerId[]
  /** The homes of her rows. */
  readonly homes: readonly Home[]
  readonly identities: readonly { readonly kind: string; readonly value: string }[]
  readonly emails: readonly string[]
  /** Lower case: her identities, her ids, her whole name. Never empty words. */
  readonly needles: readonly string[]
}

/** How rows of a table are known to be hers. */
export type Whose =
  /** The column holds a customer's id. */
  | { readonly customer: string }
  /** The column holds the id of a row of `via`, which has a `customer_id`. */
  | { readonly via: string; readonly column: string }
  /** The column holds an e-mail address in lower case. */
  | { readonly email: string }
  /** The column holds a customer's id as text, after a prefix ("customer:"). */
  | { readonly text: string; readonly prefix: string }
  /** What came or went as a text of any shape: hers where it names her. */
  | { readonly words: readonly string[] }

export type TableHolding = {
  readonly table: (typeof distributed)[number]
  readonly kind: KindOfData
  readonly whose: Whose
  /** Its rows stand in other homes than their customer's: found by a look into all of the workspace. */
  readonly isSpread?: boolean
  /** Why an erasure leaves it: it must hold no words. */
  readonly kept?: string
  /** Another holding, by its name, takes its rows out with what hangs on them. */
  readonly takenOutBy?: string
  /** Left out of what is shown of her: the other end of a row shown already. */
  readonly isUnlisted?: boolean
  /** Says who she is: without it nothing else is found to be hers, so it goes when all else has gone. */
  readonly isLast?: boolean
  /** How a row ages: the column of its time and the rest of its key. What has none goes with its customer. */
  readonly ages?: Ages
}

export type Ages = {
  readonly at: string
  readonly key: readonly string[]
  /** Rows that do not age, as SQL. */
  readonly unless?: string
  /** Rows that age only by a time the workspace set itself, as SQL. */
  readonly unlessSet?: string
  /** A time of the row's own at which it goes, whatever the setting. */
  readonly expires?: string
  /** Tables whose rows go with it, and their column that holds its id. */
  readonly takes?: readonly { readonly table: (typeof distributed)[number]; readonly column: string }[]
}

/** What lies elsewhere than in rows of its own: files, memories of messages. */
export type OtherHolding = {
  readonly name: string
  readonly kind: KindOfData
  /** Tables that it answers for. */
  readonly covers: readonly (typeof distributed)[number][]
  /** Her part is found without reading the workspace through. */
  readonly isIndexed?: boolean
  list(scope: Scope, person: Person): Promise<HeldRow[]>
  /** Takes out what is hers; answers how much. Refuses where it can't be done now. */
  erase(scope: Scope, person: Person): Promise<number>
  /** Deletes what is older; answers how much. */
  age?(scope: Scope, before: Date): Promise<number>
}

export type HeldRow = Readonly<Record<string, unknown>>
export type Holding = TableHolding | OtherHolding

const holdings = new Map<string, Holding>()

export const nameOf = (holding: Holding): string =>
  'name' in holding ? holding.name : `${holding.table} ${JSON.stringify(holding.whose)}`

/** Declares what this process keeps, in the order in which it can be taken out: children before parents. The same again replaces the former. */
export function declareHoldings(...list: readonly Holding[]): void {
  for (const one of list) holdings.set(nameOf(one), one)
}

export function listHoldings(): readonly Holding[] {
  return [...holdings.values()]
}
