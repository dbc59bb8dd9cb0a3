/** E-mail against a real Dovecot and a real Postfix: read, lost, read again, answered, and never twice. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '#platform/log.ts'
import { secretsOf } from '#platform/secrets.ts'
import { chance, read, type Scope } from '#platform/scope.ts'
import { sql } from '#platform/database.ts'
import { bringMail, mailServersProblem, startMailServers, type MailServers } from '#testing/mail-servers.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { addMailbox, changeMailbox, showMailboxes, showSetAside, testMailbox } from './mailboxes.ts'
import { openMail, type MailService } from './mailroom.ts'
import type { NewMailbox } from './contract.ts'

const problem = mailServersProblem()
if (problem !== undefined) console.log(`SKIPPED: ${problem}`)

const CARE = 'care@shop.example'
const MAREN = 'maren@example.com'
const parts = { secrets: secretsOf([Buffer.alloc(32, 9)]), policy: { privateNetworks: ['127.0.0.0/8'] } }

describe.skipIf(problem !== undefined)('a mailbox on real servers', () => {
  let servers: MailServers
  let scope: Scope
  let mail: MailService

  const settings = (): NewMailbox => ({
    name: 'Tussock Merino',
    address: CARE,
    aliases: [],
    imap: { host: '127.0.0.1', port: servers.imapPort, security: 'none' },
    smtp: { host: '127.0.0.1', port: servers.smtpPort, security: 'none' },
    username: CARE,
    password: servers.password,
    authserv: null,
    signsReplies: false,
    keepsSent: false,
    daysBack: 30,
  })
  const live = (): Scope => ({ ...scope, now: new Date(), random: chance })
  const open = () =>
    openMail({ ...parts, log: openLog('silent'), clock: () => new Date(), lookMs: 2_000, firstWaitMs: 50 })
  type Row = {
    title: string | null
    body: string | null
    kind: string
    authorKind: string
    data: Record<string, unknown>
    conversationId: string | null
    messageId: string
  }
  const entries = () =>
    read(live(), ({ db, homes }) =>
      db.many<Row>(
        sql`select title, body, kind, author_kind, data, conversation_id, message_id from entry where home = any(${homes}::bigint[]) order by at, id limit 500`,
      ),
    )
  async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
    for (let tries = 0; tries < 150; tries++) {
      const found = await look()
      if (found) return found
      await sleep(100)
    }
    throw new Error(`${what} did not happen`)
  }
  const bring = (subject: string, text: string, more = '', from = MAREN) =>
    bringMail(
      servers,
      from,
      CARE,
      `From: Maren Oduya <${from}>\nTo: ${CARE}\nSubject: ${subject}\nMessage-ID: <${subject.replace(/\W/g, '')}@example.com>\nDate: ${new Date().toUTCString()}\n${more}\n${text}`,
    )

  beforeAll(async () => {
    servers = await startMailServers([CARE, MAREN])
    scope = await aWorkspace({ now: new Date() })
    mail = open()
  })
  afterAll(async () => {
    await mail.stop()
    await servers.close()
  })

  test('is tried before it is set up, and every trouble is one sentence', async () => {
    const { imap, smtp, username, password } = settings()
    const fine = await testMailbox(live(), parts, { imap, smtp, username, password })
    expect(fine).toEqual({
      reading: { isFine: true, words: 'Mail can be read.' },
      sending: { isFine: true, words: 'Mail can be sent.' },
      authserv: null,
    })
    const say = async (
      over: Partial<{ imap: NewMailbox['imap']; smtp: NewMailbox['smtp']; password: string }>,
      policy = parts.policy,
    ) => {
      const { reading, sending } = await testMailbox(
        live(),
        { ...parts, policy },
        { imap, smtp, username, password, ...over },
      )
      return [reading.words, sending.words]
    }
    expect(await say({ password: 'wrong' })).toEqual([
      expect.stringContaining('does not accept the user name and password'),
      expect.stringContaining('does not accept the user name and password'),
    ])
    expect(await say({ imap: { ...imap, port: 1 }, smtp: { ...smtp, port: 1 } })).toEqual([
      'Nothing answers at 127.0.0.1, port 1: check the port.',
      'Nothing answers at 127.0.0.1, port 1: check the port.',
    ])
    expect(await say({}, { privateNetworks: [] })).toEqual([
      expect.stringContaining('inside a private network'),
      expect.stringContaining('inside a private network'),
    ])
    const secure = {
      imap: { ...imap, port: servers.imapsPort, security: 'tls' as const },
      smtp: { ...smtp, security: 'starttls' as const },
    }
    expect(await say(secure)).toEqual([
      expect.stringContaining('certificate'),
      expect.stringContaining('certificate'),
    ])
    expect(await say({ smtp: { ...smtp, security: 'tls' } })).toEqual([
      'Mail can be read.',
      expect.stringContaining('does not speak TLS'),
    ])
  })

  test('reads what lies there and what comes, each once', async () => {
    await bring('Before', 'I wrote before you listened.')
    await addMailbox(live(), parts, settings())
    await mail.sweep.run(live())
    await until(async () => (await entries()).length === 1, 'the first mail')
    await bring(
      'Where is my parcel',
      'It was due on Tuesday.\n\nOn Mon, 1 Nov 2025 Jo <jo@shop.example> wrote:\n> On its way',
    )
    const both = await until(async () => (await entries()).length === 2 && entries(), 'the second mail')
    // A mail's date counts seconds, so which of two that follow at once stands first is anyone's guess.
    const first = both.find(({ title }) => title === 'Before')
    const second = both.find(({ title }) => title === 'Where is my parcel')
    expect(first).toMatchObject({
      title: 'Before',
      body: 'I wrote before you listened.',
      kind: 'message_in',
      authorKind: 'customer',
    })
    expect(second?.body).toContain('> On its way')
    const [box] = await showMailboxes(live())
    expect(box).toMatchObject({
      standing: 'connected',
      problem: null,
      counts: { fromPeople: 2, automatic: 0, undelivered: 0, setAside: 0, sent: 0 },
    })
    expect(box?.lastMailAt).not.toBeNull()
  })

  test('a mail that was delivered twice is one', async () => {
    const before = (await entries()).length
    await bring('Twice', 'Only once, please.')
    await bring('Twice', 'Only once, please.')
    await bring('After the double', 'The end.')
    await until(
      async () => (await entries()).some(({ title }) => title === 'After the double'),
      'the mail after',
    )
    expect((await entries()).length).toBe(before + 2)
  })

  test('another mail with a Message-ID that is known is not swallowed', async () => {
    await bring('Known', 'First.')
    await bring('Known', 'Second, by somebody else.', '', 'forger@elsewhere.example')
    await until(async () => (await entries()).filter(({ title }) => title === 'Known').length === 2, 'both')
  })

  test('answers stand in the thread they answer; a forged reference stands apart', async () => {
    await bring(
      'Re Where is my parcel',
      'Still nothing.',
      'In-Reply-To: <Whereismyparcel@example.com>\nReferences: <Whereismyparcel@example.com>\n',
    )
    await bring(
      'Re forged',
      'Tell me about her parcel.',
      'In-Reply-To: <Whereismyparcel@example.com>\nReferences: <Whereismyparcel@example.com>\n',
      'forger@elsewhere.example',
    )
    const all = await until(async () => {
      const found = await entries()
      return found.some(({ title }) => title === 'Re forged') && found
    }, 'both answers')
    const of = (title: string) => all.find((entry) => entry.title === title)?.conversationId
    expect(of('Re Where is my parcel')).toBe(of('Where is my parcel'))
    expect(of('Re forged')).not.toBe(of('Where is my parcel'))
  })

  test('newsletters are set aside and can be looked at; an out-of-office is an automatic entry', async () => {
    await bring(
      'Sale',
      'Buy now',
      'List-Unsubscribe: <mailto:out@letters.example>\nPrecedence: bulk\n',
      'news@letters.example',
    )
    await bring('Automatic reply: Re', 'I am away.', 'Auto-Submitted: auto-replied\n')
    const away = await until(
      async () => (await entries()).find(({ title }) => title === 'Automatic reply: Re'),
      'the reply',
    )
    expect(away).toMatchObject({ authorKind: 'machine', data: { automatic: true, status: 'auto_reply' } })
    const [box] = await showMailboxes(live())
    expect(await showSetAside(live(), box?.id ?? '')).toMatchObject([
      { from: 'news@letters.example', subject: 'Sale', nature: 'list' },
    ])
    expect((await entries()).some(({ title }) => title === 'Sale')).toBe(false)
  })

  test('after the mail server was away, reading goes on by itself', async () => {
    await servers.restartImap()
    await bring('After the restart', 'Are you back?')
    await until(
      async () => (await entries()).some(({ title }) => title === 'After the restart'),
      'reading again',
    )
    await until(async () => (await showMailboxes(live()))[0]?.standing === 'connected', 'connected again')
  })

  test('after a stop at any time nothing is lost and nothing doubled', async () => {
    const before = (await entries()).length
    const brought = 24
    for (let i = 0; i < brought; i++) {
      await bring(`Stopped ${i}`, `Number ${i}.`)
      if (i % 6 === 3) {
        await mail.stop()
        mail = open()
        await mail.sweep.run(live())
      }
    }
    await until(async () => (await entries()).length >= before + brought, 'all of them')
    await sleep(500)
    expect((await entries()).length).toBe(before + brought)
  })

  test('a folder with new numbers is read anew without doubling', async () => {
    const before = (await entries()).length
    await servers.renumber(CARE)
    await bring('After the renumbering', 'New numbers.')
    await until(
      async () => (await entries()).some(({ title }) => title === 'After the renumbering'),
      'reading again',
    )
    await sleep(1_000)
    expect((await entries()).length).toBe(before + 1)
    const { uidValidity } = await read(live(), ({ db, homes }) =>
      db.one<{ uidValidity: number }>(
        sql`select uid_validity from mail_cursor where home = any(${homes}::bigint[]) and folder = 'INBOX' limit 2`,
      ),
    )
    expect(uidValidity).toBe(1_234_567)
  })

  test('a mail of 30 MB is read by its beginning', async () => {
    await bring('Huge', `See what I drew.\n${`${'x'.repeat(900)}\n`.repeat(33_000)}`)
    const huge = await until(
      async () => (await entries()).find(({ title }) => title === 'Huge'),
      'the huge mail',
    )
    expect(huge.body).toMatch(/^See what I drew\./)
    expect(huge.data).toMatchObject({ other: { mail: { isCut: true } } })
  })

  test('paused, nothing is read; afterwards what came meanwhile is', async () => {
    const [box] = await showMailboxes(live())
    const id = box?.id ?? ''
    await changeMailbox(live(), parts, id, { isPaused: true })
    await mail.sweep.run(live())
    await bring('While paused', 'Anybody?')
    await sleep(1_500)
    expect((await entries()).some(({ title }) => title === 'While paused')).toBe(false)
    expect((await showMailboxes(live()))[0]?.standing).toBe('paused')
    await changeMailbox(live(), parts, id, { isPaused: false })
    await mail.sweep.run(live())
    await until(async () => (await entries()).some(({ title }) => title === 'While paused'), 'the mail')
  })

  test('a password that no longer holds is said within seconds, and never shown', async () => {
    const [box] = await showMailboxes(live())
    await changeMailbox(live(), parts, box?.id ?? '', { password: 'no longer' })
    await mail.sweep.run(live())
    const told = await until(
      async () => (await showMailboxes(live())).find(({ standing }) => standing === 'problem'),
      'the problem',
    )
    expect(told.problem).toContain('does not accept the user name and password')
    expect(JSON.stringify(told)).not.toContain('no longer')
    await changeMailbox(live(), parts, box?.id ?? '', { password: servers.password })
  })

  test('Dovecot holds every mail that was brought', async () => {
    const kept = (
      await Promise.all(['new', 'cur'].map((name) => readdir(join(servers.maildir(CARE), name))))
    ).flat()
    expect(kept.length).toBeGreaterThan(35)
  })
})
