/** The people of a workspace: how the first one gets in, sessions, keys for programs, preferences. */
import { homesOf, makeId, type MemberId, type WorkspaceId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { announce } from '#platform/announcements.ts'
import type { Database } from '#platform/database.ts'
import { KEY_SCOPES } from '#platform/permissions.ts'
import { newId, transact, type Actor, type Scope, type Workspace } from '#platform/scope.ts'
import { Preferences } from './contract.ts'
import { hashSecret, hintOf, makeSecret } from './secrets.ts'
import {
  deleteSession,
  findApiKey,
  findSession,
  insertApiKey,
  insertEnterKey,
  insertMember,
  insertSession,
  insertWorkspace,
  listApiKeys,
  listMembers,
  listWorkspaces,
  nextWorkspaceNo,
  revokeApiKey,
  setAway,
  setKeyUsed,
  setPreferences,
  useEnterKey,
  type Member,
} from './store.ts'

export type Chance = (count: number) => Uint8Array

const DAY_MS = 86_400_000
const SESSION_DAYS = 30
/** Minutes for which the printed link can be used. */
const ENTER_MINUTES = 24 * 60
const KEY_PREFIX = 'spk_'

/** The workspace of a single-brand installation and its owner; made at the first start. */
export async function ensureFirstWorkspace(
  database: Database,
  { now, random, zone }: { now: Date; random: Chance; zone: string },
): Promise<{ workspace: Workspace; owner: Member }> {
  const [known] = await listWorkspaces(database)
  if (known) {
    const owner = (await listMembers(database, known.id)).find(({ role }) => role === 'owner')
    if (owner) return { workspace: known, owner }
  }
  return createWorkspace(database, {
    name: 'My brand',
    zone,
    currency: 'USD',
    slices: 1,
    ownerName: 'You',
    now,
    random,
  })
}

export function createWorkspace(
  database: Database,
  {
    name,
    zone,
    currency,
    slices,
    ownerName,
    now,
    random,
  }: {
    name: string
    zone: string
    currency: string
    slices: number
    ownerName: string
    now: Date
    random: Chance
  },
): Promise<{ workspace: Workspace; owner: Member }> {
  return database.owner(async (db) => {
    const workspace: Workspace = {
      id: makeId<'workspace'>(now, 0, random(8)),
      no: await nextWorkspaceNo(db),
      slices,
      name,
      zone,
      currency,
    }
    const owner: Member = {
      id: makeId<'member'>(now, 0, random(8)),
      workspaceId: workspace.id,
      name: ownerName,
      nicknames: [],
      role: 'owner',
      zone,
      preferences: {},
      awayUntil: null,
    }
    await insertWorkspace(db, workspace, now)
    await insertMember(db, owner, now)
    return { workspace, owner }
  })
}

/** A one-time key that signs its bearer in as that member. */
export async function createEnterKey(
  database: Database,
  memberId: MemberId,
  { now, random }: { now: Date; random: Chance },
): Promise<string> {
  const secret = makeSecret('', random)
  const hash = hashSecret(secret)
  if (hash) await insertEnterKey(database, hash, memberId, new Date(now.getTime() + ENTER_MINUTES * 60_000))
  return secret
}

/** Uses a one-time key up and opens a session; answers the session's token. Refuses `enter_key_used`. */
export function enterWith(
  database: Database,
  key: string,
  { now, random, userAgent }: { now: Date; random: Chance; userAgent: string | null },
): Promise<{ token: string; days: number }> {
  return database.owner(async (db) => {
    const hash = hashSecret(key)
    const memberId = hash && (await useEnterKey(db, hash, now))
    if (!memberId)
      throw new Refusal(
        'enter_key_used',
        'This link was used already or is too old. Start the server again, or run “npm run -s spoonful -- enter”, for a new one.',
      )
    const token = makeSecret('', random)
    await insertSession(
      db,
      hashSecret(token) ?? Buffer.alloc(0),
      memberId,
      now,
      new Date(now.getTime() + SESSION_DAYS * DAY_MS),
      userAgent?.slice(0, 300) ?? null,
    )
    return { token, days: SESSION_DAYS }
  })
}

export async function leave(database: Database, token: string): Promise<void> {
  const hash = hashSecret(token)
  if (hash) await deleteSession(database, hash)
}

/** Who a session token belongs to; undefined for nobody. */
export async function memberOfSession(
  database: Database,
  token: string,
  now: Date,
): Promise<{ actor: Actor; workspace: Workspace } | undefined> {
  const hash = hashSecret(token)
  const found = hash && (await findSession(database, hash, now))
  return (
    found && {
      actor: { kind: 'member', id: found.member.id, name: found.member.name, role: found.member.role },
      workspace: found.workspace,
    }
  )
}

/** Whose key this is; undefined for nobody's. Remembers that it was used, at most once a minute. */
export async function ownerOfKey(
  database: Database,
  secret: string,
  now: Date,
): Promise<{ actor: Actor; workspace: Workspace } | undefined> {
  const hash = hashSecret(secret)
  const found = hash && (await findApiKey(database, hash))
  if (!found) return undefined
  const { key, workspace } = found
  if (!key.usedAt || now.getTime() - key.usedAt.getTime() > 60_000) await setKeyUsed(database, key.id, now)
  return {
    actor: { kind: 'key', id: key.id, name: key.name, scopes: key.scopes, trust: key.trust },
    workspace,
  }
}

export type NewKey = {
  readonly name: string
  readonly scopes: readonly string[]
  readonly trust: 'server' | 'browser'
}

/** Makes a key for a program; the secret is answered once and never again. Refuses `scope_not_known`. */
export async function createKey(
  scope: Scope,
  { name, scopes, trust }: NewKey,
): Promise<{ id: string; secret: string }> {
  const unknown = scopes.filter((one) => !KEY_SCOPES.includes(one))
  if (unknown.length > 0 || scopes.length === 0)
    throw new Refusal(
      'scope_not_known',
      `${unknown.length > 0 ? `There is no scope “${unknown.join('”, “')}”` : 'A key needs a scope'}; choose from ${KEY_SCOPES.join(', ')}.`,
    )
  if (trust === 'browser' && scopes.some((one) => one !== 'intake'))
    throw new Refusal(
      'scope_not_known',
      'A browser’s key is public, so it can have the scope intake and no other.',
    )
  const secret = makeSecret(KEY_PREFIX, scope.random)
  const id = newId(scope)
  await insertApiKey(scope.db, scope.workspace.id, {
    id,
    name: name.slice(0, 100),
    hash: hashSecret(secret) ?? Buffer.alloc(0),
    hint: hintOf(secret),
    scopes,
    trust,
    createdBy: scope.actor.kind === 'member' ? scope.actor.id : null,
    at: scope.now,
  })
  return { id, secret }
}

export function listKeys(scope: Scope) {
  return listApiKeys(scope.db, scope.workspace.id)
}

/** Refuses `key_not_found`. */
export async function revokeKey(scope: Scope, id: string): Promise<void> {
  const revoked = /^[0-9a-f-]{36}$/.test(id)
    ? await revokeApiKey(scope.db, scope.workspace.id, id, scope.now)
    : 0
  if (revoked === 0) throw new Refusal('key_not_found', 'There is no such key, or it is revoked already.')
}

export async function savePreferences(scope: Scope, preferences: Preferences): Promise<Preferences> {
  if (scope.actor.kind === 'member') await setPreferences(scope.db, scope.actor.id, preferences)
  return preferences
}

export async function preferencesOf(scope: Scope): Promise<Preferences> {
  const members = await listMembers(scope.db, scope.workspace.id)
  const mine = members.find(({ id }) => scope.actor.kind === 'member' && id === scope.actor.id)
  return Preferences.parse(Preferences.safeParse(mine?.preferences ?? {}).data ?? {})
}

/** Days somebody can be away; longer is not away, but gone. */
const AWAY_DAYS = 365

/** Says until when the one who asks is away, null for back; what is handed to her says so. Refuses `away_past`, `away_too_long`. */
export async function setMyAbsence(scope: Scope, until: Date | null): Promise<void> {
  if (until && until <= scope.now) throw new Refusal('away_past', 'Choose a time that is still to come.')
  if (until && until.getTime() > scope.now.getTime() + AWAY_DAYS * DAY_MS)
    throw new Refusal('away_too_long', `Choose a time within ${AWAY_DAYS} days.`)
  if (scope.actor.kind !== 'member') return
  const { id } = scope.actor
  await setAway(scope.db, id, until)
  const [home] = homesOf(scope.workspace)
  if (home === undefined) return
  const body = { memberId: id, until: until?.toISOString() ?? null }
  await transact(scope, (scope) => announce(scope, home, 'member.away', body))
}

/** Adds people who are not there yet, by their ids. */
export async function addMembers(
  database: Database,
  workspaceId: WorkspaceId,
  members: readonly Omit<Member, 'workspaceId' | 'preferences' | 'awayUntil'>[],
  now: Date,
): Promise<void> {
  await database.owner(async (db) => {
    for (const member of members) await insertMember(db, { ...member, workspaceId, preferences: {} }, now)
  })
}
