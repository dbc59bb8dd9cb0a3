import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey, revokeKey } from '#features/team/index.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { sql, type Database } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { read, type Scope } from '#platform/scope.ts'
import { REMEMBERED_MS } from './keys.ts'
import { aDatabase, aWorkspace, NOW } from '#testing/workspace.ts'
import { keyOpener, segmentRoutes } from './index.ts'

/** A server with the intake and nothing else, really listening. */
async function listen(
  db: Database,
  pace = { perSecond: 1_000, burst: 1_000 },
  crowd = { requests: 1_000, bytes: 1_000_000_000 },
): Promise<{ api: Api; url: string }> {
  const api = openHttp({
    db,
    log: openLog('silent'),
    clock: () => NOW,
    identify: () => Promise.resolve(undefined),
    origins: () => [],
    isSecure: false,
  })
  segmentRoutes(api, {
    openKey: keyOpener(db, () => keyTime),
    apiHost: () => '127.0.0.1/v1',
    pace,
    crowd,
    clock: () => NOW.getTime(),
  })
  return { api, url: await api.listen({ port: 0, host: '127.0.0.1' }) }
}

/** What the key's memory takes for the time. */
let keyTime = NOW
let scope: Scope
let key: string
let api: Api
let url: string

beforeAll(async () => {
  scope = await aWorkspace()
  key = await newKey('Web shop', 'server')
  ;({ api, url } = await listen(scope.db))
})
afterAll(() => api.close())

async function newKey(name: string, trust: 'server' | 'browser', scopes = ['intake']): Promise<string> {
  return (await createKey(scope, { name, scopes, trust })).secret
}

