/** SAFETY.md G13, R8, R10, R25: every route, asked by its own schema with what fits, what nearly fits and garbage. None falls over, none tells of its inside. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integerBetween, pick } from '#kit/random.ts'
import { customerIdOf } from '#features/timeline/index.ts'
import { declaredRoutes, type Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { takeIn } from '#testing/take-in.ts'
import { anEntry, aWorkspace } from '#testing/workspace.ts'
import { valueFor, wordFor, type Schema } from './hostile-values.ts'
import { chanceOf, sized, tally } from './run.ts'

const REQUESTS = sized(250, 200_000)
const TYPES = ['text/plain', 'application/json ; charset=utf-16', 'application/json\t', 'application/xml', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/x-www-form-urlencoded', 'application/json, text/html', '', 'a/b/c'] // prettier-ignore
const BODIES = ['{', '[]', '1', '"a"', 'null', '{"a":1,"a":2}', '\ufeff{}', '{"a":1e309}', '['.repeat(10_000), '{"__proto__":{"x":1}}', 'x'.repeat(600_000), '--x\r\n\r\n--x--', Buffer.from('{}', 'utf16le'), gzipSync(Buffer.alloc(5_000_000))] // prettier-ignore
/** What no answer may hold: our paths, our SQL, stacks, secrets. */
const INSIDE = /node_modules|\.ts:\d|\bat [A-Za-z.]+ \(|syntax error at|relation "|column "|violates|select [a-z_*]+[, ].* from |insert into |pg_catalog|password=|\/tmp\/|\/var\/lib/ // prettier-ignore

type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
}

let api: Api
let close: () => Promise<void>
let scope: Scope
let cookie: string
let ids: string[]
let described: Readonly<Record<string, Readonly<Record<string, Operation>>>>

beforeAll(async () => {
  ;({ api, close } = await openTestApi())
  scope = await aWorkspace()
  cookie = await aSession(scope, 'owner')
  await takeIn(scope, [anEntry({ text: 'Where is my order? My wedding is on Saturday. I will check back.' })])
  const ask = async (url: string) =>
    (await api.inject({ url: `/api/v1${url}`, headers: { cookie } })).json<{ items: { id: string }[] }>()
      .items
  ids = [
    customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' }),
    '01890000-0000-7000-8000-000000000000',
    ...(await ask('/moments')).map(({ id }) => id),
    ...(await ask('/promises')).map(({ id }) => id),
    scope.actor.kind === 'member' ? scope.actor.id : '',
  ]
  described = (await api.inject({ url: '/api/openapi.json' })).json<{ paths: typeof described }>().paths
})
afterAll(() => close())

test(
  'garbage in every place of every route is answered, and never by a fault',
  { timeout: 3_600_000 },
  async () => {
    const random = chanceOf('hostile')
    const counted = tally('hostile')
    const routes = declaredRoutes(api).filter(
      ({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && url !== '/live',
    )
    const statuses = new Map<number, number>()
    for (let i = 0; i < REQUESTS; i++) {
      const route = routes[i % routes.length]
      if (!route) break
      // Some requests sign her out or end her sessions: then she comes in again.
      if (i % routes.length === 0) cookie = await aSession(scope, 'owner')
      const operation = described[route.url.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()] ?? {}
      const request = { method: route.method as 'GET', ...requestFor(route.url, route.method, operation) }
      const answer = await api.inject({
        ...request,
        remoteAddress: `10.0.${i % 200}.${Math.floor(i / 200) % 250}`,
      })
      counted.add()
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      const told = () =>
        `SEED case ${i}: ${JSON.stringify(request).slice(0, 600)} got ${answer.statusCode} ${answer.body.slice(0, 300)}`
      if (answer.statusCode >= 500 || (answer.statusCode >= 400 && INSIDE.test(answer.body)))
        expect.fail(told())
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    expect((await api.inject({ url: '/healthz' })).statusCode).toBe(200)
    counted.end(REQUESTS, {
      routes: routes.length,
      'server errors': 0,
      ...Object.fromEntries([...statuses].sort().map(([status, count]) => [`status ${status}`, count])),
    })

    function requestFor(url: string, method: string, { parameters = [], requestBody }: Operation) {
      const path = url.replace(/:\w+/g, () => wordFor(random, ids)).replace('*', () => wordFor(random, ids))
      const query = parameters
        .filter((parameter) => parameter.in === 'query' && random() < 0.6)
        .map(
          ({ name, schema }) =>
            `${name}=${encodeURIComponent(asWord(valueFor(schema, random, ids)).toWellFormed())}`,
        )
      const address = query.length > 0 ? `${path}?${query.join('&').slice(0, 8_000)}` : path
      const who = random() < 0.95 ? { cookie } : { cookie: 'spoonful=x' }
      if (method === 'GET') return { url: address, headers: who }
      const key = random() < 0.1 ? { 'idempotency-key': pick(random, ['short', 'k'.repeat(300), `key-${integerBetween(random, 0, 5)}-long-enough`]) } : {} // prettier-ignore
      if (random() < 0.12)
      return { url: address, headers: { ...who, ...key, 'content-type': random() < 0.5 ? pick(random, TYPES) : 'application/json' }, payload: pick(random, BODIES) } // prettier-ignore
      const schema = requestBody?.content?.['application/json']?.schema
      if (!schema && random() < 0.7) return { url: address, headers: { ...who, ...key } }
      const payload = JSON.stringify(valueFor(schema, random, ids)) ?? 'null'
      return { url: address, headers: { ...who, ...key, 'content-type': 'application/json' }, payload }
    }
  },
)

/** A value in an address; an object that has lost its prototype has no words of its own. */
function asWord(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
