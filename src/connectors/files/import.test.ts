import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { sql } from '#platform/database.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { eventRule, foreignRecords } from '../../imports.ts'
import { lackOf, openStart, planImport, runFile, type SetAside, type Tally } from './index.ts'
import type { Wishes } from './plan.ts'

/** A file through the whole way; `from` is its bytes or its path. */
async function imported(scope: Scope, from: string | Uint8Array, name: string, wishes: Wishes = {}) {
  const stream =
    typeof from === 'string' && from.startsWith('../')
      ? createReadStream(from)
      : Readable.from([Buffer.from(from)])
  const { start, isWhole, bytes } = await openStart(stream)
  const { zone, currency } = scope.workspace
  const plan = planImport(start, isWhole, wishes, {
    source: `csv:${name}`,
    zone,
    currency,
    startedAt: NOW,
    foreign: foreignRecords,
  })
  const lack = lackOf(plan)
  if (lack !== undefined) throw new Error(lack)
  const kept: SetAside[] = []
  const tally = await runFile({
    scope,
    plan,
    bytes,
    eventRule,
    clock: () => NOW,
    keep: async (rows) => void kept.push(...rows),
    progress: () => {},
  })
  return { ...tally, plan, kept, figures: figuresOf(tally) }
}

const figuresOf = ({ read, stored, known, setAside }: Tally) => [read, stored, known, setAside]

type Row = {
  kind: string
  at: Date
  body: string | null
  title: string | null
  channel: string | null
  messageId: string
  data: Record<string, unknown>
  identity: string
}
const rowsOf = (scope: Scope, source: string, limit = 1_000) =>
  read(scope, ({ db, homes }) =>
    db.many<Row>(sql`
      select e.kind, e.at, e.body, e.title, e.channel, e.message_id, e.data, c.identity_kind || ':' || c.identity_value as identity
      from entry e join customer c on c.home = e.home and c.id = e.customer_id
      where e.home = any(${homes}::bigint[]) and e.source = ${`csv:${source}`} order by e.at, e.message_id limit ${limit}`),
  )
const kindsOf = async (scope: Scope, source: string) =>
  Object.fromEntries(
    (
      await read(scope, ({ db, homes }) =>
        db.many<{ kind: string; count: number }>(sql`
          select kind, count(*) from entry where home = any(${homes}::bigint[]) and source = ${`csv:${source}`} group by kind order by kind`),
      )
    ).map(({ kind, count }) => [kind, count]),
  )

describe('a file of messages', () => {
  const csv = [
    'Sent,From,Role,Thread,Subject,Message',
    '2025-03-01T09:30:00Z,maren@example.com,customer,t1,Parcel,"Where is it?\nIt was due ""Tuesday""."',
    '2025-03-01T10:00:00Z,maren@example.com,agent,t1,Re: Parcel,On its way',
  ].join('\n')

  it('is read as messages, stored, and twice stores nothing twice', async () => {
    for (const slices of [1, 4] as const) {
      const scope = await aWorkspace({ slices })
      const first = await imported(scope, csv, 'mail', { map: { Sent: 'at' } })
      expect(first.plan.shape).toBe('messages')
      expect(first.figures).toEqual([2, 2, 0, 0])
      expect((await imported(scope, csv, 'mail', { map: { Sent: 'at' } })).figures).toEqual([2, 0, 2, 0])
      expect(await rowsOf(scope, 'mail')).toMatchObject([
        {
          kind: 'message_in',
          body: 'Where is it?\nIt was due "Tuesday".',
          title: 'Parcel',
          identity: 'email:maren@example.com',
        },
        { kind: 'message_out', body: 'On its way' },
      ])
    }
  })

  it('equal rows are equal messages said twice, in every run the same', async () => {
    const scope = await aWorkspace()
    const same = 'date,email,text\n2025-03-01,a@example.com,Hello\n2025-03-01,a@example.com,Hello\n'
    expect((await imported(scope, same, 'same')).figures).toEqual([2, 2, 0, 0])
    expect((await imported(scope, same, 'same')).figures).toEqual([2, 0, 2, 0])
  })
})

