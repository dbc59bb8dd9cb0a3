/**
 * The audit log: append-only, chained by hash, one chain in each home of a workspace (an ordinary one has one home). It tells
 * of what a workspace must be able to account for, and holds ids and figures: no words of a customer, no secret.
 *
 *     await audit(scope, 'role.changed', { subject: { kind: 'member', id }, details: { from, to } })
 *
 * One line, in the transaction that does the thing. The entry gets its place in the chain afterwards, from the sealer (seal.ts).
 */
import { homeOf, makeId, SLOTS } from '#kit/id.ts'
import { sql, type Queries } from '../database.ts'
import { chance, type Actor, type Scope, type TxScope, type Workspace } from '../scope.ts'
import { detailsText, type AuditDetail, type AuditedAction, type AuditSubject } from './actions.ts'

export { auditWords } from './actions.ts'
export type { AuditDetail, AuditedAction, AuditSubject } from './actions.ts'
export { listAudit, verifyAudit, type AuditPlace, type AuditVerdict, type ShownEntry } from './read.ts'
export { sealAudit, sealWaiting, startSealer } from './seal.ts'

export type AuditWords = {
  readonly subject?: AuditSubject
  readonly details?: Readonly<Record<string, AuditDetail>>
  /** The id of the row this transaction is about, where that lies in another home than the workspace's first (SCALE.md Q5). */
  readonly near?: string
}

/**
 * Writes one entry, in this transaction: it stands if and only if what it tells of stands. It waits for nobody.
 * Throws where a detail is not declared in `actions.ts` or is more than a word.
 */
export async function audit(scope: TxScope, action: AuditedAction, words: AuditWords = {}): Promise<void> {
  await insertUnsealed(scope, action, words)
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
  await insertUnsealed({ db, workspace, actor, now }, action, words)
  await db.run(role === 'spoonful_people' ? sql`set local role spoonful_people` : sql`set local role none`)
}

async function insertUnsealed(
  { db, workspace, actor, now }: Pick<TxScope, 'db'> & Pick<Scope, 'workspace' | 'actor' | 'now'>,
  action: AuditedAction,
  { subject, details = {}, near = SLOT_0 }: AuditWords,
): Promise<void> {
  const home = homeOf(workspace, near)
  const id = makeId<'audit'>(now, home % SLOTS, inOrder())
  await db.run(
    sql`
    insert into audit_unsealed (home, id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details)
    values (${home}, ${id}, ${now}, ${actor.kind}, ${actor.kind === 'machine' ? null : actor.id}, ${actor.name},
      ${action}, ${subject?.kind ?? null}, ${subject?.id ?? null}, ${detailsText(action, details)})`,
    { name: 'audit' },
  )
}

let written = 0

/** Chance for an id, after a number: what one process writes within a millisecond keeps its order. */
function inOrder(): Uint8Array {
  written += 1
  return Uint8Array.of((written >>> 16) & 0x3f, written >>> 8, written, ...chance(5))
}

const SLOT_0 = '00000000-0000-7000-8000-000000000000'
