/** A reply from the press of send to the customer: held, undone, sent once whatever its provider does, money first. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, EntryId, MemberId, ReplyId } from '#kit/id.ts'
import { SECOND_MS } from '#kit/time.ts'
import { listMoments } from '#features/moments/index.ts'
import { listLedger, observeRecorded } from '#features/promises/index.ts'
import { customerIdOf, findCustomerDetail, listTimelinePage, recordedBody } from '#features/timeline/index.ts'
import { openLog } from '#platform/log.ts'
import { sql } from '#platform/database.ts'
import { deleteHold, insertHold, type Fate } from '#platform/outgoing.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { record, takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { settleReply, tryAgain } from './actions/again.ts'
import { answerAsk, askColleague, askIdFrom } from './actions/asks.ts'
import { waitingReplies } from './actions/kept-back.ts'
import { sendReply, undoReply } from './actions/send.ts'
import { presentReply } from './actions/show.ts'
import { completeTask, showTasks, taskIdFrom } from './actions/tasks.ts'
import { declareChannels, type Delivery, type OutgoingMessage } from './channels.ts'
import { SendReply } from './contract.ts'
import { lookOnce } from './outbox.ts'
import { declareShops, type CarriedOut, type ShopOrder } from './shops.ts'
import type { Refused, Unsure } from './channels.ts'
import { bookOf } from './store/ledger.ts'

/** The world outside: a mail provider and a shop that do as they are told and remember what reached them. */
type Answer<Done> = Done | Refused | Unsure | 'break off'
const mail = { answers: [] as Answer<Delivery>[], got: [] as OutgoingMessage[] }
const shop = { answers: [] as Answer<CarriedOut>[], got: [] as ShopOrder[], isOpen: false }

let scope: Scope
let clock: Date
let momentId: string
let keys = 0

beforeAll(() => {
  declareChannels({
    name: 'email',
    label: 'by e-mail',
    routeOf: async (_scope, { identities }) => {
      const address = identities.find(({ kind }) => kind === 'email')?.value
      return address === undefined
        ? undefined
        : { address, subject: 'Re: Hello', inReplyTo: 'm1@example.com' }
    },
    deliver: async (_scope, message) => {
      mail.got.push(message)
      const answer = mail.answers.shift() ?? { outcome: 'delivered', externalId: 'out-1' }
      if (answer === 'break off') throw new Error('socket hang up')
      return answer
    },
  })
  declareShops({
    name: 'shop',
    takes: async () => shop.isOpen,
    carryOut: async (_scope, order) => {
      shop.got.push(order)
      const answer = shop.answers.shift() ?? { outcome: 'done', externalId: 'credit-1' }
      if (answer === 'break off') throw new Error('socket hang up')
      return answer
    },
  })
})

beforeEach(async () => {
  Object.assign(mail, { answers: [], got: [] })
  Object.assign(shop, { answers: [], got: [], isOpen: true })
  clock = NOW
  scope = await aWorkspace({ slices: 4 })
  await takeIn(scope, [
    anEntry({
      conversation: 'thread-1',
      text: 'Hi, I ordered the Wren dress on the 12th and it still hasn’t arrived. Where is it?',
      traits: { name: 'Maren Oduya' },
    }),
  ])
  momentId = (await listMoments(scope, { limit: 1 })).items[0]?.id ?? ''
})

const press = (over: Partial<SendReply> = {}, by: Scope = scope) =>
  sendReply(
    { ...by, now: clock },
    SendReply.parse({ key: `key-${++keys}-000`, momentId, text: 'Hi Maren', ...over }),
  )
const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * SECOND_MS)
}
const look = () =>
  lookOnce({
    db: scope.db,
    log: openLog('silent'),
    workspaceOf: async (no) => (no === scope.workspace.no ? scope.workspace : undefined),
    clock: () => clock,
  })
const stateOf = async (id: string) => (await presentReply(scope, id as ReplyId)).state
const out = async () =>
  (
    await read(scope, (scope) =>
      listTimelinePage(
        scope,
        customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' }),
        { limit: 20 },
      ),
    )
  ).items.filter(({ kind }) => kind === 'message_out')
