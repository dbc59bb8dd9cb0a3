/** Settings of connections that need a secret (a shop, a language model): kept by name, the secret sealed by whoever keeps it. */
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { deleteSetting, findSetting, setSetting, type StoredSetting } from '../store/settings.ts'

export type { StoredSetting } from '../store/settings.ts'

/** A setting as it stands; undefined where nothing is set up. `secret` is sealed. */
export function settingOf(scope: Scope, name: string): Promise<StoredSetting | undefined> {
  return read(scope, (scope) => findSetting(scope, name))
}

/** Keeps a setting. `secret` must be sealed (platform/secrets.ts), for the place `setting <name> <workspace id>`. */
export async function keepSetting(
  scope: Scope,
  name: string,
  setting: Pick<StoredSetting, 'fields' | 'secret'>,
): Promise<void> {
  await transact(scope, async (scope) => {
    await setSetting(scope, name, setting)
    await audit(scope, setting.secret === null ? 'setting.changed' : 'secret.set', about(name))
  })
}

/** Forgets a setting with its secret. */
export async function dropSetting(scope: Scope, name: string): Promise<void> {
  await transact(scope, async (scope) => {
    await deleteSetting(scope, name)
    await audit(scope, 'secret.removed', about(name))
  })
}

const about = (name: string) => ({ subject: { kind: 'connection', id: name } })
