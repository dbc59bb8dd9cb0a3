/**
 * The one switch that everything asks that is about to leave a workspace (R12): while it is on, nothing goes out. It is asked in the
 * transaction that writes down that something leaves, before any other row is locked, so that what it lets go and what it holds
 * never cross. What a provider has already taken is out.
 */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from './database.ts'
import type { TxScope } from './scope.ts'

export type Hold = { readonly since: Date; readonly byId: string; readonly byName: string }

/** What becomes of what was held when things go out again. */
export type Fate = 'send' | 'drop'

/** One kind of thing that can be held back: handed to the team's routes by whoever composes the product. */
export type Waiting = {
  readonly name: 'replies' | 'surveys'
  /** How many wait because of the switch, and since when the oldest was meant to go. */
  readonly count: (scope: TxScope) => Promise<{ count: number; oldestAt: Date | null }>
  /** Does with all of them what was decided, in the transaction in which the switch is turned off. */
  readonly release: (scope: TxScope, fate: Fate) => Promise<void>
}

/** Since when and by whom nothing goes out; undefined while things go out. */
export function findHold({ db, workspace }: TxScope): Promise<Hold | undefined> {
  return db.maybe<Hold>(
    sql`select since, by_id, by_name from outgoing_hold where home = ${firstHomeOf(workspace)}`,
  )
}

/** Whether nothing may go out; while this transaction lasts, a switch that is on stays on. */
export async function isHeldBack({ db, workspace }: TxScope): Promise<boolean> {
  const row = await db.maybe(
    sql`select since from outgoing_hold where home = ${firstHomeOf(workspace)} for share`,
  )
  return row !== undefined
}

/** Turns the switch on; answers false where it was on. */
export async function insertHold({ db, workspace }: TxScope, hold: Hold): Promise<boolean> {
  return (
    (await db.run(sql`
      insert into outgoing_hold (home, since, by_id, by_name) values (${firstHomeOf(workspace)}, ${hold.since}, ${hold.byId}, ${hold.byName})
      on conflict (home) do nothing`)) === 1
  )
}

/** Turns it off; answers false where it was off. */
export async function deleteHold({ db, workspace }: TxScope): Promise<boolean> {
  return (await db.run(sql`delete from outgoing_hold where home = ${firstHomeOf(workspace)}`)) === 1
}