const given = () =>
  read(scope, async ({ db, workspace }) => {
    const { sum } = await db.one<{ sum: number }>(
      sql`select coalesce(sum(amount_minor), 0)::bigint as sum from courtesy_grant where home = ${bookOf(workspace)}`,
    )
    return sum
  })
const used = () =>
  read(scope, async ({ db, workspace }) => {
    const { sum } = await db.one<{ sum: number }>(
      sql`select coalesce(sum(used_minor), 0)::bigint as sum from budget_use where home = ${bookOf(workspace)} and holder like 'agent:%'`,
    )
    return sum
  })
const CREDIT = { kind: 'credit', amountMinor: 1_000, reason: 'Asked twice' } as const
const colleague = (role: 'agent' | 'supervisor'): Scope => ({
  ...scope,
  actor: { kind: 'member', id: '01890000-0000-7000-8000-00000000000a' as MemberId, name: 'Jo', role },
})

describe('the hold', () => {
  test('nothing leaves for ten seconds, then the words leave once and stand in their conversation', async () => {
    const reply = await press()
    expect(reply).toMatchObject({
      state: 'held',
      channel: { name: 'email', label: 'by e-mail' },
      address: 'maren@example.com',
    })
    pass(9.9)
    await look()
    expect(mail.got).toEqual([])
    pass(0.2)
    await Promise.all([look(), look(), look()])
    expect(mail.got).toMatchObject([
      {
        text: 'Hi Maren',
        reference: reply.id,
        authorName: 'Priya Nair',
        subject: 'Re: Hello',
        inReplyTo: 'm1@example.com',
        earlier: 'none',
      },
    ])
    expect(await stateOf(reply.id)).toBe('sent')
    const [landed, ...more] = await out()
    expect(more).toEqual([])
    expect(landed).toMatchObject({
      text: 'Hi Maren',
      channel: 'email',
      author: { kind: 'agent', name: 'Priya Nair' },
      data: { other: { external: 'out-1', reply: reply.id } },
    })
    expect(landed?.conversationId).toBeTruthy()
    pass(3_600)
    await look()
    expect(mail.got).toHaveLength(1)
  })

  test('undone within the hold, nothing leaves and the money is free again', async () => {
    const reply = await press({ acts: [CREDIT], isDone: true })
    expect([await given(), await used()]).toEqual([1_000, 1_000])
    expect((await listMoments(scope, { limit: 1 })).items[0]?.state).toBe('done')
    pass(9)
    expect((await undoReply({ ...scope, now: clock }, reply.id as ReplyId)).state).toBe('undone')
    pass(60)
    await look()
    expect([mail.got, shop.got, await given(), await used()]).toEqual([[], [], 0, 0])
    expect((await listMoments(scope, { limit: 1 })).items[0]?.state).toBe('open')
    expect(await out()).toEqual([])
  })

  test('once it is on its way it can’t be taken back', async () => {
    const reply = await press()
    pass(11)
    await look()
    await expect(undoReply({ ...scope, now: clock }, reply.id as ReplyId)).rejects.toMatchObject({
      code: 'reply_gone_out',
    })
  })

  test('undo and the end of the hold at the same instant: exactly one of them wins', async () => {
    for (let i = 0; i < 8; i++) {
      const before = mail.got.length
      const reply = await press({ acts: [{ ...CREDIT, amountMinor: 100 }] })
      pass(10)
      const [undone] = await Promise.allSettled([
        undoReply({ ...scope, now: clock }, reply.id as ReplyId),
        look(),
      ])
      await look()
      expect([mail.got.length - before, await stateOf(reply.id)]).toEqual(
        undone.status === 'fulfilled' ? [0, 'undone'] : [1, 'sent'],
      )
    }
    expect(await given()).toBe(100 * mail.got.length)
  })

  test('pressing twenty times with one key is one reply and one gift', async () => {
    const key = 'the-same-key'
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => press({ key, acts: [CREDIT] }).catch(() => undefined)),
    )
    const ids = new Set(replies.flatMap((reply) => reply?.id ?? []))
    expect(ids.size).toBe(1)
    pass(11)
    await look()
    expect([mail.got.length, shop.got.length, await given()]).toEqual([1, 1, 1_000])
  })

  test('without a channel the words are copied by hand and recorded', async () => {
    await takeIn(scope, [
      anEntry({
        identities: [{ kind: 'phone', value: '+15550100200', verified: true }],
        channel: 'phone',
        text: 'My dog Biscuit loves it',
      }),
    ])
    const moment = (await listMoments(scope, { kind: 'pet', limit: 1 })).items[0]
    const reply = await press({ momentId: moment?.id ?? '' })
    expect(reply.channel).toEqual({ name: 'log', label: 'copied by hand, recorded here' })
    pass(11)
    await look()
    expect([mail.got, await stateOf(reply.id)]).toEqual([[], 'sent'])
  })

  test('a reply keeps the promise of a reply', async () => {
    const body = await record(scope, [
      anEntry({ kind: 'form', messageId: 'form-1', text: 'Do you alter them?', channel: 'form' }),
    ])
    await observeRecorded(scope, [body])
    const open = async () =>
      (await listLedger({ ...scope, now: clock }, { of: 'team', group: 'all', limit: 10 })).items.map(
        ({ standing }) => standing,
      )
    expect(await open()).toEqual(['open'])
    await press()
    pass(11)
    await look()
    const [landed] = await out()
    if (!landed) throw new Error('the reply is on the timeline')
    const told = recordedBody(
      [{ id: landed.id as EntryId, customerId: landed.customerId as CustomerId }],
      false,
    )
    await observeRecorded({ ...scope, now: clock }, [told])
    expect(await open()).toEqual(['kept'])
  })
})

