/** SAFETY.md G19, R12: two machines that answer each other come to rest, a switch holds all mail, and mail of machines is answered by none. */
import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest'
import type { SurveyLetter } from '#features/voices/index.ts'
import type { OutgoingMessage } from '#features/plays/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { deleteHold, insertHold } from '#platform/outgoing.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { secretsOf } from '#platform/secrets.ts'
import { startBadSmtp, type BadSmtp } from '#testing/smtp-faults.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { CAPS, decideCap, isMachineAddress } from './caps.ts'
import { emailChannel, surveyMailer } from './channel.ts'
import { addMailbox } from './mailboxes.ts'
import { natureOf } from './reading/nature.ts'
import { readMail } from './reading/read-mail.ts'
import { teamPost } from './team-letter.ts'

const parts = {
  secrets: secretsOf([Buffer.alloc(32, 9)]),
  policy: { privateNetworks: ['127.0.0.0/8'] },
  answerMs: 2_000,
}
const channel = emailChannel(parts)
const mailer = surveyMailer(parts)
const post = teamPost(parts)
const OURS = 'care@shop.example'
const THEIRS = 'help@other.example'

let server: BadSmtp
let scope: Scope
let made = 0
beforeAll(async () => {
  server = await startBadSmtp()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.kept.length = 0
  scope = await aWorkspace({ slices: 4 })
  await addMailbox(scope, parts, {
    name: 'Tussock Merino',
    address: OURS,
    aliases: [],
    imap: { host: '127.0.0.1', port: 1, security: 'none' },
    smtp: { host: '127.0.0.1', port: server.port, security: 'none' },
    username: OURS,
    password: 'x',
    authserv: null,
    signsReplies: false,
    keepsSent: true,
    daysBack: 30,
  })
})

const reference = () => `01900000-0000-7000-8000-0000000${String(20_000 + ++made)}`
const at = (now: Date): Scope => ({ ...scope, now })
const aLetter = (now: Date, over: Partial<SurveyLetter> = {}): SurveyLetter => ({
  customerId: '01900000-0000-7000-8000-000000000001' as CustomerId,
  conversationId: null,
  address: THEIRS,
  subject: 'How was it?',
  text: 'One question.',
  html: '<p>One question.</p>',
  unsubscribe: 'https://care.shop.example/s?choose=none',
  reference: reference(),
  at: now,
  earlier: 'none',
  ...over,
})
const aReply = (now: Date, over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  customerId: '01900000-0000-7000-8000-000000000001' as CustomerId,
  conversationId: null,
  address: THEIRS,
  subject: 'Re: Where is it',
  inReplyTo: null,
  text: 'It comes on Friday.',
  reference: reference(),
  authorName: 'Priya Nair',
  at: now,
  earlier: 'none',
  ...over,
})

