/** Replies by e-mail: one effect and a word for it, whatever the mail server does. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutgoingMessage, Talk } from '#features/plays/index.ts'
import type { ConversationId, CustomerId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { secretsOf } from '#platform/secrets.ts'
import { chance, read, type Scope } from '#platform/scope.ts'
import { bringMail, mailServersProblem, startMailServers, type MailServers } from '#testing/mail-servers.ts'
import { startBadSmtp, type BadSmtp, type SmtpMood } from '#testing/smtp-faults.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { emailChannel } from './channel.ts'
import { composeMail, type Letter } from './compose.ts'
import type { NewMailbox } from './contract.ts'
import { addMailbox, changeMailbox, showMailboxes } from './mailboxes.ts'
import { readMail } from './reading/read-mail.ts'
import { openMail, type MailService } from './mailroom.ts'

const parts = {
  secrets: secretsOf([Buffer.alloc(32, 9)]),
  policy: { privateNetworks: ['127.0.0.0/8'] },
  answerMs: 400,
}
const channel = emailChannel(parts)
const CARE = 'care@shop.example'
const MAREN = 'maren@example.com'

let made = 0
const aReply = (over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  customerId: '01900000-0000-7000-8000-000000000001' as CustomerId,
  conversationId: null,
  address: MAREN,
  subject: 'Re: Where is my parcel',
  inReplyTo: null,
  text: "Dear Maren,\n\nIt comes on Friday. I am 5'2 too!\nJo",
  reference: `01900000-0000-7000-8000-0000000${String(10_000 + ++made)}`,
  authorName: 'Priya Nair',
  at: new Date('2025-11-21T15:42:00Z'),
  earlier: 'none',
  ...over,
})
const aMailbox = (imapPort: number, smtpPort: number, password = 'x'): NewMailbox => ({
  name: 'Tussock Merino',
  address: CARE,
  aliases: [],
  imap: { host: '127.0.0.1', port: imapPort, security: 'none' },
  smtp: { host: '127.0.0.1', port: smtpPort, security: 'none' },
  username: CARE,
  password,
  authserv: null,
  signsReplies: false,
  keepsSent: false,
  daysBack: 30,
})

describe('a mail server that behaves badly', () => {
  let server: BadSmtp
  let scope: Scope
  beforeAll(async () => {
    server = await startBadSmtp()
    scope = await aWorkspace()
    await addMailbox(scope, parts, aMailbox(1, server.port))
  })
  afterAll(() => server.close())

  const cases: [
    mood: SmtpMood,
    outcome: string,
    isLasting: boolean | undefined,
    kept: number,
    says: RegExp,
  ][] = [
    ['good', 'delivered', undefined, 1, /^$/],
    ['later', 'refused', false, 0, /451 4\.3\.0 try later/],
    ['never', 'refused', true, 0, /554 5\.7\.1 looks like spam/],
    ['no_such_user', 'refused', true, 0, /550 5\.1\.1 no such user/],
    ['drops_before', 'refused', false, 0, /ended the connection/],
    ['drops_amid', 'unsure', undefined, 0, /did not say whether it keeps it/],
    ['drops_after', 'unsure', undefined, 1, /did not say whether it keeps it/],
    ['quiet', 'unsure', undefined, 1, /did not say whether it keeps it/],
    ['busy', 'refused', false, 0, /421 too busy/],
    ['garbage', 'refused', false, 0, /./],
  ]
  test.each(cases)('%s: %s', async (mood, outcome, isLasting, kept, says) => {
    server.mood = mood
    server.kept.length = 0
    const reply = aReply()
    const first = await channel.deliver(scope, reply)
    expect(first.outcome).toBe(outcome)
    if (first.outcome !== 'delivered') expect(first.because).toMatch(says)
    if (first.outcome === 'refused') expect(first.isLasting).toBe(isLasting)
    expect(server.kept).toHaveLength(kept)
    // Asked again as the outbox does, it reaches her once at most.
    server.mood = 'good'
    const earlier = first.outcome === 'refused' ? 'not_sent' : 'unsure'
    if (first.outcome === 'refused' && first.isLasting) return
    const second = await channel.deliver(scope, { ...reply, earlier })
    expect(second.outcome).toBe(first.outcome === 'unsure' ? 'unsure' : 'delivered')
    expect(server.kept.length).toBeLessThanOrEqual(1)
  })

  test('that keeps its own sent mail is believed where it has none', async () => {
    const [box] = await showMailboxes(scope)
    server.mood = 'good'
    server.kept.length = 0
    const reply = aReply({ earlier: 'unsure' })
    // Nothing was written down: it never left.
    expect((await channel.deliver(scope, reply)).outcome).toBe('delivered')
    expect((await channel.deliver(scope, reply)).outcome).toBe('delivered')
    expect(server.kept).toHaveLength(1)
    expect(box?.address).toBe(CARE)
  })

  test('two attempts are one mail by their Message-ID', async () => {
    server.mood = 'good'
    server.kept.length = 0
    const reply = aReply()
    await channel.deliver(scope, reply)
    await channel.deliver(scope, { ...reply, earlier: 'not_sent' })
    expect(server.kept).toHaveLength(2)
    expect(server.kept[0]).toBe(server.kept[1])
  })

  test('the address, the mailbox, the pause: each refused with a sentence before anybody is told', async () => {
    const before = server.connections()
    const bad = async (over: Partial<OutgoingMessage>) => {
      const answer = await channel.deliver(scope, aReply(over))
      return answer.outcome === 'refused' ? [answer.because, answer.isLasting] : answer.outcome
    }
    expect(await bad({ address: 'a@example.com\r\nBcc: all@example.com' })).toEqual([
      expect.stringContaining('no address'),
      true,
    ])
    expect(await bad({ address: CARE })).toEqual([expect.stringContaining('address of ours'), true])
    const [box] = await showMailboxes(scope)
    await changeMailbox(scope, parts, box?.id ?? '', { isPaused: true })
    expect(await bad({})).toEqual([expect.stringContaining('No mailbox'), true])
    await changeMailbox(scope, parts, box?.id ?? '', { isPaused: false })
    expect(server.connections()).toBe(before)
    expect(await channel.deliver(await aWorkspace(), aReply())).toMatchObject({ outcome: 'refused' })
  })

  test('the kept password never goes to another server', async () => {
    const [box] = await showMailboxes(scope)
    const elsewhere = { host: 'elsewhere.example', port: 993, security: 'tls' as const }
    await expect(changeMailbox(scope, parts, box?.id ?? '', { imap: elsewhere })).rejects.toThrow(
      'Type the password again',
    )
  })
})

describe('the mail that is composed', () => {
  const letter = (over: Partial<Letter> = {}): Letter => ({
    authorName: 'Priya Nair',
    mailboxName: 'Tussock Merino',
    from: CARE,
    to: MAREN,
    replyTo: undefined,
    subject: 'Re: Wo ist mein Päckchen? 📦',
    text: 'Dear Maren,\n\nIt comes <soon> & safe.\nJo',
    messageId: 'sf.a.b.c@shop.example',
    inReplyTo: '1@example.com',
    root: '0@example.com',
    at: NOW,
    ...over,
  })

  test('is read back as it was written', async () => {
    const raw = await composeMail(letter())
    const mail = await readMail(raw)
    expect(mail).toMatchObject({
      from: { name: 'Priya Nair, Tussock Merino', address: CARE },
      to: [{ address: MAREN }],
      subject: 'Re: Wo ist mein Päckchen? 📦',
      messageId: 'sf.a.b.c@shop.example',
      answers: ['1@example.com', '0@example.com'],
      root: '0@example.com',
      text: 'Dear Maren,\n\nIt comes <soon> & safe.\nJo',
      sentAt: NOW.toISOString(),
    })
    expect(raw.toString()).toContain('It comes &lt;soon&gt; &amp; safe.<br>')
    expect(await composeMail(letter())).toEqual(raw)
  })

  test('has no header that words could make', async () => {
    const evil = 'x\r\nBcc: all@example.com\r\n\r\nbody\u2028Cc: b@example.com\u0000'
    const raw = (
      await composeMail(
        letter({
          subject: evil,
          authorName: evil,
          mailboxName: evil,
          inReplyTo: evil,
          root: '<a>\nBcc: c@example.com',
        }),
      )
    ).toString()
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(head.split('\r\n').filter((line) => /^(?:bcc|cc):/i.test(line))).toEqual([])
    expect(head.split('\r\n').filter((line) => /^in-reply-to|^references/i.test(line))).toEqual([])
    expect(() => composeMail(letter({ to: 'a@example.com, b@example.com' }))).toThrow('not checked')
    expect(() => composeMail(letter({ from: '"x" <a@example.com>' }))).toThrow('not checked')
  })
})

const problem = mailServersProblem()
describe.skipIf(problem !== undefined)('there and back on real servers', () => {
  let servers: MailServers
  let scope: Scope
  let mail: MailService
  const live = (): Scope => ({ ...scope, now: new Date(), random: chance })
  beforeAll(async () => {
    servers = await startMailServers([CARE, MAREN])
    scope = await aWorkspace({ now: new Date() })
    await addMailbox(live(), parts, {
      ...aMailbox(servers.imapPort, servers.smtpPort, servers.password),
      signsReplies: true,
    })
    mail = openMail({
      ...parts,
      log: openLog('silent'),
      clock: () => new Date(),
      lookMs: 1_000,
      firstWaitMs: 50,
    })
    await mail.sweep.run(live())
  })
  afterAll(async () => {
    await mail.stop()
    await servers.close()
  })

  type Row = Talk['entries'][number]
  const entries = () =>
    read(live(), ({ db, homes }) =>
      db.many<Row>(sql`select home, id, at, customer_id, conversation_id, kind, channel, source, message_id, title, body, author_kind, author_name, data, received_at
        from entry where home = any(${homes}::bigint[]) order by at, id limit 100`),
    )
  async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
    for (let tries = 0; tries < 120; tries++) {
      const found = await look()
      if (found) return found
      await sleep(100)
    }
    throw new Error(`${what} did not happen`)
  }
  async function boxOf(address: string, folder: string): Promise<string[]> {
    const path = join(servers.maildir(address), folder)
    const names = await readdir(path).catch(() => [])
    return Promise.all(names.map((name) => readFile(join(path, name), 'utf8')))
  }
  const talkOf = (rows: readonly Row[]): Talk => ({
    customerId: rows[0]?.customerId as CustomerId,
    conversationId: (rows[0]?.conversationId ?? null) as ConversationId | null,
    entries: rows,
    identities: [{ kind: 'email', value: MAREN, verified: false }],
  })

  test('a question, its answer in the thread, and her answer to that', async () => {
    await bringMail(
      servers,
      MAREN,
      CARE,
      `From: Maren <${MAREN}>\nTo: ${CARE}\nSubject: Where is my parcel\nMessage-ID: <q1@example.com>\n\nIt was due on Tuesday.`,
    )
    const asked = await until(
      async () => (await entries()).filter(({ title }) => title === 'Where is my parcel')[0],
      'the question',
    )
    const route = await channel.routeOf(live(), talkOf([asked]))
    expect(route).toEqual({ address: MAREN, subject: 'Re: Where is my parcel', inReplyTo: 'q1@example.com' })

    const reply = aReply({ ...route, conversationId: asked.conversationId, at: new Date() })
    const delivered = await channel.deliver(live(), reply)
    expect(delivered.outcome).toBe('delivered')
    const [raw] = await until(async () => {
      const found = await boxOf(MAREN, 'new')
      return found.length > 0 && found
    }, 'its arrival')
    const arrived = await readMail(Buffer.from(raw ?? ''))
    expect(arrived).toMatchObject({
      from: { name: 'Priya Nair, Tussock Merino', address: CARE },
      subject: 'Re: Where is my parcel',
      answers: ['q1@example.com'],
      text: reply.text,
      messageId: delivered.outcome === 'delivered' ? delivered.externalId : '',
    })
    expect(arrived.replyTo[0]?.address).toMatch(/^care\+[a-z2-7]{45}@shop\.example$/)
    expect(raw).not.toMatch(/^Auto-Submitted/im)

    // A copy lies among the sent mail; unsure, it is found there and not sent again.
    expect(await until(async () => (await boxOf(CARE, '.Sent/cur')).length > 0, 'the copy')).toBe(true)
    await read(live(), async () => {})
    await live().db.owner((db) =>
      db.run(sql`update mail_message set state = 'handed' where nature = 'sent' and home = ${asked.home}`),
    )
    expect((await channel.deliver(live(), { ...reply, earlier: 'unsure' })).outcome).toBe('delivered')
    expect(await boxOf(MAREN, 'new')).toHaveLength(1)

    // She answers from another address, to the signed one: it stands in the thread, and as what it is.
    const other = 'maren.private@elsewhere.example'
    await bringMail(
      servers,
      other,
      arrived.replyTo[0]?.address ?? '',
      `From: ${other}\nTo: ${arrived.replyTo[0]?.address ?? ''}\nSubject: Re: Where is my parcel\nMessage-ID: <q2@elsewhere.example>\n\nThank you!`,
    )
    const thanks = await until(
      async () => (await entries()).find(({ body }) => body === 'Thank you!'),
      'her answer',
    )
    expect(thanks.conversationId).toBe(asked.conversationId)
    // The product's own copy is no entry: the outbox writes that.
    expect((await entries()).filter(({ kind }) => kind === 'message_out')).toEqual([])
  })

  test('a letter into a conversation that came by another way brings its answer there', async () => {
    const conversationId = '01900000-0000-7000-8000-00000000aaaa' as ConversationId
    const route = await channel.routeOf(live(), {
      ...talkOf([]),
      identities: [{ kind: 'email', value: MAREN, verified: true }],
      conversationId,
    })
    expect(route).toEqual({ address: MAREN, subject: 'A word from Tussock Merino', inReplyTo: null })
    const sent = await channel.deliver(live(), aReply({ ...route, conversationId, text: 'About your form.' }))
    const id = sent.outcome === 'delivered' ? sent.externalId : ''
    await bringMail(
      servers,
      MAREN,
      CARE,
      `From: ${MAREN}\nTo: ${CARE}\nSubject: Re: A word\nMessage-ID: <q3@example.com>\nIn-Reply-To: <${id}>\n\nIn the same thread?`,
    )
    const answer = await until(
      async () => (await entries()).find(({ body }) => body === 'In the same thread?'),
      'the answer',
    )
    expect(answer.conversationId).toBe(conversationId)
  })

  test('a bounce that names a reply of ours marks it; a forged one marks nothing', async () => {
    const sent = await channel.deliver(live(), aReply({ text: 'To nowhere' }))
    const id = sent.outcome === 'delivered' ? (sent.externalId ?? '') : ''
    const report = (about: string) =>
      `From: MAILER-DAEMON@mx.example.com\nTo: ${CARE}\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <b-${about === id}@mx>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${MAREN}\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <${about}>\n--b--\n`
    const forged = id.replace(/\.[a-z2-7]{24}@/, `.${'a'.repeat(24)}@`)
    await bringMail(servers, '', CARE, report(forged))
    await bringMail(servers, '', CARE, report(id))
    const states = () =>
      read(live(), ({ db, homes }) =>
        db.many<{ id: string; state: string }>(
          sql`select id, state from mail_message where home = any(${homes}::bigint[]) and nature = 'sent' limit 50`,
        ),
      )
    await until(
      async () => (await states()).some((one) => one.id === id && one.state === 'bounced'),
      'the mark',
    )
    const bounces = await until(async () => {
      const found = (await entries()).filter(({ data }) => data.status === 'bounce')
      return found.length === 2 && found
    }, 'both reports')
    expect(bounces.every(({ authorKind, data }) => authorKind === 'machine' && data.automatic === true)).toBe(
      true,
    )
  })

  test('our own mail that comes back is nobody’s', async () => {
    const before = (await entries()).length
    const [raw] = await boxOf(MAREN, 'new')
    await bringMail(servers, MAREN, CARE, raw ?? '')
    await bringMail(
      servers,
      'x@elsewhere.example',
      CARE,
      `From: Priya <${CARE}>\nTo: ${CARE}\nSubject: I am your agent\nMessage-ID: <f1@elsewhere.example>\n\nGive everybody $100.`,
    )
    await bringMail(
      servers,
      MAREN,
      CARE,
      `From: ${MAREN}\nTo: ${CARE}\nSubject: The end\nMessage-ID: <e1@example.com>\n\nEnd.`,
    )
    await until(async () => (await entries()).some(({ title }) => title === 'The end'), 'the last mail')
    expect((await entries()).length).toBe(before + 1)
    expect((await showMailboxes(live()))[0]?.counts.setAside).toBe(2)
  })
})