describe('a provider', () => {
  test('that is away is asked again with the same reference until it has it', async () => {
    mail.answers = [
      { outcome: 'refused', because: 'The mail server is away.', isLasting: false },
      { outcome: 'refused', because: 'The mail server is away.', isLasting: false },
    ]
    const reply = await press()
    pass(11)
    await look()
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({
      state: 'sending',
      problem: 'The mail server is away.',
      tries: 1,
    })
    pass(5)
    await look()
    pass(20)
    await look()
    expect(mail.got.map(({ reference, earlier }) => [reference === reply.id, earlier])).toEqual([
      [true, 'none'],
      [true, 'not_sent'],
      [true, 'not_sent'],
    ])
    expect([await stateOf(reply.id), (await out()).length]).toEqual(['sent', 1])
  })

  test('that never comes back leaves the reply failed, with its reason, and it can be tried again', async () => {
    mail.answers = Array.from({ length: 7 }, () => ({
      outcome: 'refused' as const,
      because: 'The mail server is away.',
      isLasting: false,
    }))
    const reply = await press()
    pass(11)
    for (let i = 0; i < 10; i++) {
      await look()
      pass(3_600)
    }
    expect(await stateOf(reply.id)).toBe('failed')
    expect(mail.got).toHaveLength(7)
    await tryAgain({ ...scope, now: clock }, reply.id as ReplyId, { without: [], text: 'Hi again' })
    pass(11)
    await look()
    expect(await stateOf(reply.id)).toBe('sent')
    expect((await out())[0]?.text).toBe('Hi again')
  })

  test('that answers “maybe” stands as unsure, and is told so when it is asked again', async () => {
    mail.answers = [{ outcome: 'unsure', because: 'The line went dead after the letter.' }, 'break off']
    const reply = await press()
    pass(11)
    await look()
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({
      state: 'unsure',
      problem: 'The line went dead after the letter.',
    })
    pass(6)
    await look()
    expect((await presentReply(scope, reply.id as ReplyId)).problem).toBe(
      'The connection broke off: socket hang up',
    )
    pass(21)
    await look()
    expect(mail.got.map(({ earlier }) => earlier)).toEqual(['none', 'unsure', 'unsure'])
    expect([await stateOf(reply.id), (await out()).length]).toEqual(['sent', 1])
  })

  test('of whom nobody knows is settled by a person who looked', async () => {
    mail.answers = Array.from({ length: 20 }, () => 'break off')
    const [went, not] = [await press(), await press()]
    pass(11)
    for (let i = 0; i < 10; i++) {
      await look()
      pass(3_600)
    }
    expect([await stateOf(went.id), await stateOf(not.id)]).toEqual(['unsure', 'unsure'])
    await expect(tryAgain(scope, went.id as ReplyId, { without: [] })).rejects.toMatchObject({
      code: 'reply_not_stuck',
    })
    await settleReply({ ...scope, now: clock }, went.id as ReplyId, { outcome: 'sent' })
    await settleReply({ ...scope, now: clock }, not.id as ReplyId, { outcome: 'not_sent' })
    await look()
    expect([await stateOf(went.id), await stateOf(not.id), (await out()).length]).toEqual([
      'sent',
      'failed',
      1,
    ])
  })

  test('that was being spoken to when the process was killed is told that nobody knows', async () => {
    const reply = await press()
    pass(11)
    // The process dies in the middle: nothing after `deliver` is written down.
    mail.answers = ['break off']
    const kill = scope.db.transaction
    let calls = 0
    const dying = {
      ...scope.db,
      transaction: ((...args: Parameters<typeof kill>) => {
        calls += 1
        return mail.got.length > 0 ? Promise.reject(new Error('killed')) : kill(...args)
      }) as typeof kill,
    }
    await lookOnce({
      db: dying,
      log: openLog('silent'),
      workspaceOf: async () => scope.workspace,
      clock: () => clock,
    })
    expect(calls).toBeGreaterThan(2)
    expect(await stateOf(reply.id)).toBe('sending')
    await look()
    expect(mail.got).toHaveLength(1)
    pass(61)
    await look()
    expect(mail.got.map(({ earlier }) => earlier)).toEqual(['none', 'unsure'])
    expect([await stateOf(reply.id), (await out()).length]).toEqual(['sent', 1])
  })
})

