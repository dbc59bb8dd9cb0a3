/** What an operator and a load balancer ask: alive, ready, how durable, how far behind; and the live stream's door. */
import { statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Database } from './database.ts'
import type { Api } from './http.ts'
import type { Hub } from './live.ts'
import { ANY_ROOM, type Room } from './room.ts'

/** Seconds an announcement may wait before readiness says so. */
const LATE_SECONDS = 120
/** Milliseconds after which a database that has not answered is no longer waited for here. */
const PATIENCE_MS = 2_000
const NOTHING = [undefined, undefined] as const
/** Share of the disk below which an operator should know. */
const LOW_SHARE = 0.05

type Parts = {
  readonly db: Database
  readonly hub: Hub
  readonly clock: () => Date
  /** Whose disk to watch; undefined where the database is somebody else's. */
  readonly dataDirectory: string | undefined
  readonly room?: Room | undefined
}

export function operationRoutes(api: Api, { db, hub, clock, dataDirectory, room = ANY_ROOM }: Parts): void {
  const config = { permission: 'public', because: 'says nothing about anybody', rateLimit: false } as const

  api.get('/healthz', { config, schema: { summary: 'Alive' } }, async () => ({ alive: true }))

  api.get(
    '/readyz',
    { config, schema: { summary: 'Ready to take requests, and how durably' } },
    async (_request, reply) => {
      const answer = await readiness(db, clock(), dataDirectory, room)
      if (!answer.ready) void reply.header('retry-after', '2')
      return reply.code(answer.ready ? 200 : 503).send(answer)
    },
  )

  api.get(
    '/live',
    { config: { permission: 'live.read', rateLimit: false }, schema: { hide: true } },
    (request, reply) => {
      const asked = request.headers['last-event-id']
      reply.hijack()
      const { scope, holder } = request
      hub.open({ no: scope.workspace.no, holder }, reply.raw, typeof asked === 'string' ? asked : undefined)
    },
  )
}

async function readiness(db: Database, now: Date, dataDirectory: string | undefined, room: Room) {
  const asked = Promise.all([settingsOf(db), oldestDue(db, now)])
  const [settings, oldest] = await Promise.race([asked, pause(PATIENCE_MS, NOTHING, { ref: false })]).catch(
    () => NOTHING,
  )
  if (!settings) return { ready: false, because: 'the database is away' }

  const disk = dataDirectory === undefined ? undefined : await statfs(dataDirectory).catch(() => undefined)
  const freeShare = disk ? disk.bavail / disk.blocks : null
  const lateSeconds = oldest ? Math.max(0, Math.round((now.getTime() - oldest.dueAt.getTime()) / 1000)) : 0
  const durable =
    settings.fsync === 'on' && settings.fullPageWrites === 'on' && settings.synchronousCommit !== 'off'
  const because = !durable
    ? 'the database does not wait for the disk'
    : room.isLow()
      ? 'the disk is nearly full: nothing more is stored until there is room'
      : null
  return {
    ready: because === null,
    because,
    durable,
    isBehind: lateSeconds > LATE_SECONDS,
    lateSeconds,
    freeShare,
    isDiskLow: freeShare !== null && freeShare < LOW_SHARE,
    clockSkewSeconds: Math.round(Math.abs(settings.clock.getTime() - now.getTime()) / 1000),
  }
}

type Settings = { fsync: string; synchronousCommit: string; fullPageWrites: string; clock: Date }

function settingsOf(db: Database): Promise<Settings> {
  return db.owner((db) =>
    db.one<Settings>(sql`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
        current_setting('full_page_writes') as full_page_writes, clock_timestamp() as clock`),
  )
}

function oldestDue(db: Database, now: Date): Promise<{ dueAt: Date } | undefined> {
  return db.scan((db) =>
    db.maybe<{ dueAt: Date }>(sql`/* fan-out: the oldest due work */
      select due_at from announcement where due_at <= ${now} and tries < 5 order by due_at limit 1`),
  )
}
