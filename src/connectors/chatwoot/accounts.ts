/** Chatwoot accounts as people set them up. The access token and the webhook's secret are sealed and never shown. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { RequestFault } from '#platform/outbound-http.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { ChatwootRefusal, listConversations, listInboxes, type Access } from './client.ts'
import type { ChangeChatwoot, Chatwoot, ChatwootPage, Inbox, NewChatwoot, TryChatwoot } from './contract.ts'
import { hashOfPath } from './signature.ts'
import {
  deleteAccount,
  findAccount,
  insertAccount,
  listAccounts,
  setAccount,
  setPage,
  type ChatwootRow,
} from './store.ts'
import { countUntold } from './talks.ts'

export type ChatwootParts = { readonly secrets: Secrets; readonly policy: OutboundPolicy }

export function showAccounts(scope: Scope): Promise<Chatwoot[]> {
  return read(scope, async (scope) => {
    const untold = new Map((await countUntold(scope)).map(({ accountId, count }) => [accountId, count]))
    return (await listAccounts(scope)).map((row) => present(scope, row, untold.get(row.id)))
  })
}

/** Joins an account after asking it once. Refuses `chatwoot_refused` with Chatwoot's reason. */
export async function addAccount(
  scope: Scope,
  { secrets, policy }: ChatwootParts,
  { name, baseUrl, accountNo, token, secret, readsHistory, inboxNo }: NewChatwoot,
): Promise<Chatwoot> {
  await asking(() => listConversations(policy, { baseUrl, accountNo, token }, { page: 1, inboxNo }))
  const id = newId<'chatwoot'>(scope)
  const path = aPath(scope)
  const row: ChatwootRow = {
    id,
    name,
    baseUrl,
    accountNo,
    token: secrets.seal(token, placeOf(id)),
    secret: secret === null ? null : secrets.seal(secret, placeOf(id)),
    pathHash: hashOfPath(path),
    pausedAt: null,
    historyPage: readsHistory ? 1 : null,
    readAt: null,
    lastEventAt: null,
    problem: null,
    problemAt: null,
    createdAt: scope.now,
    inboxNo,
    historyRead: 0,
    historyCount: null,
    tellsSnooze: true,
    resolvesDone: false,
    tellsLabels: true,
    tellsFacts: false,
    pageHash: null,
  }
  await transact(scope, async (scope) => {
    const others = await listAccounts(scope)
    if (others.some((one) => one.baseUrl === baseUrl && one.accountNo === accountNo))
      throw new Refusal('chatwoot_known', 'This account is joined already.')
    await insertAccount(scope, row, scope.actor.name)
    await audit(scope, 'secret.set', { subject: { kind: 'chatwoot', id: id } })
  })
  return withSecretEnd(present(scope, row), path)
}

/** The inboxes of an account that is not joined yet: that it answers says that the token fits. Refuses `chatwoot_refused`. */
export function tryAccount(
  { policy }: ChatwootParts,
  { baseUrl, accountNo, token }: TryChatwoot,
): Promise<Inbox[]> {
  return asking(() => listInboxes(policy, { baseUrl, accountNo, token }))
}

/** The inboxes of a joined account. Refuses `chatwoot_not_found`, `chatwoot_refused`. */
export async function showInboxes(scope: Scope, parts: ChatwootParts, id: string): Promise<Inbox[]> {
  const access = accessOf(parts, await read(scope, (scope) => accountOf(scope, id)))
  if (!access) throw new Refusal('chatwoot_refused', 'Its access token can’t be read: type it again.')
  return asking(() => listInboxes(parts.policy, access))
}

/** Another secret end for the webhook's address; the one before is no longer believed. Refuses `chatwoot_not_found`. */
export function renewAddress(scope: Scope, id: string): Promise<Chatwoot> {
  return transact(scope, async (scope) => {
    const path = aPath(scope)
    const row = { ...(await accountOf(scope, id)), pathHash: hashOfPath(path) }
    await setAccount(scope, row)
    await audit(scope, 'secret.set', { subject: { kind: 'chatwoot', id } })
    return withSecretEnd(present(scope, row), path)
  })
}