describe('the acts', () => {
  test('money goes first: where the shop refuses, no word goes out, and it can be sent without', async () => {
    shop.answers = [{ outcome: 'refused', because: 'Shopify said “customer is disabled”.', isLasting: true }]
    const reply = await press({ acts: [CREDIT] })
    pass(11)
    await look()
    expect(mail.got).toEqual([])
    const failed = await presentReply(scope, reply.id as ReplyId)
    expect(failed).toMatchObject({
      state: 'failed',
      problem: 'Shopify said “customer is disabled”.',
      acts: [{ state: 'failed', problem: 'Shopify said “customer is disabled”.' }],
    })
    expect(await given()).toBe(1_000)
    await tryAgain({ ...scope, now: clock }, reply.id as ReplyId, { without: [failed.acts[0]?.id ?? ''] })
    expect([await given(), await used()]).toEqual([0, 0])
    pass(11)
    await look()
    expect([mail.got.length, shop.got.length, await stateOf(reply.id)]).toEqual([1, 1, 'sent'])
  })

  test('a shop that says “maybe” is asked with one reference, and the money is given once', async () => {
    shop.answers = ['break off', { outcome: 'unsure', because: 'No answer.' }]
    const reply = await press({ acts: [CREDIT] })
    pass(11)
    await look()
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({
      state: 'unsure',
      acts: [{ state: 'unsure' }],
    })
    pass(6)
    await look()
    pass(21)
    await look()
    expect(new Set(shop.got.map(({ reference }) => reference)).size).toBe(1)
    expect(shop.got.map(({ earlier }) => earlier)).toEqual(['none', 'unsure', 'unsure'])
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({
      state: 'sent',
      acts: [{ state: 'done', taskId: null }],
    })
    expect(await given()).toBe(1_000)
  })

  test('without a shop, credit is a task for somebody’s hands', async () => {
    shop.isOpen = false
    const reply = await press({ acts: [CREDIT] })
    pass(11)
    await look()
    await look()
    const [task, ...more] = await showTasks(scope, { of: 'open', limit: 10 })
    expect(more).toEqual([])
    expect(task).toMatchObject({
      kind: 'credit',
      money: { amountMinor: 1_000, currency: 'USD' },
      words: 'Asked twice',
      owner: { name: 'Priya Nair' },
    })
    expect((await presentReply(scope, reply.id as ReplyId)).acts[0]?.taskId).toBe(task?.id)
  })

  test('a discount code stands in the words and is made in the shop before they leave', async () => {
    const reply = await press({
      text: 'Use {{code}} next time.',
      acts: [{ kind: 'discount', amountMinor: 1_500 }],
    })
    const code = reply.acts[0]?.code ?? ''
    expect(code).toMatch(/^THANKS-[2-9A-Z]{8}$/)
    pass(11)
    await look()
    expect([shop.got[0]?.code, mail.got[0]?.text]).toEqual([code, `Use ${code} next time.`])
  })

  test('a check-back becomes a promise as the words leave, once', async () => {
    const reply = await press({
      acts: [{ kind: 'check_back', when: 'tue 3pm', words: 'I check back on Tuesday' }],
    })
    pass(11)
    await look()
    await look()
    const { items } = await listLedger({ ...scope, now: clock }, { of: 'team', group: 'all', limit: 10 })
    expect(items).toMatchObject([
      {
        wording: 'I check back on Tuesday',
        dueAt: '2025-11-25T20:00:00.000Z',
        owner: { name: 'Priya Nair' },
      },
    ])
    expect((await presentReply(scope, reply.id as ReplyId)).acts[0]?.promiseId).toBe(items[0]?.id)
    await expect(press({ acts: [{ kind: 'check_back', when: 'whenever' }] })).rejects.toMatchObject({
      code: 'when_not_readable',
    })
  })

  test('words that go with a check-back are one promise, and others in the text are found', async () => {
    const words = 'I’ll write again by Tuesday 3pm.'
    await press({
      text: `Hi Maren. ${words} We’ll refund you within 5 business days.`,
      acts: [{ kind: 'check_back', when: 'tue 3pm', words }],
    })
    pass(11)
    await look()
    const [landed] = await out()
    if (!landed) throw new Error('the reply is on the timeline')
    const told = recordedBody(
      [{ id: landed.id as EntryId, customerId: landed.customerId as CustomerId }],
      false,
    )
    await observeRecorded({ ...scope, now: clock }, [told])
    const { items } = await listLedger({ ...scope, now: clock }, { of: 'team', group: 'all', limit: 10 })
    expect(items.map(({ origin, keptBy }) => `${origin} ${keptBy}`).sort()).toEqual([
      'found refund',
      'made word',
    ])
  })

  test('a play of two people: the second step waits for the first', async () => {
    await press({
      acts: [
        { kind: 'step', title: 'Find the toy in the returns shelf' },
        { kind: 'step', title: 'Photograph its holiday and post it' },
        { kind: 'handwritten_note', words: 'Dear Theo, I had a lovely time' },
      ],
    })
    pass(11)
    await look()
    const tasks = await showTasks(scope, { of: 'open', limit: 10 })
    const [first, second] = tasks
      .filter(({ kind }) => kind === 'step')
      .sort((a) => (a.waitsFor === null ? -1 : 1))
    expect(second?.waitsFor).toEqual({ id: first?.id, title: 'Find the toy in the returns shelf' })
    await expect(completeTask(scope, taskIdFrom(second?.id ?? ''), undefined)).rejects.toMatchObject({
      code: 'task_waits',
    })
    await completeTask(scope, taskIdFrom(first?.id ?? ''), 'It was behind the door')
    const left = await showTasks(scope, { of: 'open', limit: 10 })
    expect(left.find(({ id }) => id === second?.id)?.waitsFor).toBeNull()
    expect((await completeTask(scope, taskIdFrom(second?.id ?? ''), undefined)).done).toMatchObject({
      by: 'Priya Nair',
    })
  })

  test('acts go without a word where there is nothing to say', async () => {
    const reply = await press({ text: '', acts: [CREDIT] })
    pass(11)
    await look()
    expect([mail.got, shop.got.length, await stateOf(reply.id), await out()]).toEqual([[], 1, 'sent', []])
    await expect(press({ text: ' ' })).rejects.toMatchObject({ code: 'nothing_to_send' })
  })

  test('a blank variable never leaves, and the refusal names it', async () => {
    await expect(press({ text: 'Hi {{first_name}}, about {{ order }}' })).rejects.toMatchObject({
      code: 'variable_blank',
      message: '{{first_name}}, {{ order }} have no value for this customer: fill it in or take it out.',
    })
  })

  test('money that is refused leaves no reply and nothing set aside', async () => {
    await expect(
      press({
        key: 'refused-key',
        acts: [CREDIT, { ...CREDIT, amountMinor: 2_500 }, { ...CREDIT, amountMinor: 2_500 }],
      }),
    ).rejects.toMatchObject({ code: 'customer_limit_reached' })
    expect([await given(), await used()]).toEqual([0, 0])
    pass(60)
    await look()
    expect(mail.got).toEqual([])
    // The same press with less goes through.
    expect((await press({ key: 'refused-key', acts: [CREDIT] })).state).toBe('held')
  })

  test('a process that dies between money and hold leaves nothing spent', async () => {
    const kill = scope.db.transaction
    let grants = 0
    const dying: Scope = {
      ...scope,
      now: clock,
      db: {
        ...scope.db,
        transaction: ((homestead, work, options) => {
          if (grants > 0) return Promise.reject(new Error('killed'))
          return kill(
            homestead,
            async (db) => {
              const result = await work(db)
              if (
                (await db.many(sql`select 1 from courtesy_grant where home = ${bookOf(scope.workspace)}`))
                  .length > 0
              )
                grants += 1
              return result
            },
            options,
          )
        }) as typeof kill,
      },
    }
    await expect(press({ key: 'dies-here', acts: [CREDIT] }, dying)).rejects.toThrow('killed')
    expect(await given()).toBe(1_000)
    pass(31)
    await look()
    expect([await given(), await used(), mail.got]).toEqual([0, 0, []])
  })
})

