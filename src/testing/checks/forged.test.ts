/** SAFETY.md G19b, R6: raw mails that would like to come from somebody else. None acts for an agent, is told anything, makes us write, or passes unmarked. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emailChannel, emailSubscribers } from '#connectors/email/index.ts'
import { addMailbox, oursOf } from '#connectors/email/mailboxes.ts'
import { openReader } from '#connectors/email/reading/reader.ts'
import { listMailboxes, type MailboxRow } from '#connectors/email/store.ts'
import { takeMails } from '#connectors/email/take-in.ts'
import { journeySubscribers } from '#features/journey/index.ts'
import { momentSubscribers } from '#features/moments/index.ts'
import { playSubscribers, type Talk } from '#features/plays/index.ts'
import { promiseSubscribers } from '#features/promises/index.ts'
import { addMembers, findWorkspaceByNo } from '#features/team/index.ts'
import { customerIdOf, timelineSubscribers } from '#features/timeline/index.ts'
import { voiceSubscribers } from '#features/voices/index.ts'
import type { ConversationId, CustomerId } from '#kit/id.ts'
import { startWorker, subscribe } from '#platform/announcements.ts'
import { sql } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { newId, read, type Scope } from '#platform/scope.ts'
import { secretsOf } from '#platform/secrets.ts'
import { testDatabase } from '#testing/database.ts'
import { startBadSmtp, type BadSmtp } from '#testing/smtp-faults.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { FORGED, type ForgedMail } from './forged-mails.ts'

const CARE = 'care@shop.example'
const SECRET = 'marzipan-7781'
const parts = {
  secrets: secretsOf([Buffer.alloc(32, 9)]),
  policy: { privateNetworks: ['127.0.0.0/8'] },
  answerMs: 2_000,
}
const channel = emailChannel(parts)
const reader = openReader()

type Row = Talk['entries'][number]

let smtp: BadSmtp
let scope: Scope
let box: MailboxRow
let marens: ConversationId
/** What a forger may have got hold of, by its name in the mails. */
let leaked: Readonly<Record<string, string>>
let before: Record<string, string>
let connectionsBefore: number
const rowOf = new Map<ForgedMail, Row | undefined>()

beforeAll(async () => {
  smtp = await startBadSmtp()
  scope = await aWorkspace({ slices: 4 })
  await addMembers(
    scope.db,
    scope.workspace.id,
    [{ id: newId<'member'>(scope), name: 'Priya Nair', role: 'agent', nicknames: [], email: 'priya@shop.example', zone: null }],
    NOW,
  ) // prettier-ignore
  await addMailbox(scope, parts, {
    name: 'Tussock Merino',
    address: CARE,
    aliases: ['help@shop.example'],
    imap: { host: '127.0.0.1', port: 1, security: 'none' },
    smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' },
    username: CARE,
    password: 'x',
    authserv: 'mx.shop.example',
    signsReplies: true,
    keepsSent: true,
    daysBack: 30,
  })
  const [first] = await read(scope, listMailboxes)
  if (!first) throw new Error('there is no mailbox')
  box = first
  subscribe(
    ...timelineSubscribers,
    ...momentSubscribers,
    ...promiseSubscribers,
    ...playSubscribers,
    ...voiceSubscribers,
    ...journeySubscribers,
    ...emailSubscribers,
  )
  const asked = await take(letter(`${pass('example.com')}\nFrom: Maren Oduya <maren@example.com>\nMessage-ID: <q1@example.com>`, `My order is ${SECRET}. Where is it?`)) // prettier-ignore
  await take(letter(`${pass('example.org')}\nFrom: Theo <theo@example.org>\nMessage-ID: <t1@example.org>`, `Mine is ${SECRET} too.`)) // prettier-ignore
  marens = asked?.conversationId as ConversationId
  leaked = await answerMaren(asked)
  await work()
  before = await everythingElse()
  connectionsBefore = smtp.connections()
  for (const mail of FORGED) {
    const head = mail.head.replace(/\{(\w+)\}/g, (_, name: string) => leaked[name] ?? '')
    rowOf.set(mail, await take(letter(head, 'Tell me all that you know of my order, at once.')))
  }
  await work()
})
afterAll(async () => {
  await reader.close()
  await smtp?.close()
})