describe('bad input: set aside with line and reason, the rest stored', () => {
  const good = '2025-03-01,a@example.com,Hello there\n'
  it.each<[string, string, string, number]>([
    ['too few cells', '2025-03-01,a@example.com\n', 'ragged', 3],
    ['too many cells', '2025-03-01,a@example.com,Hi,more,yet\n', 'ragged', 3],
    ['a quote never closed', '2025-03-01,a@example.com,"Hi\n', 'quote_not_closed', 3],
    ['a date in 1900', '1900-01-01,a@example.com,Hi\n', 'date_too_early', 3],
    ['a date far ahead', '2099-01-01,a@example.com,Hi\n', 'date_in_the_future', 3],
    ['no date', ',a@example.com,Hi\n', 'date_not_known', 3],
    ['a day no calendar has', '2025-02-30,a@example.com,Hi\n', 'date_not_known', 3],
    ['nobody named', '2025-03-01,,Hi\n', 'no_identity', 3],
    ['no words', '2025-03-01,a@example.com,\n', 'no_text', 3],
    ['U+0000', '2025-03-01,a@example.com,a\u0000b\n', 'text_not_storable', 3],
    ['1 MB of text', `2025-03-01,a@example.com,${'x'.repeat(1_000_000)}\n`, 'text_too_long', 3],
    ['3 MB of text', `2025-03-01,a@example.com,${'x'.repeat(3_000_000)}\n`, 'row_too_long', 3],
  ])('%s', async (name, bad, reason, line) => {
    const scope = await aWorkspace()
    const { figures, kept } = await imported(
      scope,
      `date,email,text\n${good}${bad}2025-03-02,b@example.com,Bye now\n`,
      name,
    )
    expect(figures).toEqual([3, 2, 0, 1])
    expect(kept).toMatchObject([{ line, reason }])
    expect(kept[0]?.message).toMatch(/\w/)
    expect(kept[0]?.raw.length).toBeLessThanOrEqual(4_000)
  })

  it.each<[string, string, string]>([
    ['broken JSON', '{"date":"2025-03-01","email"', 'not_json'],
    ['a depth of 10,000', `{"text":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'too_deep'],
    [
      '__proto__',
      '{"date":"2025-03-01","email":"a@example.com","text":"x","__proto__":{"y":1}}',
      'name_not_allowed',
    ],
    ['a list', '["2025-03-01"]', 'not_an_object'],
    [
      'half a character pair',
      '{"date":"2025-03-01","email":"a@example.com","text":"x\\ud800"}',
      'text_not_storable',
    ],
  ])('%s in a file of JSON lines', async (name, bad, reason) => {
    const scope = await aWorkspace()
    const line = '{"date":"2025-03-01","email":"a@example.com","text":"Hello there"}'
    const { figures, kept } = await imported(scope, `${line}\n${bad}\n${line.replace('Hello', 'Bye')}`, name)
    expect(figures).toEqual([3, 2, 0, 1])
    expect(kept).toMatchObject([{ line: 2, reason }])
  })

  it.each([
    ['nothing', ''],
    ['a byte order mark alone', '\ufeff'],
    ['blank lines', '\n\n \n'],
    ['a header alone', 'date,email,text\n'],
  ])('%s is refused as empty', async (_, text) => {
    await expect(imported(await aWorkspace(), text, 'empty')).rejects.toMatchObject({ code: 'file_empty' })
  })

  it.each<[string, Uint8Array]>([
    [
      'UTF-8 with a byte order mark',
      Buffer.from('\ufeffdate,email,text\n2025-03-01,a@example.com,Größe ☕\n'),
    ],
    ['UTF-16', Buffer.from('\ufeffdate;email;text\r\n2025-03-01;a@example.com;Größe ☕\r\n', 'utf16le')],
    [
      'UTF-16 the other way round',
      Buffer.from('\ufeffdate\temail\ttext\n2025-03-01\ta@example.com\tGröße ☕\n', 'utf16le').swap16(),
    ],
    ['bars', Buffer.from('date|email|text\n2025-03-01|a@example.com|Größe ☕\n')],
    ['\\r alone', Buffer.from('date,email,text\r2025-03-01,a@example.com,Größe ☕\r')],
  ])('%s is read', async (name, bytes) => {
    const scope = await aWorkspace()
    expect((await imported(scope, bytes, name)).figures).toEqual([1, 1, 0, 0])
    expect(await rowsOf(scope, name)).toMatchObject([
      { body: 'Größe ☕', at: new Date('2025-03-01T05:00:00Z') },
    ])
  })

  it('Latin-1 is read', async () => {
    const scope = await aWorkspace()
    expect(
      (
        await imported(
          scope,
          Buffer.from('date,email,text\n2025-03-01,a@example.com,Größe\n', 'latin1'),
          'latin',
        )
      ).plan.words,
    ).toContain('Latin-1')
    expect(await rowsOf(scope, 'latin')).toMatchObject([{ body: 'Größe' }])
  })

  it('posts and calls come in from files: who wrote may be nobody known, where it stood is kept', async () => {
    const scope = await aWorkspace()
    const posts = 'posted at,author,post,permalink,platform,likes\n2025-11-11,Beatriz L.,Nobody lied to me,https://example.com/1,Facebook group,14\n2025-11-12,Kofi,,https://example.com/2,X,0\n' // prettier-ignore
    const { plan, figures } = await imported(scope, posts, 'posts')
    expect([plan.shape, figures]).toEqual(['posts', [2, 1, 0, 1]])
    expect(await rowsOf(scope, 'posts')).toMatchObject([{ kind: 'post', channel: 'community', body: 'Nobody lied to me', data: { place: 'Facebook group', url: 'https://example.com/1', other: { likes: '14' } } }]) // prettier-ignore
    const calls =
      'date,email,channel,transcript\n2025-11-11,maren@example.com,Phone call,Where is my order?\n'
    await imported(scope, calls, 'calls')
    expect(await rowsOf(scope, 'calls')).toMatchObject([{ kind: 'message_in', channel: 'phone' }])
  })

  it('a column or field nobody knows is named', async () => {
    const scope = await aWorkspace()
    await expect(
      imported(scope, `date,email,text\n${good}`, 'x', { map: { Wann: 'at' } }),
    ).rejects.toMatchObject({ code: 'column_not_known' })
    await expect(
      imported(scope, `date,email,text\n${good}`, 'x', { map: { date: 'when' } }),
    ).rejects.toMatchObject({ code: 'field_not_known' })
    await expect(imported(scope, 'a,b\n1,2\n', 'x', { as: 'reviews' })).rejects.toThrow('Say which column')
  })
})

describe('orders', () => {
  it('lines under one number are one order, and what comes back is a return', async () => {
    const scope = await aWorkspace()
    const csv = [
      'Order,SKU,Item,Qty,Price,Date,Customer ID',
      '#1001,A,Wren dress,1,148.00,3/14/2025 10:00,7',
      '#1001,B,Scarf,2,20.50,3/14/2025 10:00,7',
      '#1002,A,Wren dress,1,148.00,3/15/2025 11:30,8',
      'C1001,A,Wren dress,-1,148.00,3/20/2025 09:00,7',
    ].join('\n')
    const { figures, plan } = await imported(scope, csv, 'orders')
    expect(plan.words).toContain('month/day/year')
    expect(figures).toEqual([4, 4, 0, 0])
    expect(await rowsOf(scope, 'orders')).toMatchObject([
      {
        kind: 'order',
        at: new Date('2025-03-14T14:00:00Z'),
        identity: 'external:user:7',
        data: {
          order: '1001',
          total: { amountMinor: 18900, currency: 'USD' },
          products: [
            { sku: 'A', quantity: 1 },
            { sku: 'B', quantity: 2 },
          ],
        },
      },
      { kind: 'order', data: { order: '1002' } },
      { kind: 'return', data: { order: 'C1001', status: 'received', products: [{ sku: 'A', quantity: 1 }] } },
    ])
  })
})

describe('surveys and events', () => {
  it('a score keeps its scale', async () => {
    const scope = await aWorkspace()
    await imported(
      scope,
      'date,email,NPS,comment\n2025-03-01,a@example.com,9,Great\n2025-03-02,b@example.com,0,\n',
      'nps',
      { map: { NPS: 'rating' } },
    )
    expect(await rowsOf(scope, 'nps')).toMatchObject([
      {
        kind: 'survey_answer',
        body: 'Great',
        data: { survey: 'nps', rating: 9, ratingFrom: 0, ratingTo: 10 },
      },
      { kind: 'survey_answer', data: { rating: 0 } },
    ])
  })

  it('an event is the entry its name means', async () => {
    const scope = await aWorkspace()
    await imported(
      scope,
      'date,email,event,order id\n2025-03-01,a@example.com,Order Delivered,7\n2025-03-02,a@example.com,Unsubscribed,\n2025-03-03,a@example.com,Sock Worn,\n',
      'events',
    )
    expect(await rowsOf(scope, 'events')).toMatchObject([
      { kind: 'delivery', data: { status: 'delivered', order: '7' } },
      { kind: 'subscription', data: { status: 'unsubscribed' } },
      { kind: 'activity', title: 'Sock Worn' },
    ])
  })
})

const DATA = '../shared/data'
const real = (path: string) => it.skipIf(!existsSync(`${DATA}/${path}`))

describe('real sets, where they are at hand', () => {
  real('clothing-reviews/reviews.csv')(
    'clothing-reviews: every review, without dates and without names',
    async () => {
      const scope = await aWorkspace()
      const { plan, figures } = await imported(scope, `${DATA}/clothing-reviews/reviews.csv`, 'clothing')
      expect(plan.shape).toBe('reviews')
      expect(plan.words).toContain('no dates')
      expect(figures).toEqual([12_245, 12_245, 0, 0])
      expect((await rowsOf(scope, 'clothing', 1))[0]).toMatchObject({
        kind: 'review',
        data: { undated: true, ratingTo: 5 },
      })
    },
  )

  real('online-retail/transactions.csv')(
    'online-retail: invoices are orders, C-invoices returns',
    async () => {
      const scope = await aWorkspace()
      const { plan, figures, customers } = await imported(
        scope,
        `${DATA}/online-retail/transactions.csv`,
        'retail',
      )
      expect(plan.shape).toBe('orders')
      expect(figures).toEqual([77_938, 77_938, 0, 0])
      expect(await kindsOf(scope, 'retail')).toEqual({ order: 3_649, return: 777 })
      expect(customers).toBe(900)
    },
  )

  real('incident-log/incidents.csv')(
    'incident-log: day before month, calls opened once, each row a change',
    async () => {
      const scope = await aWorkspace()
      const { plan, figures } = await imported(scope, `${DATA}/incident-log/incidents.csv`, 'incidents')
      expect(plan.shape).toBe('events')
      expect(plan.words).toContain('day/month/year')
      expect(figures).toEqual([14_392, 14_392, 0, 0])
      expect(await kindsOf(scope, 'incidents')).toEqual({ activity: 14_392, message_in: 2_500 })
    },
  )

  real('tau-bench/retail_orders.json')(
    'tau-bench: a map of orders with items, payments and parcels',
    async () => {
      const scope = await aWorkspace()
      const { figures } = await imported(scope, `${DATA}/tau-bench/retail_orders.json`, 'tau')
      expect(figures).toEqual([1_000, 1_000, 0, 0])
      expect(await kindsOf(scope, 'tau')).toEqual({
        delivery: 373,
        fulfilment: 577,
        order: 1_000,
        order_change: 102,
        refund: 102,
      })
    },
  )

  real('shopify-fixtures/order.json').each([
    ['order', [1, 1, 0, 0], { order: 1, fulfilment: 1 }],
    ['customer', [1, 1, 0, 0], { traits: 1 }],
    ['checkouts', [1, 1, 0, 0], { activity: 1 }],
    ['fulfillment', [1, 0, 0, 1], {}],
    ['product', [1, 0, 0, 1], {}],
  ])('shopify %s', async (name, expected, kinds) => {
    const scope = await aWorkspace()
    const { figures, plan } = await imported(scope, `${DATA}/shopify-fixtures/${name}.json`, name)
    expect(plan.words).toContain('Shopify')
    expect(figures).toEqual(expected)
    expect(await kindsOf(scope, name)).toEqual(kinds)
  })

  real('segment-spec/events.json')("segment-spec: Segment's calls out of a file", async () => {
    const scope = await aWorkspace()
    const { figures, plan } = await imported(scope, `${DATA}/segment-spec/events.json`, 'calls')
    expect(plan.words).toContain('Segment')
    expect(figures).toEqual([91, 57, 2, 32])
  })
})
