/**
 * The audit log: append-only, chained by hash, one chain in each home of a workspace (an ordinary one has one home). It tells
 * of what a workspace must be able to account for, and holds ids and figures: no words of a customer, no secret.
 *
 *     await audit(scope, 'role.changed', { subject: { kind: 'member', id }, details: { from, to } })
 *
 * One line, in the transaction that does the thing, as its last statement: the end of the chain is locked until the commit.
 */
import { homeOf, type Home } from '#kit/id.ts'
import { sql, type Queries } from '../database.ts'
import type { Actor, Scope, TxScope, Workspace } from '../scope.ts'
import { detailsText, type AuditDetail, type AuditedAction, type AuditSubject } from './actions.ts'
import { firstHash, hashOf } from './chain.ts'

export { auditWords } from './actions.ts'
export type { AuditDetail, AuditedAction, AuditSubject } from './actions.ts'
export { listAudit, verifyAudit, type AuditVerdict, type ShownEntry } from './read.ts'

export type AuditWords = {
  readonly subject?: AuditSubject
  readonly details?: Readonly<Record<string, AuditDetail>>
  /** The id of the row this transaction is about, where that lies in another home than the workspace's first (SCALE.md Q5). */
  readonly near?: string
}

/**
 * Writes one entry, in this transaction: it stands if and only if what it tells of stands. Say it last.
 * Throws where a detail is not declared in `actions.ts` or is more than a word.
 */
export async function audit(scope: TxScope, action: AuditedAction, words: AuditWords = {}): Promise<void> {
  await append(scope, action, words)
}

/**
 * As `audit`, for the transactions in which members, sessions and keys are written (`db.owner`, `db.people`). The transaction
 * becomes the workspace's for the entry and is afterwards what it was. `actor` is who did it: at a sign-in, the one who
 * came in; before anybody is known, the machine.
 */
export async function auditAsOwner(
  db: Queries,
  { workspace, actor, now }: { workspace: Workspace; actor: Actor; now: Date },
  action: AuditedAction,
  words: AuditWords = {},
): Promise<void> {
  const { role } = await db.one<{ role: string }>(sql`select current_user::text as role`)
  await db.run(sql`set local role spoonful_app`)
  await db.run(sql`select set_config('spoonful.workspace', ${String(workspace.no)}, true)`)
  await append({ db, workspace, actor, now }, action, words)
  await db.run(role === 'spoonful_people' ? sql`set local role spoonful_people` : sql`set local role none`)
}

async function append(
  { db, workspace, actor, now }: Pick<TxScope, 'db'> & Pick<Scope, 'workspace' | 'actor' | 'now'>,
  action: AuditedAction,
  { subject, details = {}, near }: AuditWords,
): Promise<void> {
  const home = homeOf(workspace, near ?? SLOT_0)
  const { no, hash: before } = await takeEnd(db, home)
  const entry = {
    no,
    atMicros: now.getTime() * 1000,
    actorKind: actor.kind,
    actorId: actor.kind === 'machine' ? null : actor.id,
    actorName: actor.name,
    action,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    details: detailsText(action, details),
  }
  const hash = hashOf(before, entry)
  await db.run(sql`
    insert into audit_entry (home, no, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash)
    values (${home}, ${no}, ${now}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorName}, ${action}, ${entry.subjectKind}, ${entry.subjectId}, ${entry.details}, ${hash})`)
  await db.run(sql`update audit_head set hash = ${hash} where home = ${home}`)
}

const SLOT_0 = '00000000-0000-7000-8000-000000000000'

/** Locks the end of the chain and takes the next number; answers it with the hash before it. */
function takeEnd(db: Queries, home: Home): Promise<{ no: number; hash: Buffer }> {
  return db.one(sql`
    insert into audit_head as h (home, no, hash) values (${home}, 1, ${firstHash(home)})
    on conflict (home) do update set no = h.no + 1 returning no, hash`)
}