const pass = (domain: string) =>
  `Authentication-Results: mx.shop.example; dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=${domain}`

let made = 0
/** A whole mail: the lines of the head end as the wire has them, and what every mail has is added where it is missing. */
function letter(head: string, words: string): Buffer {
  made += 1
  const has = (name: string) => new RegExp(`^${name}:`, 'im').test(head)
  const lines = [
    ...(has('Message-ID') ? [] : [`Message-ID: <m${made}@evil.example>`]),
    ...(has('To') ? [] : [`To: ${CARE}`]),
    ...(has('Subject') ? [] : [`Subject: My order ${made}`]),
    `Date: Fri, 21 Nov 2025 10:${String(made % 60).padStart(2, '0')}:00 +0000`,
  ]
  const whole = head.includes('\n\n')
    ? `${lines.join('\n')}\n${head}`
    : `${head}\n${lines.join('\n')}\n\n${words}`
  return Buffer.from(whole.replaceAll('\n', '\r\n'))
}

/** Takes a mail in as the mailbox does; its entry, where it became one. */
async function take(raw: Buffer): Promise<Row | undefined> {
  const mail = await reader.read(raw, false)
  const known = new Set((await entries()).map(({ id }) => id))
  await takeMails(scope, oursOf(scope, parts, [box]), box, 'inbox', [
    { mail, receivedAt: new Date(NOW.getTime() - 60_000 + made * 1_000) },
  ])
  const fresh = (await entries()).filter(({ id }) => !known.has(id))
  expect(fresh.length).toBeLessThanOrEqual(1)
  return fresh[0]
}

const entries = () =>
  read(scope, ({ db, homes }) =>
    db.many<Row>(sql`select home, id, at, customer_id, conversation_id, kind, channel, source, message_id, title, body, author_kind, author_name, data, received_at
      from entry where home = any(${homes}::bigint[]) order by at, id limit 500`),
  )

/** An agent answers; what of it a stranger could come to know, as it is and bent by one sign. */
async function answerMaren(asked: Row | undefined): Promise<Record<string, string>> {
  const sent = await channel.deliver(scope, {
    customerId: asked?.customerId as CustomerId,
    conversationId: marens,
    address: 'maren@example.com',
    subject: 'Re: My order',
    inReplyTo: 'q1@example.com',
    text: 'It comes on Friday.',
    reference: '01900000-0000-7000-8000-000000030000',
    authorName: 'Priya Nair',
    at: NOW,
    earlier: 'none',
  })
  const ownId = sent.outcome === 'delivered' ? (sent.externalId ?? '') : ''
  const letter = await reader.read(Buffer.from(smtp.kept[0] ?? '', 'latin1'), false)
  const replyTo = letter.replyTo[0]?.address ?? ''
  const bent = (text: string) => text.replace(/(.)@/, (_, sign: string) => `${sign === 'a' ? 'b' : 'a'}@`)
  expect([ownId, replyTo].every((one) => one.length > 40)).toBe(true)
  return { ownId, replyTo, ownIdBent: bent(ownId), replyToBent: bent(replyTo) }
}

/** All that anybody listens for is worked off, as the running product does. */
async function work(): Promise<void> {
  const worker = startWorker({
    db: scope.db,
    log: openLog('silent'),
    workspaceOf: (no) => findWorkspaceByNo(scope.db, no),
    clock: () => NOW,
    everyMs: 20,
  })
  await worker.drained()
  await worker.stop()
}

const UNTOUCHED = ['reply', 'small_act', 'courtesy_grant', 'budget_use', 'act_task', 'colleague_ask', 'survey_invitation', 'customer_link', 'moment_settlement', 'sealed_setting', 'mailbox', 'fact'] // prettier-ignore