export function changeAccount(
  scope: Scope,
  { secrets }: ChatwootParts,
  id: string,
  { token, secret, isPaused, ...wishes }: ChangeChatwoot,
): Promise<Chatwoot> {
  return transact(scope, async (scope) => {
    const row = await accountOf(scope, id)
    const next: ChatwootRow = {
      ...row,
      ...(token === undefined ? {} : { token: secrets.seal(token, placeOf(id)) }),
      ...(secret === undefined ? {} : { secret: secret === null ? null : secrets.seal(secret, placeOf(id)) }),
      ...(isPaused === undefined ? {} : { pausedAt: isPaused ? (row.pausedAt ?? scope.now) : null }),
      ...(Object.fromEntries(
        Object.entries(wishes).filter(([, value]) => value !== undefined),
      ) as Partial<ChatwootRow>),
      problem: null,
      problemAt: null,
    }
    await setAccount(scope, next)
    await audit(scope, token === undefined && secret === undefined ? 'setting.changed' : 'secret.set', {
      subject: { kind: 'chatwoot', id },
    })
    return present(scope, next)
  })
}

/** Gives the page inside Chatwoot an address; the one before, if there was one, is closed. Refuses `chatwoot_not_found`. */
export function openPage(scope: Scope, id: string): Promise<ChatwootPage> {
  return transact(scope, async (scope) => {
    await accountOf(scope, id)
    const path = aPath(scope)
    await setPage(scope, { id, pageHash: hashOfPath(path) })
    await audit(scope, 'secret.set', { subject: { kind: 'chatwoot', id } })
    return { pagePath: `/s/${scope.workspace.no}/chatwoot/${id}/${path}` }
  })
}

/** Closes the page: its address leads nowhere from now on. Refuses `chatwoot_not_found`. */
export function closePage(scope: Scope, id: string): Promise<void> {
  return transact(scope, async (scope) => {
    await accountOf(scope, id)
    await setPage(scope, { id, pageHash: null })
    await audit(scope, 'secret.removed', { subject: { kind: 'chatwoot', id } })
  })
}

/** Takes it away; what was read from it stays on the timeline. */
export function removeAccount(scope: Scope, id: string): Promise<void> {
  return transact(scope, async (scope) => {
    await accountOf(scope, id)
    await deleteAccount(scope, id)
    await audit(scope, 'secret.removed', { subject: { kind: 'chatwoot', id: id } })
  })
}

/** How to ask an account; undefined where its token can't be opened. */
export function accessOf({ secrets }: ChatwootParts, row: ChatwootRow): Access | undefined {
  const token = secrets.unseal(row.token, placeOf(row.id))
  return token === undefined ? undefined : { baseUrl: row.baseUrl, accountNo: row.accountNo, token }
}

/** What signs its webhooks; null where nothing does, undefined where it can't be opened. */
export function secretOf({ secrets }: ChatwootParts, row: ChatwootRow): string | null | undefined {
  return row.secret === null ? null : secrets.unseal(row.secret, placeOf(row.id))
}

async function accountOf(scope: TxScope, id: string): Promise<ChatwootRow> {
  const row = isId(id) ? await findAccount(scope, id) : undefined
  if (!row) throw new Refusal('chatwoot_not_found', 'There is no such account.')
  return row
}

/** Asks Chatwoot; what it refuses, or that it was not reached, becomes a sentence. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('chatwoot_refused', sentenceOf(error))
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ChatwootRefusal) return error.message
  return error instanceof RequestFault
    ? `No Chatwoot was reached there (${error.message}).`
    : 'What answers there is no Chatwoot.'
}

const placeOf = (id: string) => `chatwoot ${id}`

/** What nobody guesses: 256 bits. */
const aPath = ({ random }: Pick<Scope, 'random'>) => Buffer.from(random(32)).toString('base64url')

const withSecretEnd = (account: Chatwoot, path: string): Chatwoot => ({
  ...account,
  webhookPath: `${account.webhookPath}/${path}`,
})

function present({ workspace }: Pick<Scope, 'workspace'>, row: ChatwootRow, untold = 0): Chatwoot {
  return {
    id: row.id,
    name: row.name,
    baseUrl: row.baseUrl,
    accountNo: row.accountNo,
    isSigned: row.secret !== null,
    isPaused: row.pausedAt !== null,
    inboxNo: row.inboxNo,
    isReadingHistory: row.historyPage !== null,
    tellsSnooze: row.tellsSnooze,
    resolvesDone: row.resolvesDone,
    tellsLabels: row.tellsLabels,
    tellsFacts: row.tellsFacts,
    hasPage: row.pageHash !== null,
    history: { read: row.historyRead, of: row.historyCount },
    webhookPath: `/hooks/chatwoot/${workspace.no}/${row.id}`,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    untold,
    problem: row.problem,
    problemAt: row.problemAt?.toISOString() ?? null,
  }
}