describe('two machines that answer each other', () => {
  test('come to rest after one letter a day, whatever the other one answers', async () => {
    let now = NOW
    const sentAt: Date[] = []
    // Every answer of the other machine is taken for a person’s and makes a machine of ours write again, for three days.
    for (let round = 0; round < 72; round++) {
      const sent = await mailer.send(at(now), aLetter(now))
      if (sent.outcome === 'delivered') sentAt.push(now)
      else expect(sent).toMatchObject({ outcome: 'refused', isLasting: false, notBefore: expect.any(Date) })
      now = new Date(now.getTime() + HOUR_MS)
    }
    expect(server.kept).toHaveLength(3)
    for (const [i, one] of sentAt.entries())
      if (i > 0) expect(one.getTime() - (sentAt[i - 1]?.getTime() ?? 0)).toBeGreaterThanOrEqual(DAY_MS)
  })

  test('all at once find room for one', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => mailer.send(scope, aLetter(NOW))))
    expect(all.filter(({ outcome }) => outcome === 'delivered')).toHaveLength(1)
    expect(server.kept).toHaveLength(1)
  })

  test('a letter that was let through is not counted against itself', async () => {
    server.mood = 'later'
    const letter = aLetter(NOW)
    expect(await mailer.send(scope, letter)).toMatchObject({ outcome: 'refused', isLasting: false })
    server.mood = 'good'
    expect(await mailer.send(scope, letter)).toMatchObject({ outcome: 'delivered' })
  })

  test('a program that sends in an agent’s name is stopped, and a person has to look', async () => {
    let last
    for (let round = 0; round < CAPS.person.address + 5; round++) {
      const now = new Date(NOW.getTime() + round * MINUTE_MS)
      last = await channel.deliver(at(now), aReply(now))
    }
    expect(server.kept).toHaveLength(CAPS.person.address)
    expect(last).toMatchObject({
      outcome: 'refused',
      isLasting: true,
      because: expect.stringContaining('two machines answer each other'),
    })
    // Somebody else is not kept from her answer by that.
    expect(await channel.deliver(scope, aReply(NOW, { address: 'maren@example.com' }))).toMatchObject({
      outcome: 'delivered',
    })
  })

  test('what our machine writes is left aside by a Spoonful that gets it, and by us when it comes back', async () => {
    await mailer.send(scope, aLetter(NOW))
    const mail = await readMail(Buffer.from(server.kept[0] ?? '', 'latin1'))
    const stranger = { addresses: new Set([THEIRS]), isOwnId: () => false }
    expect(natureOf(mail, stranger)).toBe('list')
    expect(natureOf(mail, { addresses: new Set([OURS]), isOwnId: () => false })).toBe('own')
    expect(server.kept[0]).toMatch(/^Auto-Submitted: auto-generated/im)
  })

  test('no machine writes to an address that only machines read', async () => {
    for (const address of [
      'noreply@shop.example',
      'no-reply+7@x.example',
      'MAILER-DAEMON@x.example',
      'bounces-12@x.example',
    ])
      expect(await mailer.send(scope, aLetter(NOW, { address }))).toMatchObject({
        outcome: 'refused',
        isLasting: true,
      })
    expect(server.kept).toHaveLength(0)
    expect(isMachineAddress('norbert.reply@example.com')).toBe(false)
  })
})

describe('nothing goes out', () => {
  const hold = () =>
    transact(scope, (scope) => insertHold(scope, { since: NOW, byId: 'x', byName: 'Priya Nair' }))

  test('no reply, no survey, no letter to the team, and all of them again afterwards', async () => {
    await hold()
    const before = server.connections()
    const letter = { to: 'jo@example.com', subject: 'Join us', text: 'Here' }
    expect(await channel.deliver(scope, aReply(NOW))).toMatchObject({ outcome: 'refused', isLasting: false })
    expect(await mailer.send(scope, aLetter(NOW))).toMatchObject({
      notBefore: new Date(NOW.getTime() + MINUTE_MS),
    })
    expect(await post(scope, letter)).toBe(false)
    expect(server.connections()).toBe(before)
    await transact(scope, deleteHold)
    expect(await channel.deliver(scope, aReply(NOW))).toMatchObject({ outcome: 'delivered' })
    expect(await mailer.send(scope, aLetter(NOW))).toMatchObject({ outcome: 'delivered' })
    expect(await post(scope, letter)).toBe(true)
    expect(server.kept).toHaveLength(3)
  })

  test('of one workspace is not of another', async () => {
    const other = await aWorkspace()
    await transact(other, (scope) => insertHold(scope, { since: NOW, byId: 'x', byName: 'Jo' }))
    expect(await channel.deliver(scope, aReply(NOW))).toMatchObject({ outcome: 'delivered' })
  })
})

test('letters to the team are capped, too', async () => {
  const went: boolean[] = []
  for (let i = 0; i < CAPS.team.address + 3; i++)
    went.push(await post(scope, { to: 'jo@example.com', subject: 'Join us', text: 'Here' }))
  expect(went.filter(Boolean)).toHaveLength(CAPS.team.address)
})

test('the hour of a whole workspace is capped, and says when it is over', () => {
  const none = { count: 0, firstAt: null }
  expect(
    decideCap(
      'survey',
      { address: none, thread: none, hour: { count: CAPS.survey.hour, firstAt: NOW } },
      THEIRS,
    ),
  ).toEqual({
    allowed: false,
    because: expect.stringContaining('within an hour'),
    until: new Date(NOW.getTime() + HOUR_MS),
  })
})
