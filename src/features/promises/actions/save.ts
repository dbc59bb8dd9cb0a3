/** Writes promises with what is derived from them at the time of the scope, so that no row ever says another standing than its own. */
import type { Home, PromiseId } from '#kit/id.ts'
import type { TxScope } from '#platform/scope.ts'
import { recordOf, type CustomerPromise } from '../rules/promise.ts'
import { insertPromises, setPromises } from '../store/promises.ts'

/** Opens promises of one home; answers the ids of those that were written (`insertPromises`). */
export function openPromises(
  scope: TxScope,
  home: Home,
  promises: readonly CustomerPromise[],
): Promise<PromiseId[]> {
  return insertPromises(
    scope,
    home,
    promises.map((one) => recordOf(one, scope.now)),
  )
}

/** Writes what became of promises of one home. */
export function savePromises(
  scope: TxScope,
  home: Home,
  promises: readonly CustomerPromise[],
): Promise<void> {
  return setPromises(
    scope,
    home,
    promises.map((one) => recordOf(one, scope.now)),
  )
}