/** What no mail may change: who is on the team, money, replies, letters that went out, what Maren is called. */
async function everythingElse(): Promise<Record<string, string>> {
  const { no, id } = scope.workspace
  const admin = new pg.Client(await testDatabase())
  await admin.connect()
  const rowsOf = async (table: string, where: string, value: unknown) =>
    (await admin.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t where ${where} order by 1`, [value])).rows
      .map(({ row }) => row)
      .join('\n') // prettier-ignore
  const told: Record<string, string> = {}
  for (const table of UNTOUCHED) told[table] = await rowsOf(table, 'home >> 12 = $1', no)
  told['member'] = await rowsOf('member', 'workspace_id = $1', id)
  told['letters'] = await rowsOf('mail_message', `home >> 12 = $1 and nature in ('sent', 'survey', 'team')`, no) // prettier-ignore
  told['Maren'] = await rowsOf(
    `(select home, identity_value, traits from customer)`,
    `home >> 12 = $1 and identity_value = 'maren@example.com'`,
    no,
  )
  await admin.end()
  return told
}

describe('a forged mail', () => {
  test.each(FORGED.map((one) => [one.tries, one] as const))(
    'with %s is nobody’s voice but its own',
    async (_tries, forged) => {
      const row = rowOf.get(forged)
      if (forged.stands === null) return expect(row).toBeUndefined()
      expect(row).toMatchObject({ kind: 'message_in' })
      expect(['customer', 'machine']).toContain(row?.authorKind)
      const stands =
        forged.stands === 'unknown'
          ? ({ kind: 'external', value: 'email:sender unknown' } as const)
          : ({ kind: 'email', value: forged.stands } as const)
      expect(row?.customerId).toBe(customerIdOf(scope.workspace.id, stands))
      // Nobody is vouched for, and whoever reads it is told so.
      expect(row?.data).toMatchObject({ other: { mail: { isVerified: false } } })
      if (row?.authorKind === 'customer' && forged.stands !== 'unknown')
        expect(row.data).toMatchObject({ claimed: { email: forged.stands } })
      expect(row?.conversationId === marens, 'stands in Maren’s conversation').toBe(forged.isSigned ?? false)
      // Whoever answers it writes to Maren in her own conversation, else to the address it says it comes from.
      const route = await channel.routeOf(scope, talkOf(row))
      if (row?.authorKind === 'customer')
        expect(route?.address).toBe(forged.isSigned ? 'maren@example.com' : addressOf(forged.stands))
    },
  )

  const addressOf = (stands: string) => (stands === 'unknown' ? undefined : stands)
  const talkOf = (row: Row | undefined): Talk => ({
    customerId: row?.customerId as CustomerId,
    conversationId: (row?.conversationId ?? null) as ConversationId | null,
    entries: row ? [row] : [],
    identities: [],
  })

  test('changes nothing of the team, the money, what went out, or a customer’s name', async () => {
    expect(await everythingElse()).toEqual(before)
  })

  test('makes nobody write a mail', () => {
    expect(smtp.connections()).toBe(connectionsBefore)
    expect(smtp.kept).toHaveLength(1)
  })

  test('is told nothing: with its sender stands what he wrote himself, and no word of others', async () => {
    const all = await entries()
    for (const address of ['eve@evil.example', 'priya@shop.example', 'maren@examp1e.com']) {
      const his = all.filter(({ customerId }) => customerId === customerIdOf(scope.workspace.id, { kind: 'email', value: address })) // prettier-ignore
      expect(his.length).toBeGreaterThan(0)
      expect(JSON.stringify(his)).not.toContain(SECRET)
    }
  })

  test('is one of forty and more, no two of which are the same', () => {
    expect(FORGED.length).toBeGreaterThanOrEqual(40)
    expect(new Set(FORGED.map(({ head }) => head)).size).toBe(FORGED.length)
  })
})

test('an honest answer is believed and stands where it belongs: the check can tell', async () => {
  const row = await take(letter(`${pass('example.com')}\nFrom: Maren <maren@example.com>\nIn-Reply-To: <${leaked['ownId'] ?? ''}>`, 'Thank you!')) // prettier-ignore
  expect(row).toMatchObject({ conversationId: marens, data: { other: { mail: { isVerified: true } } } })
  expect(row?.data).not.toHaveProperty('claimed')
})
