/** SQL of what a workspace decided about noticing: what is switched off, and the kinds it wrote itself; both in its first home. */
import { firstHomeOf, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { OwnKindDefinition } from '../contract.ts'

/** "kind:pet" or "rule:pet.named". */
export type Switched = { readonly target: string; readonly offAt: Date; readonly offBy: string }

export type OwnKindRecord = {
  readonly id: string
  readonly definition: OwnKindDefinition
  readonly isOn: boolean
  readonly madeAt: Date
  readonly changedAt: Date
  readonly changedBy: string
}

/** What is off, by target. */
export function listSwitched({ db, workspace }: TxScope): Promise<Switched[]> {
  return db.many<Switched>(
    sql`select target, off_at, off_by from noticing_switch where home = ${firstHomeOf(workspace)} order by target limit 1000`,
  )
}

export function setSwitchedOff({ db, workspace, now }: TxScope, target: string, by: string): Promise<number> {
  return db.run(sql`
    insert into noticing_switch (home, target, off_at, off_by) values (${firstHomeOf(workspace)}, ${target}, ${now}, ${by})
    on conflict (home, target) do nothing`)
}

export function deleteSwitchedOff({ db, workspace }: TxScope, target: string): Promise<number> {
  return db.run(
    sql`delete from noticing_switch where home = ${firstHomeOf(workspace)} and target = ${target}`,
  )
}

/** The workspace's own kinds, the oldest first; deleted ones are left out. */
export function listOwnKinds({ db, workspace }: TxScope): Promise<OwnKindRecord[]> {
  return db.many<OwnKindRecord>(sql`
    select id, definition, is_on, made_at, changed_at, changed_by from own_kind
    where home = ${firstHomeOf(workspace)} and deleted_at is null order by made_at, id limit 200`)
}

/** Writes a kind, new or changed; one that was deleted is there again. */
export function setOwnKind(
  { db, workspace, now }: TxScope,
  { id, definition, isOn }: Pick<OwnKindRecord, 'id' | 'definition' | 'isOn'>,
  by: string,
): Promise<number> {
  return db.run(sql`
    insert into own_kind (home, id, definition, is_on, made_at, changed_at, changed_by)
    values (${firstHomeOf(workspace)}, ${id}, ${JSON.stringify(definition)}::jsonb, ${isOn}, ${now}, ${now}, ${by})
    on conflict (home, id) do update set definition = excluded.definition, is_on = excluded.is_on, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by, deleted_at = null`)
}

export function setOwnKindDeleted({ db, workspace, now }: TxScope, id: string): Promise<number> {
  return db.run(sql`
    update own_kind set deleted_at = ${now}, is_on = false where home = ${firstHomeOf(workspace)} and id = ${id} and deleted_at is null`)
}

/** Untouched open moments of one home that a kind or a rule leads, and the entries they were noticed in; at most `limit`. */
export function listOpenLedBy(
  { db, now }: TxScope,
  home: Home,
  { kind, rule, limit }: { kind: string; rule: string | undefined; limit: number },
): Promise<{ id: string; customerId: string; entryId: string; entryAt: Date }[]> {
  return db.many(sql`
    select id, customer_id, entry_id, entry_at from moment
    where home = ${home} and kind = ${kind} and state = 'open' and expires_at > ${now} and entry_id is not null
      ${rule === undefined ? sql`` : sql`and signs->0->>'by' = ${rule}`}
    order by expires_at, id limit ${limit}`)
}
