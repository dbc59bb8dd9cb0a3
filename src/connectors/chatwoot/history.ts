/** Reads what no webhook told: the history once, page by page, and every few minutes the conversations of the latest activity. */
import { recordEntries, type IncomingEntry } from '#features/timeline/index.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { subscribe } from '#platform/announcements.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { accessOf, type ChatwootParts } from './accounts.ts'
import { listConversations, listMessages, type Access } from './client.ts'
import { chatwootSubscribers } from './notes.ts'
import { outwardSubscribers, tellDue } from './outwards.ts'
import { listAccounts, setProblem, setRead, type ChatwootRow } from './store.ts'
import { entryOf, type ChatwootConversation } from './translate.ts'

const CATCH_UP_MS = 5 * MINUTE_MS
/** Pages of twenty messages read of one conversation, at most. */
const MOST_PAGES = 50

/** Each run reads one page of conversations of each account. A page that is read again stores nothing twice. */
export function chatwootSweep(parts: ChatwootParts): Sweep {
  let isListening = false
  return {
    name: 'chatwoot.read',
    everyMs: 5_000,
    run: async (scope) => {
      const accounts = await read(scope, listAccounts)
      if (accounts.length > 0 && !isListening) {
        subscribe(...chatwootSubscribers(parts), ...outwardSubscribers())
        isListening = true
      }
      for (const account of accounts) {
        const age = scope.now.getTime() - (account.readAt?.getTime() ?? 0)
        const waits = account.historyPage === null || account.problem !== null ? CATCH_UP_MS : 0
        if (account.pausedAt === null && age >= waits) await readOnce(scope, parts, account)
      }
      if (accounts.length > 0) await tellDue(scope, parts)
    },
  }
}

/** Reads the next page of the history, or catches up. What fails is said at the account and tried again. */
export async function readOnce(scope: Scope, parts: ChatwootParts, account: ChatwootRow): Promise<void> {
  const access = accessOf(parts, account)
  try {
    if (!access) throw new Error('Its access token can’t be read: type it again.')
    const page = account.historyPage ?? 1
    const { inboxNo } = account
    const { conversations, count } = await listConversations(parts.policy, access, { page, inboxNo })
    for (const conversation of conversations)
      await readConversation(scope, parts, account, access, conversation, account.historyPage !== null)
    const isOver = account.historyPage === null || conversations.length === 0
    await transact(scope, (scope) =>
      setRead(scope, {
        id: account.id,
        historyPage: isOver ? null : page + 1,
        historyRead: account.historyRead + (isOver ? 0 : conversations.length),
        historyCount: isOver ? account.historyCount : count,
      }),
    )
  } catch (error) {
    if (isConnectionLoss(error)) throw error
    await transact(scope, (scope) => setProblem(scope, account.id, (error as Error).message.slice(0, 300)))
  }
}

async function readConversation(
  scope: Scope,
  { policy }: ChatwootParts,
  account: ChatwootRow,
  access: Access,
  conversation: ChatwootConversation,
  isWhole: boolean,
): Promise<void> {
  let before: number | undefined
  for (let page = 0; page < (isWhole ? MOST_PAGES : 1); page++) {
    const messages = await listMessages(policy, access, conversation.id, before)
    const entries = messages.flatMap((message): IncomingEntry[] => {
      const entry = entryOf(account.id, conversation, message)
      return entry ? [entry] : []
    })
    const [old, fresh] = [
      entries.filter(({ at }) => at < account.createdAt),
      entries.filter(({ at }) => at >= account.createdAt),
    ]
    if (old.length > 0) await recordEntries(scope, old, { backfill: true })
    if (fresh.length > 0) await recordEntries(scope, fresh)
    const oldest = Math.min(...messages.map(({ id }) => id))
    if (messages.length === 0 || oldest === before) return
    before = oldest
  }
}