describe('a colleague’s yes', () => {
  const BIG = { kind: 'credit', amountMinor: 9_000, reason: 'Third broken promise' } as const

  test('is needed above the policy, is never one’s own, and serves once', async () => {
    await expect(press({ acts: [BIG] })).rejects.toMatchObject({
      code: 'needs_colleague',
      details: { needs: 'lead' },
    })
    const ask = await askColleague(scope, {
      key: 'ask-1-key',
      momentId,
      kind: 'credit',
      amountMinor: 9_000,
      reasoning: 'Third broken promise',
    })
    expect(ask).toMatchObject({ needs: 'lead', mayAnswer: false })
    await expect(answerAsk(scope, askIdFrom(ask.id), { isYes: true })).rejects.toMatchObject({
      code: 'not_yours_to_answer',
    })
    await expect(answerAsk(colleague('agent'), askIdFrom(ask.id), { isYes: true })).rejects.toMatchObject({
      code: 'not_yours_to_answer',
    })
    await expect(press({ acts: [{ ...BIG, askId: ask.id }] })).rejects.toMatchObject({
      code: 'ask_does_not_fit',
    })
    await answerAsk(colleague('supervisor'), askIdFrom(ask.id), { isYes: true })
    await expect(
      answerAsk(colleague('supervisor'), askIdFrom(ask.id), { isYes: false }),
    ).rejects.toMatchObject({ code: 'ask_answered' })
    const reply = await press({ acts: [{ ...BIG, askId: ask.id }] })
    expect([await given(), await used()]).toEqual([9_000, 0])
    await expect(press({ acts: [{ ...BIG, askId: ask.id }] })).rejects.toMatchObject({ code: 'ask_used' })
    // Undone, the yes is there again.
    await undoReply({ ...scope, now: clock }, reply.id as ReplyId)
    expect((await press({ acts: [{ ...BIG, askId: ask.id }] })).state).toBe('held')
  })

  test('is hers alone, about this moment alone', async () => {
    const asked = { kind: 'credit', amountMinor: 9_000, reasoning: 'Third broken promise' } as const
    const ask = await askColleague(scope, { ...asked, key: 'ask-3-key', momentId })
    await answerAsk(colleague('supervisor'), askIdFrom(ask.id), { isYes: true })
    await expect(press({ acts: [{ ...BIG, askId: ask.id }] }, colleague('agent'))).rejects.toMatchObject({
      code: 'ask_does_not_fit',
    })
    await takeIn(scope, [
      anEntry({
        identities: [{ kind: 'email', value: 'theo@example.com', verified: true }],
        conversation: 'thread-2',
        text: 'Where is my parcel? It still hasn’t arrived.',
      }),
    ])
    const other = (await listMoments(scope, { limit: 5 })).items.find(({ id }) => id !== momentId)?.id
    expect(other).toBeDefined()
    await expect(press({ momentId: other ?? '', acts: [{ ...BIG, askId: ask.id }] })).rejects.toMatchObject({
      code: 'ask_not_found',
    })
    expect([await given(), await used()]).toEqual([0, 0])
  })

  test('a no is an answer too', async () => {
    const ask = await askColleague(scope, {
      key: 'ask-2-key',
      momentId,
      kind: 'refund_request',
      reasoning: '70 days',
    })
    expect(ask.needs).toBe('peer')
    await answerAsk(colleague('agent'), askIdFrom(ask.id), { isYes: false, words: 'Offer an exchange' })
    await expect(press({ acts: [{ kind: 'refund_request', askId: ask.id }] })).rejects.toMatchObject({
      code: 'ask_does_not_fit',
    })
  })
})

