/** Sessions: opened by a one-time link or by signing in, listed, ended; and who is behind a cookie. */
import { isUuid, type MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS, MINUTE_MS } from '#kit/time.ts'
import type { Database, Queries } from '#platform/database.ts'
import type { Actor, Scope, Workspace } from '#platform/scope.ts'
import { hashSecret, makeSecret } from '../secrets.ts'
import { factorDemandOf, idleHoursOf, standingOfSession, type DoorRules } from '../rules/door.ts'
import { findDoorRules, findSessionDays } from '../store/door-rules.ts'
import {
  deleteSession,
  deleteSessionOf,
  deleteSessions,
  deleteSessionsOf,
  findSession,
  insertEnterKey,
  insertSession,
  listHolders,
  listSessionAges,
  listSessions,
  setSessionSeen,
  useEnterKey,
  type SessionRow,
} from '../store/sessions.ts'
import { auditMember, auditTeam } from './audited.ts'
import { meOf } from './me.ts'
import type { Chance } from './workspace.ts'

/** A use is written down at most so often. */
const SEEN_MS = 5 * MINUTE_MS
/** Minutes for which the printed link can be used. */
const ENTER_MINUTES = 24 * 60

/** Where and with what somebody asks to come in. */
export type Arrival = {
  readonly now: Date
  readonly random: Chance
  readonly userAgent: string | null
}
/** The session's token, and for how many days the browser keeps it. */
export type Opened = { readonly token: string; readonly days: number }

/** A one-time key that signs its bearer in as that member. */
export async function createEnterKey(
  database: Database,
  memberId: MemberId,
  { now, random }: { now: Date; random: Chance },
): Promise<string> {
  const secret = makeSecret('', random)
  const hash = hashSecret(secret)
  if (hash)
    await insertEnterKey(database, hash, memberId, new Date(now.getTime() + ENTER_MINUTES * MINUTE_MS))
  return secret
}

/** Uses a one-time key up and opens a session. Refuses `enter_key_used`. */
export function enterWith(database: Database, key: string, arrival: Arrival): Promise<Opened> {
  return database.owner(async (db) => {
    const hash = hashSecret(key)
    const memberId = hash && (await useEnterKey(db, hash, arrival.now))
    if (!memberId)
      throw new Refusal(
        'enter_key_used',
        'This link was used already or is too old. Start the server again, or run “npm run -s spoonful -- enter”, for a new one.',
      )
    return openSession(db, memberId, arrival, 'link')
  })
}

/** Opens a session and tells the audit log: the last thing of its transaction. */
export async function openSession(
  db: Queries,
  memberId: MemberId,
  { now, random, userAgent }: Arrival,
  by: 'link' | 'password' | 'second_step' | 'invitation',
): Promise<Opened> {
  const token = makeSecret('', random)
  const days = await findSessionDays(db, memberId)
  await insertSession(
    db,
    hashSecret(token) ?? Buffer.alloc(0),
    memberId,
    now,
    new Date(now.getTime() + days * DAY_MS),
    userAgent?.slice(0, 300) ?? null,
  )
  await auditMember(db, memberId, now, 'session.opened', { by })
  return { token, days }
}

export async function leave(database: Database, token: string, now: Date): Promise<void> {
  const hash = hashSecret(token)
  if (!hash) return
  await database.owner(async (db) => {
    const memberId = await deleteSession(db, hash)
    if (memberId) await auditMember(db, memberId, now, 'session.closed')
  })
}

/**
 * Who a session token belongs to; undefined for nobody. Her role is the one she has now. A page that nobody sits at asks `byItself`,
 * which is no use of the session. Refuses `session_idle`, `session_over`, which tell her why she signs in again.
 */
export async function memberOfSession(
  database: Database,
  token: string,
  { now, byItself = false }: { now: Date; byItself?: boolean },
): Promise<{ actor: Actor; workspace: Workspace; sessionId: string; lacksSecondStep: boolean } | undefined> {
  const hash = hashSecret(token)
  const found = hash && (await findSession(database, hash))
  if (!found) return undefined
  const { id, name, role, rules, workspace, sessionId } = found
  const standing = standingOfSession(found, rules, now)
  if (standing === 'idle')
    throw new Refusal(
      'session_idle',
      `Nobody was here for ${hoursWords(idleHoursOf(found, rules))}. Sign in again to go on where you were.`,
      {},
      id,
    )
  if (standing === 'over')
    throw new Refusal(
      'session_over',
      `You signed in ${rules.sessionDays} days ago. Sign in again to go on where you were.`,
      {},
      id,
    )
  if (!byItself && now.getTime() - found.seenAt.getTime() > SEEN_MS) await setSessionSeen(database, hash, now)
  const lacksSecondStep = factorDemandOf(found, rules, now)?.isDue ?? false
  return { actor: { kind: 'member', id, name, role }, workspace, sessionId, lacksSecondStep }
}

const hoursWords = (hours: number): string =>
  hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : hours === 1 ? 'an hour' : `${hours} hours`

/** Her open sessions, the latest used first. */
export function showSessions(scope: Scope): Promise<SessionRow[]> {
  const { id } = meOf(scope)
  return scope.db.people(scope.workspace.id, async (db) => {
    const rules = await findDoorRules(db, scope.workspace.id)
    const rows = await listSessions(db, id, scope.now)
    return rows.filter((row) => standingOfSession(row, rules, scope.now) === 'holds')
  })
}

/** Takes sessions away that hold no more under these rules: no later rule brings them back. */
export async function endStaleSessions(
  db: Queries,
  workspaceId: Workspace['id'],
  rules: DoorRules,
  now: Date,
): Promise<void> {
  const all = await listSessionAges(db, workspaceId)
  const stale = all.filter((one) => standingOfSession(one, rules, now) !== 'holds')
  if (stale.length > 0)
    await deleteSessions(
      db,
      stale.map(({ id }) => id),
    )
}

/** Ends one session of hers. Refuses `session_not_found`. */
export async function endSession(scope: Scope, sessionId: string): Promise<void> {
  const { id } = meOf(scope)
  await scope.db.people(scope.workspace.id, async (db) => {
    const ended = isUuid(sessionId) ? await deleteSessionOf(db, id, sessionId) : 0
    if (ended === 0) throw new Refusal('session_not_found', 'This session is over already.')
    await auditTeam(scope, db, 'session.ended', { count: ended })
  })
}

/** Ends all sessions of hers but the one that asks. */
export async function endOtherSessions(scope: Scope, but: string | null): Promise<void> {
  const { id } = meOf(scope)
  await scope.db.people(scope.workspace.id, async (db) => {
    const count = await deleteSessionsOf(db, id, but)
    if (count > 0) await auditTeam(scope, db, 'session.ended', { count })
  })
}

/**
 * Which live streams may go on: those whose session or key still holds, with the role they were opened in.
 * A holder is "session ID ROLE" or "key ID".
 */
export async function stillHolding(
  database: Database,
  holders: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const idsOf = (kind: string) =>
    holders.flatMap((holder) => (holder.startsWith(`${kind} `) ? [holder.split(' ')[1] ?? ''] : []))
  const found = await listHolders(database, { sessions: idsOf('session'), keys: idsOf('key') })
  const holding = found.sessions.filter(
    (one) => standingOfSession(one, one, now) === 'holds' && !factorDemandOf(one, one, now)?.isDue,
  )
  return new Set([
    ...holding.map(({ id, role }) => `session ${id} ${role}`),
    ...found.keys.map(({ id }) => `key ${id}`),
  ])
}
