/** SQL about what lets a person in: passwords, second factors, recovery codes, and the pause after wrong guesses. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'

export type Login = {
  readonly memberId: MemberId
  readonly passwordHash: string | null
  readonly passwordAt: Date | null
  readonly totpSealed: Buffer | null
  /** Since when a second factor is asked for. */
  readonly totpAt: Date | null
  readonly totpStep: number
}

export type Candidate = {
  readonly memberId: MemberId
  readonly passwordHash: string
  readonly totpAt: Date | null
}

/** Workspaces of one installation in which an address is looked for. */
const MOST_CANDIDATES = 5

/** Who signs in with that address, in whichever workspace; the latest first. */
export function listCandidates(database: Database, email: string): Promise<Candidate[]> {
  return database.owner((db) =>
    db.many<Candidate>(sql`
      select l.member_id, l.password_hash, l.totp_at from member m join member_login l on l.member_id = m.id
      where m.email = ${email} and m.removed_at is null and l.password_hash is not null
      order by m.id desc limit ${MOST_CANDIDATES}`),
  )
}

/** Members with that address, for a new password. */
export function listAddressed(
  database: Database,
  email: string,
): Promise<{ id: MemberId; workspaceId: WorkspaceId; name: string }[]> {
  return database.owner((db) =>
    db.many<{ id: MemberId; workspaceId: WorkspaceId; name: string }>(sql`
      select id, workspace_id, name from member where email = ${email} and removed_at is null order by id desc limit ${MOST_CANDIDATES}`),
  )
}

export function findLogin(db: Queries, memberId: MemberId): Promise<Login | undefined> {
  return db.maybe<Login>(
    sql`select member_id, password_hash, password_at, totp_sealed, totp_at, totp_step from member_login where member_id = ${memberId}`,
  )
}

/** Who of a workspace has a password and a second factor. */
export function listLogins(
  database: Database,
  workspaceId: WorkspaceId,
): Promise<{ memberId: MemberId; hasPassword: boolean; hasSecondFactor: boolean }[]> {
  return database.people(workspaceId, (db) =>
    db.many<{ memberId: MemberId; hasPassword: boolean; hasSecondFactor: boolean }>(sql`
      select l.member_id, l.password_hash is not null as has_password, l.totp_at is not null as has_second_factor
      from member_login l join member m on m.id = l.member_id where m.workspace_id = ${workspaceId}`),
  )
}

export function setPassword(db: Queries, memberId: MemberId, hash: string, at: Date): Promise<number> {
  return db.run(sql`
    insert into member_login (member_id, password_hash, password_at) values (${memberId}, ${hash}, ${at})
    on conflict (member_id) do update set password_hash = excluded.password_hash, password_at = excluded.password_at`)
}

/** Keeps a second factor that does not count yet. */
export function setPendingFactor(db: Queries, memberId: MemberId, sealed: Buffer): Promise<number> {
  return db.run(sql`
    insert into member_login (member_id, totp_sealed) values (${memberId}, ${sealed})
    on conflict (member_id) do update set totp_sealed = excluded.totp_sealed, totp_at = null, totp_step = 0
      where member_login.totp_at is null`)
}

export function setFactorOn(db: Queries, memberId: MemberId, step: number, at: Date): Promise<number> {
  return db.run(
    sql`update member_login set totp_at = ${at}, totp_step = ${step} where member_id = ${memberId} and totp_at is null and totp_step < ${step}`,
  )
}

/** Marks the half minute of a code as used; 0 where it was used before. */
export function useStep(db: Queries, memberId: MemberId, step: number): Promise<number> {
  return db.run(
    sql`update member_login set totp_step = ${step} where member_id = ${memberId} and totp_step < ${step}`,
  )
}

export async function deleteFactor(db: Queries, memberId: MemberId): Promise<void> {
  await db.run(
    sql`update member_login set totp_sealed = null, totp_at = null, totp_step = 0 where member_id = ${memberId}`,
  )
  await db.run(sql`delete from recovery_code where member_id = ${memberId}`)
}

/** Puts new recovery codes in the place of the old. */
export async function replaceRecoveryCodes(
  db: Queries,
  memberId: MemberId,
  hashes: readonly Buffer[],
): Promise<void> {
  await db.run(sql`delete from recovery_code where member_id = ${memberId}`)
  await db.run(sql`
    insert into recovery_code (hash, member_id) select hash, ${memberId} from unnest(${hashes as Buffer[]}::bytea[]) as made (hash)`)
}

export function useRecoveryCode(db: Queries, memberId: MemberId, hash: Buffer, at: Date): Promise<number> {
  return db.run(
    sql`update recovery_code set used_at = ${at} where hash = ${hash} and member_id = ${memberId} and used_at is null`,
  )
}

export async function countRecoveryCodes(db: Queries, memberId: MemberId): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from recovery_code where member_id = ${memberId} and used_at is null`,
  )
  return count
}

export type Pause = {
  readonly key: Buffer
  readonly failures: number
  readonly lastAt: Date
  readonly untilAt: Date
}

/** Locks the pauses of these keys, the missing ones made first; in the order of their keys. */
export async function lockPauses(db: Queries, keys: readonly Buffer[], now: Date): Promise<Pause[]> {
  await db.run(sql`
    insert into sign_in_pause (key, failures, last_at, until_at)
    select key, 0, ${now}, ${now} from unnest(${keys as Buffer[]}::bytea[]) as asked (key) order by key on conflict (key) do nothing`)
  return db.many<Pause>(
    sql`select key, failures, last_at, until_at from sign_in_pause where key = any(${keys as Buffer[]}::bytea[]) order by key for update`,
  )
}

export function setPause(db: Queries, { key, failures, lastAt, untilAt }: Pause): Promise<number> {
  return db.run(
    sql`update sign_in_pause set failures = ${failures}, last_at = ${lastAt}, until_at = ${untilAt} where key = ${key}`,
  )
}

export function deletePauses(database: Database, keys: readonly Buffer[]): Promise<number> {
  return database.owner((db) =>
    db.run(sql`delete from sign_in_pause where key = any(${keys as Buffer[]}::bytea[])`),
  )
}

export async function isKnownNetwork(database: Database, key: Buffer): Promise<boolean> {
  const row = await database.owner((db) =>
    db.maybe<{ at: Date }>(sql`select at from known_network where key = ${key}`),
  )
  return row !== undefined
}

export function keepNetwork(db: Queries, key: Buffer, at: Date): Promise<number> {
  return db.run(
    sql`insert into known_network (key, at) values (${key}, ${at}) on conflict (key) do update set at = excluded.at`,
  )
}
