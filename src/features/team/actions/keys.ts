/** Keys of programs: made with scopes, shown once, revoked for good. */
import { isUuid } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { KEY_SCOPES } from '#platform/permissions.ts'
import { newId, type Actor, type Scope, type Workspace } from '#platform/scope.ts'
import { hashSecret, hintOf, makeSecret } from '../secrets.ts'
import { auditTeam } from './audited.ts'
import { findApiKey, insertApiKey, listApiKeys, revokeApiKey, setKeyUsed } from '../store/keys.ts'

const KEY_PREFIX = 'spk_'

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
  await scope.db.people(scope.workspace.id, async (db) => {
    await insertApiKey(db, scope.workspace.id, {
      id,
      name: name.slice(0, 100),
      hash: hashSecret(secret) ?? Buffer.alloc(0),
      hint: hintOf(secret),
      scopes,
      trust,
      createdBy: scope.actor.kind === 'member' ? scope.actor.id : null,
      at: scope.now,
    })
    await auditTeam(scope, db, 'key.made', { scopes: scopes.join(','), trust }, { kind: 'key', id })
  })
  return { id, secret }
}

export function listKeys(scope: Scope) {
  return listApiKeys(scope.db, scope.workspace.id)
}

/** Refuses `key_not_found`. */
export async function revokeKey(scope: Scope, id: string): Promise<void> {
  await scope.db.people(scope.workspace.id, async (db) => {
    const revoked = isUuid(id) ? await revokeApiKey(db, scope.workspace.id, id, scope.now) : 0
    if (revoked === 0) throw new Refusal('key_not_found', 'There is no such key, or it is revoked already.')
    await auditTeam(scope, db, 'key.revoked', {}, { kind: 'key', id })
  })
}
