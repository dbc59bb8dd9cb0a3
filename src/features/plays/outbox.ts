/** Watches for replies whose hold is over or whose next attempt is due, and sees to each, until it is stopped. Many may run at once. */
import type { Home, ReplyId } from '#kit/id.ts'
import { nudge } from '#platform/announcements.ts'
import type { Database } from '#platform/database.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import { chance, type Scope, type Workspace } from '#platform/scope.ts'
import { startWatching } from '#platform/watching.ts'
import { seeToReply } from './actions/deliver.ts'
import { scanDueReplies } from './store/replies.ts'

/** Addresses looked at in one scan, and replies seen to at the same time. */
const SCANNED = 100
const AT_ONCE = 4

export type Outbox = { stop(): Promise<void> }

export type OutboxParts = {
  readonly db: Database
  readonly log: Logger
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
  readonly clock: () => Date
  /** Longest sleep between two looks, in milliseconds. */
  readonly everyMs?: number
}

/** Starts watching. A look that fails (the database is away) is made again after the usual sleep. */
export function startOutbox({ everyMs = 500, ...parts }: OutboxParts): Outbox {
  return startWatching({
    look: async () => {
      const { seen, nextInMs } = await lookOnce(parts)
      return { done: seen, nextInMs }
    },
    everyMs,
    log: parts.log,
    failed: 'looking for due replies failed',
  })
}

/** Looks once over all homes and sees to what is due. A slow channel keeps three others going, not all. */
export async function lookOnce({
  db,
  log,
  workspaceOf,
  clock,
}: Omit<OutboxParts, 'everyMs'>): Promise<{ seen: number; nextInMs: number }> {
  const addresses = await scanDueReplies(db, SCANNED)
  const now = clock()
  const due = addresses.filter(({ nextTryAt }) => nextTryAt <= now)
  const next = addresses.find(({ nextTryAt }) => nextTryAt > now)
  let seen = 0
  const waiting = [...due]
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) seen += Number(await seeTo(one))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (seen > 0) nudge()
  return { seen, nextInMs: next ? Math.max(1, next.nextTryAt.getTime() - now.getTime() + 1) : Infinity }

  async function seeTo({ home, id }: { home: Home; id: ReplyId }): Promise<boolean> {
    const workspace = await workspaceOf(Math.floor(home / 4096))
    if (!workspace) return false
    const scope = (): Scope => ({
      db,
      workspace,
      actor: { kind: 'machine', name: 'plays.outbox' },
      now: clock(),
      random: chance,
    })
    return seeToReply(scope, id).catch((error: unknown) => {
      if (isConnectionLoss(error)) throw error
      // It stays claimed, and is looked at again once the claim is over.
      log.error({ err: error, reply: id }, 'a reply was not seen to')
      return false
    })
  }
}
