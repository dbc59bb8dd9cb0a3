/** Tells the rest of the product and the open pages what became of promises, in the transaction that changed them. */
import type { Home, PromiseId } from '#kit/id.ts'
import { announce, PRIORITY } from '#platform/announcements.ts'
import { publish } from '#platform/live.ts'
import type { TxScope } from '#platform/scope.ts'
import type { CustomerPromise } from '../rules/promise.ts'

/** What is announced: made, at_risk, kept and broken by themselves; rested where it left the queue without either. */
export type PromiseNews =
  'promise.made' | 'promise.at_risk' | 'promise.kept' | 'promise.broken' | 'promise.rested'

/** Ids named in a live event; of more only their number is told. */
const NAMED = 50
/** Ids in one announcement, at most. */
const ANNOUNCED_AT_ONCE = 200

/**
 * Announces that these promises of one home came to stand so: `{ ids, raised }`, where `raised` are those of them that had come
 * back to the queue before.
 */
export async function tellNews(
  scope: TxScope,
  home: Home,
  news: PromiseNews,
  promises: readonly Told[],
  { isHistory = false } = {},
): Promise<void> {
  const priority = isHistory ? PRIORITY.history : PRIORITY.news
  for (let i = 0; i < promises.length; i += ANNOUNCED_AT_ONCE) {
    const part = promises.slice(i, i + ANNOUNCED_AT_ONCE)
    const raised = part.filter((one) => one.riskRaisedAt !== null || one.brokenRaisedAt !== null)
    const body = { ids: part.map(({ id }) => id), raised: raised.map(({ id }) => id) }
    await announce(scope, home, news, body, priority)
  }
}

type Told = Pick<CustomerPromise, 'id' | 'riskRaisedAt' | 'brokenRaisedAt'>

/** Tells the open pages which promises changed. */
export async function tellPages(scope: TxScope, ids: readonly PromiseId[]): Promise<void> {
  if (ids.length > 0) await publish(scope, 'promise.changed', { ids: ids.slice(0, NAMED), count: ids.length })
}
