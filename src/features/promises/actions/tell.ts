/** Tells the rest of the product and the open pages what became of promises, in the transaction that changed them. */
import type { Home, PromiseId } from '#kit/id.ts'
import { announce, PRIORITY } from '#platform/announcements.ts'
import { publish } from '#platform/live.ts'
import type { TxScope } from '#platform/scope.ts'

/** What is announced: made, at_risk, kept and broken by themselves; rested where it left the queue without either. */
export type PromiseNews =
  'promise.made' | 'promise.at_risk' | 'promise.kept' | 'promise.broken' | 'promise.rested'

/** Ids named in a live event; of more only their number is told. */
const NAMED = 50
/** Ids in one announcement, at most. */
const ANNOUNCED_AT_ONCE = 200

/** Announces that these promises of one home came to stand so. */
export async function tellNews(
  scope: TxScope,
  home: Home,
  news: PromiseNews,
  ids: readonly PromiseId[],
  { isHistory = false } = {},
): Promise<void> {
  const priority = isHistory ? PRIORITY.history : PRIORITY.news
  for (let i = 0; i < ids.length; i += ANNOUNCED_AT_ONCE)
    await announce(scope, home, news, { ids: ids.slice(i, i + ANNOUNCED_AT_ONCE) }, priority)
}

/** Tells the open pages which promises changed. */
export async function tellPages(scope: TxScope, ids: readonly PromiseId[]): Promise<void> {
  if (ids.length > 0) await publish(scope, 'promise.changed', { ids: ids.slice(0, NAMED), count: ids.length })
}