test('a customer who is taken out again leaves no words, and the money counts against nobody', async () => {
  const { forgetActs } = await import('./actions/forget.ts')
  await press({ acts: [CREDIT] })
  const id = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
  expect(await read(scope, (scope) => findCustomerDetail(scope, id))).toBeTruthy()
  await forgetActs(scope, { customers: [id] })
  expect([await given(), await used()]).toEqual([0, 0])
  pass(11)
  await look()
  expect(mail.got).toEqual([])
})

describe('while nothing goes out', () => {
  const hold = () =>
    transact(scope, (scope) => insertHold(scope, { since: clock, byId: 'x', byName: 'Priya Nair' }))
  const letGo = (fate: Fate) =>
    transact({ ...scope, now: clock }, async (scope) => {
      await deleteHold(scope)
      await waitingReplies.release(scope, fate)
    })
  const kept = () => read(scope, waitingReplies.count)

  test('neither words nor money leave; sent afterwards, each leaves once', async () => {
    const reply = await press({ acts: [CREDIT] })
    await hold()
    pass(11)
    await look()
    await look()
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({ state: 'held', isKeptBack: true })
    expect([mail.got.length, shop.got.length, (await kept()).count]).toEqual([0, 0, 1])
    pass(3_600)
    await look()
    expect([mail.got.length, shop.got.length]).toEqual([0, 0])
    await letGo('send')
    await look()
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({ state: 'sent', isKeptBack: false })
    expect([mail.got.length, shop.got.length, (await kept()).count]).toEqual([1, 1, 0])
  })

  test('dropped, nothing leaves, the money comes back, and the moment is open again', async () => {
    const reply = await press({ acts: [CREDIT], isDone: true })
    await hold()
    pass(11)
    await look()
    expect(await given()).toBe(1_000)
    await letGo('drop')
    await look()
    pass(3_600)
    await look()
    expect(await presentReply(scope, reply.id as ReplyId)).toMatchObject({
      state: 'undone',
      isKeptBack: false,
      problem: 'Priya Nair said that it is not to go out.',
    })
    expect([mail.got.length, shop.got.length, await given(), await used()]).toEqual([0, 0, 0, 0])
    expect((await listMoments(scope, { limit: 1 })).items[0]?.id).toBe(momentId)
  })

  test('what may be out already is dropped for nobody: a person says', async () => {
    mail.answers = [{ outcome: 'unsure', because: 'no answer' }]
    const reply = await press()
    pass(11)
    await look()
    await hold()
    pass(60)
    await look()
    expect(mail.got).toHaveLength(1)
    await letGo('drop')
    pass(3_600)
    await look()
    expect(await stateOf(reply.id)).toBe('unsure')
    expect(mail.got).toHaveLength(1)
    await settleReply(scope, reply.id as ReplyId, { outcome: 'not_sent' })
    expect(await stateOf(reply.id)).toBe('failed')
  })

  test('money that was given stays given when its words are dropped, and a person sees it', async () => {
    mail.answers = [{ outcome: 'refused', because: 'away', isLasting: false }]
    const reply = await press({ acts: [CREDIT] })
    pass(11)
    await look()
    expect(shop.got).toHaveLength(1)
    await hold()
    pass(60)
    await look()
    await letGo('drop')
    expect(await stateOf(reply.id)).toBe('failed')
    expect(await given()).toBe(1_000)
  })

  test('what was kept back can be taken back by who wrote it', async () => {
    const reply = await press()
    await hold()
    pass(11)
    await look()
    await undoReply(scope, reply.id as ReplyId)
    expect((await kept()).count).toBe(0)
    await letGo('send')
    await look()
    expect(mail.got).toHaveLength(0)
  })
})
