/** What noticing must know of the workspace's wishes before it reads: what is off, its own kinds, what people said of hints. */
import type { EntryId } from '#kit/id.ts'
import type { TxScope } from '#platform/scope.ts'
import { readyOwnKind } from '../rules/own-kinds.ts'
import type { ReadyOwnKind } from '../rules/shapes.ts'
import type { Trust } from '../rules/trust.ts'
import { listHintWords } from '../store/examples.ts'
import { listOwnKinds, listSwitched, type Switched } from '../store/noticing.ts'

export type Wishes = {
  /** Kinds and rules that are off: "pet", "pet.named". */
  readonly off: ReadonlySet<string>
  /** Own kinds that are on. */
  readonly ownKinds: readonly ReadyOwnKind[]
}

/** The workspace's switches and the kinds it wrote that are on. */
export async function wishesOf(scope: TxScope): Promise<Wishes> {
  const own = await listOwnKinds(scope)
  return {
    off: offAmong(await listSwitched(scope)),
    ownKinds: own.filter(({ isOn }) => isOn).map(({ id, definition }) => readyOwnKind(id, definition)),
  }
}

/** The names of what is off: "kind:pet" gives "pet". */
export function offAmong(switched: readonly Switched[]): ReadonlySet<string> {
  return new Set(switched.map(({ target }) => target.slice(target.indexOf(':') + 1)))
}

/** As the rules want it, for each of these entries that a person judged a hint of. */
export async function wordsOnHints(
  scope: TxScope,
  entryIds: readonly EntryId[],
): Promise<ReadonlyMap<EntryId, Trust['said']>> {
  const words = await listHintWords(scope, entryIds)
  return new Map(
    [...Map.groupBy(words, ({ entryId }) => entryId)].map(([id, list]) => [
      id,
      new Map(list.map(({ kind, verdict }) => [kind, verdict])),
    ]),
  )
}
