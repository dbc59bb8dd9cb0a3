/** Keeps every mailbox read that is not paused: begins and ends the watching as people change the settings. */
import type { Logger } from '#platform/log.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { chance, read, transact, type Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { oursOf, passwordOf } from './mailboxes.ts'
import { openReader } from './reading/reader.ts'
import { listMailboxes, setStanding, type MailboxRow } from './store.ts'
import { watchMailbox } from './watch.ts'

export type MailService = {
  /** Looks whether the mailboxes are as they were; run it at intervals, for each workspace. */
  readonly sweep: Sweep
  stop(): Promise<void>
}

export type ServiceParts = {
  readonly log: Logger
  readonly clock: () => Date
  readonly secrets: Secrets
  readonly policy: OutboundPolicy
  /** Milliseconds between two looks at the settings; 2,000 unless told. */
  readonly everyMs?: number
  readonly lookMs?: number
  readonly firstWaitMs?: number
}

type Watched = { readonly mark: string; readonly control: AbortController; readonly done: Promise<void> }

/** Opens the service; nothing is read before the first sweep. */
export function openMail({
  log,
  clock,
  secrets,
  policy,
  everyMs = 2_000,
  lookMs,
  firstWaitMs,
}: ServiceParts): MailService {
  const reader = openReader()
  const watched = new Map<string, Watched>()
  let isStopped = false

  async function settle(scope: Scope): Promise<void> {
    const rows = await read(scope, listMailboxes)
    const active = rows.filter(({ pausedAt }) => pausedAt === null)
    // A new address of one mailbox changes what another takes for ours.
    const mark = rows
      .map(({ id, changedAt, address }) => `${id} ${changedAt.toISOString()} ${address}`)
      .join('\n')
    const wanted = new Set(active.map(({ id }) => id))
    const ours = [...watched].filter(([key]) => key.startsWith(`${scope.workspace.no} `))
    for (const [key, one] of ours)
      if (one.mark !== mark || !wanted.has(key.split(' ')[1] ?? '')) {
        one.control.abort()
        await one.done
        watched.delete(key)
      }
    if (isStopped) return
    for (const row of active) {
      const key = `${scope.workspace.no} ${row.id}`
      if (!watched.has(key)) await begin(scope, key, row, rows, mark)
    }
  }

  async function begin(
    scope: Scope,
    key: string,
    row: MailboxRow,
    rows: readonly MailboxRow[],
    mark: string,
  ): Promise<void> {
    const control = new AbortController()
    const password = passwordOf({ secrets, policy }, row)
    if (password === undefined) {
      const problem =
        'Its password can’t be read: type it again, or bring back the file secret.key it was sealed with.'
      await transact(scope, (scope) => setStanding(scope, row.id, { problem }))
      watched.set(key, { mark, control, done: Promise.resolve() })
      return
    }
    const done = watchMailbox(
      {
        scopeOf: () => ({ ...scope, actor: { kind: 'machine', name: 'mail' }, now: clock() }),
        policy,
        reader,
        log,
        chance: () => (chance(1)[0] ?? 0) / 255,
        ...(lookMs === undefined ? {} : { lookMs }),
        ...(firstWaitMs === undefined ? {} : { firstWaitMs }),
      },
      row,
      { server: row.imap, username: row.username, password },
      oursOf(scope, { secrets, policy }, rows),
      control.signal,
    ).catch((error: unknown) => log.error({ err: error, mailbox: row.id }, 'watching a mailbox ended'))
    watched.set(key, { mark, control, done })
  }

  return {
    sweep: { name: 'mail.watch', everyMs, run: settle },
    stop: async () => {
      isStopped = true
      for (const { control } of watched.values()) control.abort()
      await Promise.all([...watched.values()].map(({ done }) => done))
      await reader.close()
    },
  }
}