type Answer = {
  status: number
  headers: Headers
  body: Record<string, unknown> & { items?: Record<string, unknown>[] }
}

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  base = url,
): Promise<Answer> {
  const answer = await fetch(`${base}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] }
}

type Row = {
  messageId: string
  kind: string
  source: string
  body: string | null
  at: Date
  data: Record<string, unknown>
  identity: string
}
const rowsOf = (prefix: string, of = scope) =>
  read(of, ({ db, homes }) =>
    db.many<Row>(sql`
      select e.message_id, e.kind, e.source, e.body, e.at, e.data, c.identity_kind || ':' || c.identity_value as identity
      from entry e join customer c on c.home = e.home and c.id = e.customer_id
      where e.home = any(${homes}::bigint[]) and e.message_id >= ${prefix} and e.message_id < ${`${prefix}~`} order by e.message_id`),
  )
const countRefusals = async (reason: string) =>
  (
    await read(scope, ({ db, homes }) =>
      db.one<{ count: number }>(sql`
        select count(*) from intake_refusal
        where home = any(${homes}::bigint[]) and source = 'segment:web-shop' and reason = ${reason} and item like '%message%'`),
    )
  ).count

let count = 0
const said = (over: Record<string, unknown> = {}) => ({
  type: 'track',
  userId: 'maren',
  event: 'Contact Received',
  properties: { message: 'Where is my parcel?' },
  messageId: `said-${++count}`,
  ...over,
})

describe('what is acknowledged is stored', () => {
  it.each([
    ['identify', { traits: { name: 'Maren' } }, 'traits'],
    ['i', { traits: { name: 'Maren' } }, 'traits'],
    ['track', { event: 'Order Completed', properties: { order_id: '1' } }, 'order'],
    ['t', { event: 'Order Completed', properties: { order_id: '1' } }, 'order'],
    ['page', { name: 'Home' }, 'page'],
    ['p', { name: 'Home' }, 'page'],
    ['screen', { name: 'Home' }, 'page'],
    ['s', { name: 'Home' }, 'page'],
    ['group', { groupId: 'g1', traits: { name: 'Initech' } }, 'activity'],
    ['g', { groupId: 'g1' }, 'activity'],
    ['alias', { previousId: 'jen@example.com' }, 'activity'],
    ['a', { previousId: 'jen2@example.com' }, 'activity'],
  ])('/v1/%s', async (path, body, kind) => {
    const messageId = `path-${path}-${++count}`
    expect(await post(path, { userId: 'u1', messageId, ...body })).toMatchObject({
      status: 200,
      body: { success: true },
    })
    expect(await rowsOf(messageId)).toMatchObject([
      { kind, source: 'segment:web-shop', identity: 'external:user:u1' },
    ])
  })

  it.each(['batch', 'b'])('a batch by /v1/%s, its context and sentAt merged into the items', async (path) => {
    const prefix = `batch-${path}-`
    const answer = await post(path, {
      sentAt: '2025-11-21T16:00:00Z',
      context: { page: { title: 'Shop' } },
      batch: [
        { type: 'page', anonymousId: 'a1', messageId: `${prefix}1`, timestamp: '2025-11-21T15:50:00Z' },
        said({ messageId: `${prefix}2` }),
      ],
    })
    expect(answer).toMatchObject({ status: 200, body: { success: true } })
    expect(await rowsOf(prefix)).toMatchObject([
      { kind: 'page', at: new Date('2025-11-21T15:32:00Z'), identity: 'anonymous:a1' },
      { kind: 'message_in', body: 'Where is my parcel?' },
    ])
  })

  it('sent again, and again at once, it is stored once and acknowledged each time', async () => {
    const item = said({ messageId: 'again-1' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('batch', { batch: [item, item] })))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await post('track', item)).toMatchObject({ status: 200 })
    expect(await rowsOf('again-')).toHaveLength(1)
  })

  it('whatever the content type says, packed or with a byte order mark', async () => {
    for (const type of [
      'text/plain',
      'text/plain;charset=UTF-8',
      'application/x-www-form-urlencoded',
      'application/octet-stream',
    ])
      expect(await post('t', said({ messageId: `type-${++count}` }), { 'content-type': type })).toMatchObject(
        { status: 200 },
      )
    const packed = gzipSync(JSON.stringify({ batch: [said({ messageId: 'type-packed' })] }))
    expect(await post('batch', packed, { 'content-encoding': 'gzip' })).toMatchObject({ status: 200 })
    expect(await post('t', `\ufeff${JSON.stringify(said({ messageId: 'type-bom' }))}`)).toMatchObject({
      status: 200,
    })
    expect(await rowsOf('type-')).toHaveLength(6)
  })

  it('without a message id it gets one, and an empty batch is fine', async () => {
    expect(await post('track', said({ messageId: undefined, userId: 'nameless' }))).toMatchObject({
      status: 200,
    })
    expect(await post('batch', { batch: [] })).toMatchObject({ status: 200 })
  })
})

describe('the key', () => {
  it('may stand in the body, alone or beside a Bearer token', async () => {
    for (const authorization of ['', 'Bearer abc'])
      expect(await post('t', { ...said(), writeKey: key }, { authorization })).toMatchObject({ status: 200 })
  })

  it.each([
    ['none at all', {}],
    ['a wrong one', { authorization: `Basic ${btoa('wrong:')}` }],
    ['an empty one', { authorization: `Basic ${btoa(':')}` }],
  ])('%s is 401, and nothing is stored', async (_, headers) => {
    const messageId = `unauthorised-${++count}`
    const answer = await post('t', said({ messageId }), { authorization: '', ...headers })
    expect(answer).toMatchObject({ status: 401, body: { success: false, code: 'key_not_known' } })
    expect(await rowsOf(messageId)).toEqual([])
  })

  it('without the scope to send, or revoked a second ago, is 401', async () => {
    const reader = await newKey('Reader', 'server', ['read'])
    expect(await post('t', said(), { authorization: `Basic ${btoa(`${reader}:`)}` })).toMatchObject({
      status: 401,
    })
    const { id, secret } = await createKey(scope, { name: 'Old shop', scopes: ['intake'], trust: 'server' })
    const authorization = `Basic ${btoa(`${secret}:`)}`
    expect(await post('t', said(), { authorization })).toMatchObject({ status: 200 })
    await revokeKey(scope, id)
    keyTime = new Date(keyTime.getTime() + REMEMBERED_MS)
    expect(await post('t', said(), { authorization })).toMatchObject({ status: 401 })
  })

  it("a browser's key writes into nobody's timeline but its own browser's", async () => {
    const secret = await newKey('Website', 'browser')
    const authorization = `Basic ${btoa(`${secret}:`)}`
    const item = said({ messageId: 'browser-1', anonymousId: 'a-77' })
    expect(await post('t', item, { authorization })).toMatchObject({ status: 200 })
    expect(await rowsOf('browser-')).toMatchObject([
      { identity: 'anonymous:a-77', source: 'segment:website', data: { claimed: { userId: 'maren' } } },
    ])
  })

  it('comes when too much is being stored: 503, until some of it is done', async () => {
    let goOn = () => {}
    const held = new Promise<void>((resolve) => (goOn = resolve))
    const slow = { ...scope.db, transaction: (...asked) => held.then(() => scope.db.transaction(...asked)), together: (...asked) => held.then(() => scope.db.together(...asked)) } as Database // prettier-ignore
    const { api, url } = await listen(slow, undefined, { requests: 2, bytes: 1_000 })
    const track = (bytes = 0) => post('t', { ...said(), properties: { pad: 'x'.repeat(bytes) } }, {}, url)
    try {
      expect((await track(2_000)).body).toMatchObject({ code: 'too_busy' })
      // Whichever two come first are inside; the third is answered while they wait.
      const sent = [track(), track(), track()]
      const answer = await Promise.race(sent)
      expect(answer).toMatchObject({ status: 503, body: { success: false, code: 'too_busy' } })
      expect(answer.headers.get('retry-after')).toBe('2')
      goOn()
      const statuses = (await Promise.all(sent)).map(({ status }) => status)
      expect(statuses.toSorted()).toEqual([200, 200, 503])
      for (let i = 0; i < 5; i++) expect((await track()).status).toBe(200)
    } finally {
      await api.close()
    }
  })

  it('sends more than its pace allows: 429 with whole seconds to wait', async () => {
    const slow = await listen(scope.db, { perSecond: 1, burst: 1 })
    try {
      expect(await post('t', said(), {}, slow.url)).toMatchObject({ status: 200 })
      const answer = await post('t', said(), {}, slow.url)
      expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
      // Another key of the same name, here or in another workspace, has a pace of its own.
      const authorization = `Basic ${btoa(`${await newKey('Web shop', 'server')}:`)}`
      expect(await post('t', said(), { authorization }, slow.url)).toMatchObject({ status: 200 })
    } finally {
      await slow.api.close()
    }
  })
})

describe('browsers', () => {
  it('may ask from any page, with the headers SDKs send', async () => {
    const answer = await fetch(`${url}/v1/t`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-retry-count',
      },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    for (const header of ['authorization', 'content-type', 'x-retry-count'])
      expect(answer.headers.get('access-control-allow-headers')).toContain(header)
    const sent = await post('t', said(), { origin: 'https://shop.example' })
    expect(sent.headers.get('access-control-allow-origin')).toBe('*')
    expect(
      (await post('t', '{', { origin: 'https://shop.example' })).headers.get('access-control-allow-origin'),
    ).toBe('*')
  })

  it('get the settings their snippet asks for', async () => {
    const answer = await fetch(`${url}/v1/projects/${key}/settings`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      integrations: { 'Segment.io': { apiKey: key, apiHost: '127.0.0.1/v1' } },
    })
    expect((await fetch(`${url}/v1/projects/wrong/settings`)).status).toBe(404)
  })
})

describe('bad input: the sender is told, the rest is stored, the process lives', () => {
  const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as unknown
  const proto = JSON.parse('{"__proto__":{"isAdmin":true}}') as unknown

  it.each<[string, unknown, string]>([
    ['an unknown type', said({ type: 'purchase' }), 'type_not_known'],
    ['no type', said({ type: undefined }), 'type_not_known'],
    ['no identity', said({ userId: undefined }), 'no_identity'],
    ['an empty identity', said({ userId: ' null ' }), 'no_identity'],
    ['no event', said({ event: '' }), 'no_event'],
    ['not an object', 'text', 'not_an_object'],
    ['null', null, 'not_an_object'],
    ['a list', [said()], 'not_an_object'],
    ['a date in 1900', said({ timestamp: '1900-01-01T00:00:00Z' }), 'date_too_early'],
    ['a date far ahead', said({ timestamp: '2099-01-01T00:00:00Z' }), 'date_in_the_future'],
    ['no date', said({ timestamp: 'soon' }), 'date_not_known'],
    ['U+0000', said({ properties: { message: 'a\u0000b' } }), 'text_not_storable'],
    ['U+0000 in the data', said({ properties: { x: 'a\u0000b' } }), 'text_not_storable'],
    ['half a character pair', said({ properties: { message: 'a\ud800b' } }), 'text_not_storable'],
    ['an event over 32 KB', said({ properties: { message: 'x'.repeat(33_000) } }), 'event_too_large'],
    ['a depth of 10,000', said({ properties: nested(10_000) }), 'too_deep'],
    ['__proto__', said({ properties: proto }), 'name_not_allowed'],
    [
      'a thousand and one names',
      said({ properties: Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`n${i}`, 1])) }),
      'too_many_names',
    ],
    ['a message id of 400 characters', said({ messageId: 'm'.repeat(400) }), 'no_message_id'],
  ])('%s: 400 with the index, its neighbours stored', async (_, item, code) => {
    const prefix = `rest-${++count}-`
    const before = await countRefusals(code)
    const text = `{"batch":[${JSON.stringify(said({ messageId: `${prefix}0` }))},${written(item)},${JSON.stringify(said({ messageId: `${prefix}2` }))}]}`
    const answer = await post('batch', text)
    expect(answer).toMatchObject({
      status: 400,
      body: { success: false, code: 'items_refused', stored: 2, items: [{ index: 1, code }] },
    })
    expect(answer.body.items?.[0]?.['message']).toMatch(/\w/)
    expect((await rowsOf(prefix)).map(({ messageId }) => messageId)).toEqual([`${prefix}0`, `${prefix}2`])
    expect(await countRefusals(code)).toBe(before + 1)
  })

  it.each<[string, string, string]>([
    ['broken JSON', '{"type":"track",', 'not_json'],
    ['nothing', '', 'body_empty'],
    ['a list', '[]', 'not_an_object'],
    ['a number', '12', 'not_an_object'],
    ['null', 'null', 'not_an_object'],
    ['1 MB of text', JSON.stringify({ batch: [], x: 'x'.repeat(1_000_000) }), 'body_too_large'],
    ['a depth of 100,000', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'not_an_object'],
    ['a batch that is none', '{"batch":{}}', 'no_batch'],
    ['more items than a batch holds', `{"batch":[${Array(5_001).fill('1').join(',')}]}`, 'too_many_items'],
  ])('%s as a whole request: 400', async (_, text, code) => {
    const answer = await post('batch', text)
    expect(answer).toMatchObject({ status: 400, body: { success: false, code } })
    expect(answer.body['message']).toMatch(/\w/)
    expect(await post('batch', { batch: [said()] })).toMatchObject({ status: 200 })
  })

  it('a packed bomb is 400 and an unknown packing 415', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32))
    expect(await post('batch', bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 400,
      body: { code: 'body_too_large' },
    })
    expect(await post('batch', 'abc', { 'content-encoding': 'gzip' })).toMatchObject({
      status: 400,
      body: { code: 'not_unpackable' },
    })
    expect(await post('batch', 'abc', { 'content-encoding': 'br' })).toMatchObject({ status: 415 })
    expect(await post('batch', 'abc', { 'content-encoding': 'constructor' })).toMatchObject({ status: 415 })
  })

  it('one refused call alone is 400 with its reason', async () => {
    expect(await post('track', said({ userId: undefined }))).toMatchObject({
      status: 400,
      body: { success: false, code: 'no_identity' },
    })
  })

  it('odd numbers and doubled names do no harm', async () => {
    const text =
      '{"batch":[{"type":"track","userId":"u","event":"Order Completed","event":"Order Completed","messageId":"odd-1","properties":{"total":1e309,"order_id":9007199254740993,"quantity":-0}}]}'
    expect(await post('batch', text)).toMatchObject({ status: 200 })
    expect(await rowsOf('odd-')).toHaveLength(1)
  })
})

/** JSON text that keeps what JSON.stringify would drop or refuse to walk. */
function written(item: unknown): string {
  const deep = (item as { properties?: { a?: unknown } } | null)?.properties?.a
  if (typeof deep !== 'object') return JSON.stringify(item)
  return JSON.stringify({ ...(item as object), properties: 0 }).replace(
    '"properties":0',
    `"properties":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  )
}

