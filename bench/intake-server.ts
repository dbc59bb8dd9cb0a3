/** One server of the intake benchmark, in a process of its own: "ours", or "bare" for what Fastify, zod and one insert do. */
import { fastify } from 'fastify'
import { Pool } from 'pg'
import { z } from 'zod'
import { keyOpener, segmentRoutes } from '../src/connectors/segment/index.ts'
import { momentSubscribers } from '../src/features/moments/index.ts'
import { promiseSubscribers } from '../src/features/promises/index.ts'
import { timelineSubscribers } from '../src/features/timeline/index.ts'
import { subscribe } from '../src/platform/announcements.ts'
import { openDatabase, type Connection } from '../src/platform/database.ts'
import { openHttp } from '../src/platform/http.ts'
import { openLog } from '../src/platform/log.ts'

const [which, given = '{}'] = process.argv.slice(2)
const connection = JSON.parse(given) as Connection
console.log(await (which === 'ours' ? serveOurs() : serveBare()))

/** The product's own intake. What it announces is written down and left for a worker that is not here. */
async function serveOurs(): Promise<string> {
  subscribe(...timelineSubscribers, ...momentSubscribers, ...promiseSubscribers)
  const db = openDatabase(connection, { max: 10 })
  const clock = () => new Date()
  const api = openHttp({
    db,
    log: openLog('error'),
    clock,
    identify: () => Promise.resolve(undefined),
    origins: () => [],
    isSecure: false,
  })
  segmentRoutes(api, {
    openKey: keyOpener(db, clock),
    apiHost: () => '127.0.0.1/v1',
    clock: () => performance.now(),
  })
  return api.listen({ port: 0, host: '127.0.0.1' })
}

const Batch = z.object({
  batch: z.array(
    z.object({
      type: z.string(),
      userId: z.string(),
      messageId: z.string(),
      timestamp: z.iso.datetime(),
      event: z.string().optional(),
      name: z.string().optional(),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
})

/** The least that keeps an event: parsed, checked, one row in one table with one key, committed before it is answered. */
async function serveBare(): Promise<string> {
  const pool = new Pool({ ...connection, max: 10 })
  await pool.query(`create table if not exists bare_event (
    message_id text primary key, type text not null, user_id text not null, event text, at timestamptz not null,
    properties jsonb not null, received_at timestamptz not null)`)
  const app = fastify({ bodyLimit: 512 * 1024 })
  app.post('/v1/batch', async (request, reply) => {
    const { batch } = Batch.parse(request.body)
    await pool.query(
      `insert into bare_event (message_id, type, user_id, event, at, properties, received_at)
       select m, t, u, e, a, p::jsonb, $7 from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[]) r (m, t, u, e, a, p)
       on conflict (message_id) do nothing`,
      [
        batch.map(({ messageId }) => messageId),
        batch.map(({ type }) => type),
        batch.map(({ userId }) => userId),
        batch.map(({ event, name }) => event ?? name ?? null),
        batch.map(({ timestamp }) => timestamp),
        batch.map(({ properties }) => JSON.stringify(properties)),
        new Date(),
      ],
    )
    return reply.send({ success: true })
  })
  return app.listen({ port: 0, host: '127.0.0.1' })
}
