/** SAFETY.md G13, R8, R10, R25: every route, asked by its own schema with what fits, what nearly fits and garbage. None falls over, none tells of its inside. */
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integerBetween, pick } from '#kit/random.ts'
import { createKey } from '#features/team/index.ts'
import { declaredRoutes, type Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { aSession, memberWith, openTestApi } from '#testing/api.ts'
import { testDatabase } from '#testing/database.ts'
import { idsOfEachTable } from '#testing/routes/ids.ts'
import { shapeOf } from '#testing/routes/sample.ts'
import { takeIn } from '#testing/take-in.ts'
import { anEntry, aWorkspace } from '#testing/workspace.ts'
import { valueFor, type Schema } from './hostile-values.ts'
import { chanceOf, sized, tally } from './run.ts'

const REQUESTS = sized(5_000, 200_000)
/** Several on their way at once meet each other’s locks as well. */
const AT_ONCE = 8
const TYPES = ['text/plain', 'application/json ; charset=utf-16', 'application/json\t', 'application/xml', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/x-www-form-urlencoded', 'application/json, text/html', '', 'a/b/c'] // prettier-ignore
const BODIES = ['{', '[]', '1', '"a"', 'null', '{"a":1,"a":2}', '\ufeff{}', '{"a":1e309}', '['.repeat(10_000), '{"__proto__":{"x":1}}', 'x'.repeat(600_000), '--x\r\n\r\n--x--', Buffer.from('{}', 'utf16le'), gzipSync(Buffer.alloc(5_000_000))] // prettier-ignore
/** What no answer may hold: our paths, our SQL, stacks, secrets. */
const INSIDE = /node_modules|\.ts:\d|\bat [A-Za-z.]+ \(|syntax error at|relation "|column "|violates|select [a-z_*]+[, ].* from |insert into |pg_catalog|password=|\/tmp\/|\/var\/lib/ // prettier-ignore

/** What /v1 reads by itself, as the SDKs send it. */
const CALL: Schema = {
  type: 'object',
  properties: {
    type: { enum: ['identify', 'track', 'page', 'screen', 'group', 'alias'] },
    batch: { type: 'array', items: { type: 'object', properties: { type: { enum: ['track', 'identify'] }, userId: { type: 'string' }, event: { enum: ['Contact Received', 'Order Completed'] }, properties: { type: 'object', properties: { message: { type: 'string' }, order_id: { type: 'string' }, total: { type: 'number' } } } } } }, // prettier-ignore
    userId: { type: 'string' },
    anonymousId: { type: 'string' },
    previousId: { type: 'string' },
    messageId: { type: 'string' },
    timestamp: { type: 'string', format: 'date-time' },
    event: { enum: ['Contact Received', 'Order Completed', 'Product Reviewed', 'Order Refunded'] },
    traits: { type: 'object', properties: { name: { type: 'string' }, email: { type: 'string', format: 'email', pattern: '@' } } }, // prettier-ignore
    properties: { type: 'object', properties: { message: { type: 'string' }, order_id: { type: 'string' }, total: { type: 'number' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' }, products: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, price: { type: 'number' } } } } } }, // prettier-ignore
  },
}

let api: Api
let close: () => Promise<void>
let scope: Scope
let cookie: string
let writeKey: string
let ids: Map<string, string>
let admin: pg.Client

beforeAll(async () => {
  ;({ api, close } = await openTestApi())
  scope = await aWorkspace()
  cookie = await aSession(scope, 'owner')
  await aSession(scope, 'agent')
  const key = await createKey(scope, { name: 'A key', scopes: ['intake'], trust: 'server' })
  writeKey = key.secret
  ids = new Map([
    ['nobody', '01890000-0000-7000-8000-000000000000'],
    // Her own id would take her own rights away.
    ['member', memberWith(scope, 'agent')],
    ['api_key', key.id],
  ])
  admin = new pg.Client(await testDatabase())
  await admin.connect()
})
afterAll(async () => {
  await admin?.end()
  await close?.()
})

test(
  'garbage in every place of every route is answered, and never by a fault',
  { timeout: 3_600_000 },
  async () => {
    const random = chanceOf('hostile')
    const counted = tally('hostile')
    const routes = declaredRoutes(api)
      .filter(({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && url !== '/live')
      .map(({ method, url, schema }) => ({
        method: method as 'GET',
        url,
        params: (shapeOf(schema, 'params', 'output') ?? {}) as Schema,
        query: (shapeOf(schema, 'querystring', 'output') ?? {}) as Schema,
        body: url.startsWith('/v1/') ? CALL : (shapeOf(schema, 'body') as Schema | undefined),
      }))
    const statuses = new Map<number, number>()
    let slowestMs = 0
    for (let first = 0; first < REQUESTS; first += AT_ONCE) {
      if (first % routes.length < AT_ONCE) await newRound(first)
      const cases = Array.from({ length: Math.min(AT_ONCE, REQUESTS - first) }, (_, i) => caseOf(first + i))
      const answers = await Promise.all(cases.map(answerTo))
      // Some requests sign her out or end her sessions: then she comes in again.
      if (answers.includes(401)) cookie = await aSession(scope, 'owner')
    }
    // To a stranger a route shows nothing of itself.
    expect(statuses.get(401) ?? 0).toBeLessThan(REQUESTS * 0.15)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect((await api.inject({ url: '/healthz' })).statusCode).toBe(200)
    counted.end(REQUESTS, {
      routes: routes.length,
      'server errors': 0,
      'slowest ms': Math.round(slowestMs),
      ...Object.fromEntries([...statuses].sort().map(([status, count]) => [`status ${status}`, count])),
    })

    /** Somebody new writes, as others may have been erased; and what was made through the routes can be asked for. */
    async function newRound(first: number): Promise<void> {
      const identities = [{ kind: 'email', value: `c${first}@example.com`, verified: true }] as const
      await takeIn(scope, [
        anEntry({ identities, text: 'Where is my order? My wedding is on Saturday. I will check back.' }),
        anEntry({ identities, text: 'It is my first order. Thank you Priya! You said it comes on Tuesday.' }),
      ])
      for (const [kind, id] of await idsOfEachTable(admin, scope.workspace.no)) ids.set(kind, id)
    }

    function caseOf(i: number) {
      const route = routes[i % routes.length]
      if (!route) throw new Error('there are no routes')
      const remoteAddress = `10.0.${i % 200}.${Math.floor(i / 200) % 250}`
      return { i, request: { method: route.method, remoteAddress, ...requestFor(route) } }
    }

    async function answerTo({ i, request }: ReturnType<typeof caseOf>): Promise<number> {
      const since = performance.now()
      const { statusCode, body } = await api.inject(request)
      slowestMs = Math.max(slowestMs, performance.now() - since)
      counted.add()
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
      if (statusCode >= 500 || (statusCode >= 400 && INSIDE.test(body)))
        expect.fail(
          `SEED case ${i}: ${JSON.stringify(request).slice(0, 600)} got ${statusCode} ${body.slice(0, 300)}`,
        )
      return statusCode
    }

    function requestFor({ method, url, params, query, body }: (typeof routes)[number]) {
      const stranger = { random, ids, oddness: pick(random, [0, 0.1, 0.4, 1]) }
      const wordFor = (schema: Schema | undefined, name: string) =>
        encodeURIComponent(asWord(valueFor(schema, stranger, name)).toWellFormed())
      const path = url.replace(/([\w-]*)\/(?::(\w+)|\*)/g, (_, of: string, name = '') => {
        const schema = params.properties?.[name] ?? { type: 'string' }
        return `${of}/${wordFor(schema, name === 'id' ? of : name).slice(0, 400)}`
      })
      const asked = Object.entries(query.properties ?? {})
        .filter(([name]) => random() < (query.required?.includes(name) ? 1 - stranger.oddness / 4 : 0.6))
        .map(([name, schema]) => `${name}=${wordFor(schema, name)}`)
      const address = asked.length > 0 ? `${path}?${asked.join('&').slice(0, 8_000)}` : path
      const hers = url.startsWith('/v1/') ? { authorization: `Bearer ${writeKey}` } : { cookie }
      const who = random() < 0.95 ? hers : { cookie: 'spoonful=x' }
      if (method === 'GET') return { url: address, headers: who }
      const key = random() < 0.1 ? { 'idempotency-key': pick(random, ['short', 'k'.repeat(300), `key-${integerBetween(random, 0, 5)}-long-enough`]) } : {} // prettier-ignore
      const headers = { ...who, ...key }
      if (random() < 0.3 * stranger.oddness)
        return {
          url: address,
          headers: { ...headers, 'content-type': random() < 0.5 ? pick(random, TYPES) : 'application/json' },
          payload: pick(random, BODIES),
        }
      if (!body && random() < 0.7) return { url: address, headers }
      const payload = JSON.stringify(valueFor(body, stranger)) ?? 'null'
      return { url: address, headers: { ...headers, 'content-type': 'application/json' }, payload }
    }
  },
)

/** A value in an address; an object that has lost its prototype has no words of its own. */
function asWord(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
