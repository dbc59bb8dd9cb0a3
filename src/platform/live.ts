/**
 * Live updates: small events to every open page of a workspace, over server-sent events. An event is only a hint: pages
 * also ask by themselves, and one that was away is told to ask again.
 */
import type { ServerResponse } from 'node:http'
import { sql, type Database } from './database.ts'
import type { TxScope } from './scope.ts'

/** The events a page can hear. */
export type LiveName =
  | 'moment.noticed'
  | 'moment.settled'
  | 'moment.changed'
  | 'promise.changed'
  | 'reply.changed'
  | 'presence.changed'
  | 'ask.changed'
  | 'task.changed'
  | 'picture.changed'
  | 'autonomy.changed'
  | 'complaint.changed'
  | 'theme.counted'
  | 'fix.changed'
  | 'workbook.changed'
  | 'friction.changed'
  | 'outgoing.changed'
  | 'import.progressed'
  | 'timeline.recorded'

const CHANNEL = 'spoonful_live'
/** Events kept for pages that come back with a Last-Event-ID. */
const KEPT = 500
const HEARTBEAT_MS = 20_000

/** Sends an event to the workspace's pages once this transaction is committed; nothing where it is not. `data` under 7 KB. */
export async function publish({ db, workspace }: TxScope, name: LiveName, data: object): Promise<void> {
  await db.run(sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ no: workspace.no, name, data })})`)
}

export type Hub = {
  /** Takes over the response of a page and keeps it open. `lastEventId` as the page sent it. */
  open(page: { no: number; holder: string }, response: ServerResponse, lastEventId: string | undefined): void
  close(): Promise<void>
}

/** Which of these holders may go on listening (http.ts says what a holder is). */
export type StillHolding = (holders: readonly string[]) => Promise<ReadonlySet<string>>

/** Milliseconds after which a page whose session is over, or whose role is another, hears no more; 5 s are allowed (SAFETY.md G14b). */
const GUARD_MS = 3_000

/** Listens for this process's share of live events. `epoch` tells one start of the process from another. */
export async function openHub(
  db: Database,
  epoch: string,
  stillHolding: StillHolding,
  guardMs = GUARD_MS,
): Promise<Hub> {
  /** `no` is null for what goes to the pages of all. */
  type LiveEvent = { readonly id: number; readonly no: number | null; readonly text: string }
  const pages = new Map<number, Set<ServerResponse>>()
  const holders = new Map<ServerResponse, string>()
  const kept: LiveEvent[] = []
  let last = 0

  function tell(no: number | null, name: LiveName | 'resync', data: object): void {
    const id = ++last
    const text = `id: ${epoch}-${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
    kept.push({ id, no, text })
    if (kept.length > KEPT) kept.shift()
    for (const set of no === null ? pages.values() : [pages.get(no) ?? []])
      for (const page of set) page.write(text)
  }
  const stop = await db.listen(
    CHANNEL,
    (payload) => {
      const { no, name, data } = JSON.parse(payload) as { no: number; name: LiveName; data: object }
      tell(no, name, data)
    },
    // What was told while nobody listened is told to nobody: every page asks again, those that come back later too.
    () => tell(null, 'resync', {}),
  )
  const heart = setInterval(() => {
    for (const set of pages.values()) for (const page of set) page.write(': still here\n\n')
  }, HEARTBEAT_MS)

  let isAsking = false
  const guard = setInterval(() => {
    if (holders.size === 0 || isAsking) return
    isAsking = true
    const asked = new Set(holders.values())
    stillHolding([...asked])
      .then(
        (holding) => {
          for (const [page, holder] of holders) if (asked.has(holder) && !holding.has(holder)) page.end()
        },
        // The database is away: nothing new is told to anybody meanwhile, and the next round asks again.
        () => {},
      )
      .finally(() => (isAsking = false))
  }, guardMs)

  return {
    open: ({ no, holder }, response, lastEventId) => {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const [from, since] = lastEventId?.split('-') ?? []
      const missed = from === epoch ? kept.filter((event) => event.id > Number(since)) : undefined
      const isGap =
        lastEventId !== undefined && (missed === undefined || (kept[0]?.id ?? 0) > Number(since) + 1)
      response.write(isGap ? `id: ${epoch}-${last}\nevent: resync\ndata: {}\n\n` : 'retry: 2000\n\n')
      if (!isGap)
        for (const event of missed ?? []) if (event.no === no || event.no === null) response.write(event.text)
      const set = pages.get(no) ?? new Set()
      pages.set(no, set.add(response))
      holders.set(response, holder)
      response.on('close', () => {
        set.delete(response)
        holders.delete(response)
      })
    },
    close: async () => {
      clearInterval(heart)
      clearInterval(guard)
      for (const set of pages.values()) for (const page of set) page.end()
      await stop()
    },
  }
}