describe('in a workspace of four slices', () => {
  it('the same holds', async () => {
    const wide = await aWorkspace({ slices: 4 })
    const { secret } = await createKey(wide, { name: 'Wide', scopes: ['intake'], trust: 'server' })
    const batch = Array.from({ length: 30 }, (_, i) => said({ userId: `u${i}`, messageId: `wide-${i}` }))
    const authorization = `Basic ${btoa(`${secret}:`)}`
    for (let i = 0; i < 2; i++)
      expect(await post('batch', { batch }, { authorization })).toMatchObject({ status: 200 })
    expect(await rowsOf('wide-', wide)).toHaveLength(30)
  })
})

describe('while the database is away', () => {
  it('503 with Retry-After, then on by itself', async () => {
    const db = await aDatabase()
    let isAway = true
    const away: Database = {
      ...db,
      owner: (work) =>
        isAway
          ? Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))
          : db.owner(work),
    }
    const server = await listen(away)
    try {
      const answer = await post('t', said({ messageId: 'away-1' }), {}, server.url)
      expect(answer).toMatchObject({ status: 503, body: { success: false } })
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
      isAway = false
      expect(await post('t', said({ messageId: 'away-1' }), {}, server.url)).toMatchObject({ status: 200 })
    } finally {
      await server.api.close()
    }
    expect(await rowsOf('away-')).toHaveLength(1)
  })
})
