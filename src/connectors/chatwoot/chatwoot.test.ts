/** Chatwoot both ways: what is believed, what becomes an entry, what goes out, and what is said when it doesn't. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutgoingMessage, Talk } from '#features/plays/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import { askOutside } from '#platform/outbound-http.ts'
import { read, type Scope } from '#platform/scope.ts'
import { secretsOf } from '#platform/secrets.ts'
import { openTestApi } from '#testing/api.ts'
import { record } from '#testing/take-in.ts'
import { startFakeChatwoot, type FakeChatwoot } from '#testing/fake-chatwoot.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import {
  addAccount,
  changeAccount,
  removeAccount,
  renewAddress,
  showAccounts,
  showInboxes,
  tryAccount,
} from './accounts.ts'
import { chatwootChannel } from './channel.ts'
import { readOnce } from './history.ts'
import { isSigned } from './signature.ts'
import { carryNotes } from './notes.ts'
import { findAccount } from './store.ts'
import { entryOf } from './translate.ts'

// The key of the test's API (testing/api.ts), so that its hooks can open what is sealed here.
const parts = { secrets: secretsOf([Buffer.alloc(32, 7)]), policy: { privateNetworks: ['127.0.0.0/8'] } }
const channel = chatwootChannel(parts)
const MAREN = {
  id: 51,
  name: 'Maren Oduya',
  email: 'maren@example.com',
  phone_number: null,
  identifier: null,
  type: 'contact',
}

let fake: FakeChatwoot
let scope: Scope
let api: Api
let close: () => Promise<void>
beforeAll(async () => {
  fake = await startFakeChatwoot()
  scope = await aWorkspace()
  ;({ api, close } = await openTestApi())
})
afterAll(async () => {
  await close()
  await fake.close()
})

const join = (over: object = {}, of = scope) =>
  addAccount(of, parts, {
    name: 'Our Chatwoot',
    baseUrl: fake.url,
    accountNo: 7,
    token: fake.token,
    inboxNo: null,
    secret: null,
    readsHistory: true,
    ...over,
  })
type Row = Talk['entries'][number]
const entries = (of = scope) =>
  read(of, ({ db, homes }) =>
    db.many<Row>(sql`select home, id, at, customer_id, conversation_id, kind, channel, source, message_id, title, body, author_kind, author_name, data, received_at
      from entry where home = any(${homes}::bigint[]) order by at, id limit 200`),
  )
const anEvent = (over: object = {}) => ({
  event: 'message_created',
  id: 1,
  content: 'Where is my parcel?',
  message_type: 'incoming',
  created_at: '2025-11-21 15:40:00 UTC',
  private: false,
  content_type: 'text',
  content_attributes: {},
  sender: MAREN,
  account: { id: 7, name: 'Tussock' },
  conversation: {
    id: 12,
    channel: 'Channel::WebWidget',
    inbox_id: 3,
    meta: { sender: MAREN },
    contact_inbox: { hmac_verified: false },
    messages: [{ message_type: 0 }],
  },
  ...over,
})

const SECRET = 'the secret of the webhook'

describe('a webhook', () => {
  test('is believed by the signature of the wire form', () => {
    const raw = Buffer.from('{"event":"message_created","id":1}')
    const said = {
      signature: 'sha256=c5ffba89b41b0cec768a2ae3f2009262f7929310486876e14aea62e2d1e00788',
      timestamp: '1700000000',
    }
    const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000)
    expect(isSigned('s3cret', said, raw, at(0))).toBe(true)
    expect(isSigned('s3cret', said, raw, at(299))).toBe(true)
    for (const [secret, signed, body, now] of [
      ['other', said, raw, at(0)],
      ['s3cret', said, Buffer.from('{"event":"message_created","id":2}'), at(0)],
      ['s3cret', said, raw, at(301)],
      ['s3cret', said, raw, at(-301)],
      ['s3cret', { ...said, timestamp: '1700000001' }, raw, at(0)],
      ['s3cret', { ...said, signature: undefined }, raw, at(0)],
      ['s3cret', { ...said, signature: 'sha256=' }, raw, at(0)],
      ['s3cret', { ...said, timestamp: 'NaN' }, raw, at(0)],
    ] as const)
      expect(isSigned(secret, signed, body, now)).toBe(false)
  })

  test('of a Chatwoot that does not sign needs the secret end of the address; of one that signs, the signature', async () => {
    const mine = await aWorkspace()
    const { webhookPath, id } = await join({}, mine)
    const tell = (url: string, body: object, headers: Record<string, string> = {}) =>
      api.inject({
        method: 'POST',
        url,
        payload: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      })
    expect((await tell(webhookPath, anEvent())).statusCode).toBe(200)
    expect((await tell(webhookPath, anEvent())).statusCode).toBe(200)
    expect((await entries(mine)).map(({ body }) => body)).toEqual(['Where is my parcel?'])
    const open = webhookPath.slice(0, webhookPath.lastIndexOf('/'))
    for (const url of [
      open,
      `${open}/${'x'.repeat(43)}`,
      webhookPath.replace(`/${mine.workspace.no}/`, '/999999/'),
      '/hooks/chatwoot/1/none/x',
    ])
      expect((await tell(url, anEvent({ id: 2 }))).statusCode, url).toBe(401)

    await changeAccount(mine, parts, id, { secret: SECRET })
    expect((await tell(webhookPath, anEvent({ id: 3 }))).statusCode).toBe(401)
    const timestamp = String(NOW.getTime() / 1000)
    const body = anEvent({ id: 4, content: 'Signed' })
    const signature = `sha256=${createHmac('sha256', SECRET)
      .update(`${timestamp}.${JSON.stringify(body)}`)
      .digest('hex')}`
    const signed = { 'x-chatwoot-signature': signature, 'x-chatwoot-timestamp': timestamp }
    expect((await tell(open, body, signed)).statusCode).toBe(200)
    expect((await tell(open, { ...body, content: 'Changed' }, signed)).statusCode).toBe(401)
    expect((await entries(mine)).map(({ body }) => body).sort()).toEqual(['Signed', 'Where is my parcel?'])

    // Another account's, other events, broken bodies: nothing is stored, nothing falls over.
    await changeAccount(mine, parts, id, { secret: null })
    for (const odd of [
      anEvent({ id: 5, account: { id: 8 } }),
      { event: 'conversation_updated', changed_attributes: [] },
      { event: 'message_created' },
      [],
    ])
      expect((await tell(webhookPath, odd)).statusCode).toBe(200)
    expect(
      (
        await api.inject({
          method: 'POST',
          url: webhookPath,
          payload: '{',
          headers: { 'content-type': 'text/plain' },
        })
      ).statusCode,
    ).toBeLessThan(500)
    expect(await entries(mine)).toHaveLength(2)
    expect((await showAccounts(mine))[0]?.lastEventAt).toBe(NOW.toISOString())
  })
})

test('a signed webhook is taken once, however often it comes, and none of twelve that are not what they say', async () => {
  const mine = await aWorkspace()
  const { webhookPath, id } = await join({}, mine)
  await changeAccount(mine, parts, id, { secret: SECRET })
  const open = webhookPath.slice(0, webhookPath.lastIndexOf('/'))
  const stamp = NOW.getTime() / 1_000
  const told = anEvent({ id: 1, content: 'Told' })
  const signed = (
    over: {
      body?: string
      secret?: string
      stamp?: number
      digest?: 'hex' | 'base64'
      algorithm?: string
    } = {},
  ) =>
    // prettier-ignore
    createHmac(over.algorithm ?? 'sha256', over.secret ?? SECRET)
      .update(`${over.stamp ?? stamp}.${over.body ?? JSON.stringify(told)}`)
      .digest(over.digest ?? 'hex')
  const tell = (headers: Record<string, string | string[]>, body: object = told) =>
    api.inject({
      method: 'POST',
      url: open,
      payload: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const head = (signature: string | string[], timestamp: string | number = stamp) => ({
    'x-chatwoot-signature': signature,
    'x-chatwoot-timestamp': String(timestamp),
  })
  const right = `sha256=${signed()}`
  for (let times = 0; times < 3; times++) expect((await tell(head(right))).statusCode).toBe(200)
  const later = anEvent({ id: 2, content: 'Not told' })
  const FORGED: readonly [what: string, headers: Record<string, string | string[]>, body?: object][] = [
    ['nothing of it', {}],
    ['no signature', { 'x-chatwoot-timestamp': String(stamp) }],
    ['no time', { 'x-chatwoot-signature': right }],
    ['an old time', head(`sha256=${signed({ stamp: stamp - 301 })}`, stamp - 301)],
    ['a time to come', head(`sha256=${signed({ stamp: stamp + 301 })}`, stamp + 301)],
    ['another time than was signed', head(right, stamp + 1)],
    ['another body than was signed', head(right), later],
    ['another secret', head(`sha256=${signed({ secret: 'guessed' })}`)],
    ['another version', head(`sha1=${signed({ algorithm: 'sha1' })}`)],
    ['another alphabet', head(`sha256=${signed({ digest: 'base64' })}`)],
    ['two signatures, of which one fits', head([`sha256=${'0'.repeat(64)}`, right])],
    ['a body signed without its time', head(`sha256=${createHmac('sha256', SECRET).update(JSON.stringify(told)).digest('hex')}`)], // prettier-ignore
  ]
  expect(FORGED).toHaveLength(12)
  for (const [what, headers, body] of FORGED) expect((await tell(headers, body)).statusCode, what).toBe(401)
  expect((await entries(mine)).map(({ body }) => body)).toEqual(['Told'])
})

describe('a message', () => {
  const conversation = anEvent().conversation
  const message = (over: object = {}) => ({
    id: 9,
    content: 'Hello',
    message_type: 0,
    created_at: 1_763_739_600,
    sender: MAREN,
    ...over,
  })
  test.each([
    ['incoming, a number', { message_type: 0 }, 'message_in', 'customer'],
    ['incoming, a word', { message_type: 'incoming' }, 'message_in', 'customer'],
    ['outgoing', { message_type: 1, sender: { id: 3, name: 'Jo', type: 'user' } }, 'message_out', 'agent'],
    [
      'a note',
      { message_type: 'outgoing', private: true, sender: { id: 3, name: 'Jo', type: 'user' } },
      'note',
      'agent',
    ],
    ['a template', { message_type: 3 }, 'message_out', 'machine'],
    [
      'a bot',
      { message_type: 1, sender: { id: 1, name: 'Bot', type: 'agent_bot' } },
      'message_out',
      'machine',
    ],
  ])('%s', (_, over, kind, author) => {
    const entry = entryOf('a', conversation, message(over))
    expect([entry?.kind, entry?.author?.kind, entry?.at.toISOString()]).toEqual([
      kind,
      author,
      '2025-11-21T15:40:00.000Z',
    ])
  })

  test('activity lines, empty words and what we sent ourselves are no entries', () => {
    for (const over of [
      { message_type: 2 },
      { content: ' ' },
      { content: null },
      { content_attributes: { spoonful_reference: 'x' } },
    ])
      expect(entryOf('a', conversation, message(over))).toBeUndefined()
  })

  test('what a visitor typed about herself is a claim, what Chatwoot checked is not', () => {
    const typed = entryOf('a', conversation, message())?.identities
    expect(typed).toEqual([
      { kind: 'external', value: 'chatwoot-a:51', verified: true },
      { kind: 'email', value: 'maren@example.com', verified: false },
    ])
    const checked = {
      ...conversation,
      contact_inbox: { hmac_verified: true },
      meta: { sender: { ...MAREN, identifier: '42' } },
    }
    expect(entryOf('a', checked, message())?.identities).toEqual([
      { kind: 'external', value: 'chatwoot-a:51', verified: true },
      { kind: 'external', value: 'user:42', verified: true },
      { kind: 'email', value: 'maren@example.com', verified: true },
    ])
  })
})

test('the history is read page by page, once, and what no webhook told is caught up', async () => {
  fake.conversations.clear()
  for (let c = 1; c <= 30; c++)
    fake.conversations.set(c, {
      contact: { ...MAREN, id: c, name: `Customer ${c}` },
      messages: Array.from({ length: c === 30 ? 45 : 2 }, (_, i) => ({
        id: c * 100 + i,
        content: `Message ${i} of ${c}`,
        message_type: i % 2,
        created_at: 1_760_000_000 + c * 1_000 + i,
        private: false,
        content_type: 'text',
        content_attributes: {},
      })),
    })
  const mine = await aWorkspace()
  const { id } = await join({}, mine)
  const account = async () => {
    const row = await read(mine, (scope) => findAccount(scope, id))
    if (!row) throw new Error('it is gone')
    return row
  }
  for (let i = 0; i < 3; i++) await readOnce(mine, parts, await account())
  expect((await account()).historyPage).toBeNull()
  expect((await showAccounts(mine))[0]?.history).toEqual({ read: 30, of: 30 })
  const count = async () =>
    (
      await read(mine, ({ db, homes }) =>
        db.one<{ count: number }>(
          sql`select count(*) as count from entry where home = any(${homes}::bigint[]) limit 1`,
        ),
      )
    ).count
  expect(await count()).toBe(29 * 2 + 45)
  fake.conversations.get(30)?.messages.push({
    id: 5_000,
    content: 'Untold',
    message_type: 0,
    created_at: 1_763_739_000,
    private: false,
  })
  await readOnce(mine, parts, await account())
  expect(await count()).toBe(29 * 2 + 46)
})

describe('a reply', () => {
  let made = 0
  const aReply = (over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
    customerId: '01900000-0000-7000-8000-000000000001' as CustomerId,
    conversationId: null,
    address: 'conversation 12',
    subject: null,
    inReplyTo: null,
    text: `It comes on Friday, ${++made}.`,
    reference: `01900000-0000-7000-8000-0000000${20_000 + made}`,
    authorName: 'Priya Nair',
    at: new Date(),
    earlier: 'none',
    ...over,
  })
  let inReplyTo: string
  beforeAll(async () => {
    fake.conversations.set(12, { contact: MAREN, messages: [] })
    const { id } = await join()
    inReplyTo = `${id}/12/1`
  })

  test('goes where the newest of its entries stands', async () => {
    const [account] = await showAccounts(scope)
    const entry = {
      source: `chatwoot:${account?.id}`,
      messageId: '1',
      data: { other: { chatwoot: { account: account?.id, conversation: 12 } } },
    }
    const talk = {
      entries: [entry as unknown as Row],
      identities: [],
      customerId: '' as CustomerId,
      conversationId: null,
    }
    expect(await channel.routeOf(scope, talk)).toEqual({
      address: 'conversation 12',
      subject: null,
      inReplyTo,
    })
    expect(await channel.routeOf(scope, { ...talk, entries: [] })).toBeUndefined()
  })

  test.each([
    ['good', 'delivered', undefined, 1, 'delivered'],
    [500, 'unsure', undefined, 0, 'delivered'],
    [422, 'refused', true, 0, undefined],
    [401, 'refused', false, 0, 'delivered'],
    [429, 'refused', false, 0, 'delivered'],
    ['drops_before', 'unsure', undefined, 0, 'delivered'],
    ['drops_after', 'unsure', undefined, 1, 'delivered'],
  ] as const)('%s: %s, and one message in the end', async (mood, outcome, isLasting, kept, then) => {
    const messages = fake.conversations.get(12)?.messages ?? []
    messages.length = 0
    fake.mood = mood
    const reply = aReply({ inReplyTo })
    const first = await channel.deliver(scope, reply)
    expect(first).toMatchObject({ outcome, ...(isLasting === undefined ? {} : { isLasting }) })
    expect(messages).toHaveLength(kept)
    fake.mood = 'good'
    if (then === undefined) return
    const earlier = first.outcome === 'refused' ? 'not_sent' : 'unsure'
    expect((await channel.deliver(scope, { ...reply, earlier })).outcome).toBe(then)
    expect(messages).toHaveLength(1)
  })

  test('a note written here stands in Chatwoot once, and is not read back as another', async () => {
    const [account] = await showAccounts(scope)
    const messages = fake.conversations.get(12)?.messages ?? []
    messages.length = 0
    const said = { account: account?.id ?? '', conversation: 12 }
    const who = [{ kind: 'external' as const, value: `chatwoot-${said.account}:51`, verified: true }]
    const hers = {
      messageId: '77',
      kind: 'message_in',
      identities: who,
      text: 'Hello',
      data: { other: { chatwoot: said } },
    } as const
    const note = {
      messageId: 'note-1',
      kind: 'note',
      identities: who,
      text: 'Her wedding is on Saturday.',
    } as const
    const bodies = await record(scope, [
      { ...hers, source: `chatwoot:${said.account}`, at: new Date(NOW.getTime() - 60_000) },
      { ...note, source: 'spoonful', at: NOW, author: { kind: 'agent', name: 'Priya' } },
    ])
    await carryNotes(scope, parts, bodies)
    await carryNotes(scope, parts, bodies)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({
      private: true,
      content: 'Her wedding is on Saturday.\n\nPriya, in Spoonful',
    })
    expect(entryOf(said.account, anEvent().conversation, messages[0] as never)).toBeUndefined()
  })

  test('into an account that is gone or paused is refused', async () => {
    const [account] = await showAccounts(scope)
    await changeAccount(scope, parts, account?.id ?? '', { isPaused: true })
    expect(await channel.deliver(scope, aReply({ inReplyTo }))).toMatchObject({
      outcome: 'refused',
      isLasting: false,
    })
    await removeAccount(scope, account?.id ?? '')
    expect(await channel.deliver(scope, aReply({ inReplyTo }))).toMatchObject({
      outcome: 'refused',
      isLasting: true,
    })
  })
})

test('one inbox alone is read and heard; another secret end closes the one before', async () => {
  const mine = await aWorkspace()
  const place = { baseUrl: fake.url, accountNo: 7, token: fake.token }
  expect((await tryAccount(parts, place)).map(({ id, name }) => [id, name])).toEqual([
    [3, 'Website'],
    [4, 'Press'],
  ])
  await expect(tryAccount(parts, { ...place, token: 'another token' })).rejects.toThrow('access token')
  const { id, webhookPath } = await join({ inboxNo: 4 }, mine)
  expect((await showInboxes(mine, parts, id)).length).toBe(2)
  const row = await read(mine, (scope) => findAccount(scope, id))
  if (row) await readOnce(mine, parts, row)
  const tell = (url: string, messageId: number) =>
    api.inject({
      method: 'POST',
      url,
      payload: JSON.stringify(anEvent({ id: messageId })),
      headers: { 'content-type': 'application/json' },
    })
  expect((await tell(webhookPath, 1)).statusCode).toBe(200)
  expect(await entries(mine)).toEqual([])
  await changeAccount(mine, parts, id, { inboxNo: 3 })
  const { webhookPath: renewed } = await renewAddress(mine, id)
  expect((await tell(webhookPath, 2)).statusCode).toBe(401)
  expect((await tell(renewed, 3)).statusCode).toBe(200)
  expect(await entries(mine)).toHaveLength(1)
  expect((await showAccounts(mine))[0]?.webhookPath).toBe(renewed.slice(0, renewed.lastIndexOf('/')))
})

test('an account that does not let us in is not joined; nothing secret is shown', async () => {
  await expect(join({ token: 'another token' })).rejects.toThrow('does not accept the access token')
  await expect(join({ baseUrl: 'http://127.0.0.1:1' })).rejects.toThrow('ECONNREFUSED')
  await expect(
    addAccount(
      scope,
      { ...parts, policy: { privateNetworks: [] } },
      {
        name: 'x',
        baseUrl: fake.url,
        accountNo: 7,
        token: fake.token,
        inboxNo: null,
        secret: null,
        readsHistory: false,
      },
    ),
  ).rejects.toThrow('private network')
  const shown = JSON.stringify([await join(), await showAccounts(scope)])
  expect(shown).not.toContain(fake.token)
})

test('outside is asked within limits: no redirect, no endless answer, no plain http to the public', async () => {
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => {
    if (request.url === '/redirect')
      return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    if (request.url === '/huge') return void response.end('x'.repeat(200_000))
    if (request.url === '/never') return void response.write('x')
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const ask = (path: string) =>
    askOutside(parts.policy, base + path, { method: 'GET', headers: {}, timeLimitMs: 300 })
  expect((await ask('/redirect')).status).toBe(302)
  await expect(ask('/huge')).rejects.toThrow('larger than')
  await expect(ask('/never')).rejects.toThrow('No answer came')
  for (const url of ['http://93.184.215.14/', 'https://2130706433/', 'https://[::1]/'])
    await expect(
      askOutside({ privateNetworks: [] }, url, { method: 'GET', headers: {} }),
    ).rejects.toMatchObject({
      name: 'Refusal',
    })
  server.closeAllConnections()
  server.close()
})

test('every request and answer was as Chatwoot describes it', async () => {
  if (fake.problems === undefined) return console.log('SKIPPED: Chatwoot’s description is not here')
  expect(fake.problems).toEqual([])
})
