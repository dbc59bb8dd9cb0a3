/** Surveys from what happened to the score: who is asked and who is left in peace, links, answers, and everything that must not count. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordEntries } from '#features/timeline/index.ts'
import { customerIdOf } from '#features/timeline/ids.ts'
import { subscribe, startWorker } from '#platform/announcements.ts'
import { sql } from '#platform/database.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import { deleteHold, insertHold } from '#platform/outgoing.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { findWorkspaceByNo } from '#features/team/index.ts'
import { momentSubscribers } from '#features/moments/index.ts'
import { timelineSubscribers } from '#features/timeline/index.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { waitingSurveys } from './actions/kept-back.ts'
import { sendDue } from './actions/send.ts'
import { SurveyDefinition, type SurveyDefinition as Definition } from './contract.ts'
import {
  declareSurveySender,
  surveyPageRoutes,
  voiceRoutes,
  voiceSubscribers,
  type SurveyLetter,
  type SurveySender,
} from './index.ts'

const HOUR = 3_600_000
const SURVEY = '01890000-0000-7000-8000-0000000000aa'
let api: Api
let scope: Scope
let letters: SurveyLetter[] = []
let clock = NOW
let outcome: 'delivered' | 'unsure' = 'delivered'
let worker: ReturnType<typeof startWorker>

const usual: SurveySender = {
  isReady: () => Promise.resolve(true),
  send: async (_scope, letter) => {
    letters.push(letter)
    return outcome === 'delivered' ? { outcome } : { outcome, because: 'the line went dead' }
  },
}

beforeAll(async () => {
  subscribe(...timelineSubscribers, ...momentSubscribers, ...voiceSubscribers)
  declareSurveySender(usual)
  scope = await aWorkspace({ slices: 4 })
  const { db } = scope
  const log = openLog('silent')
  worker = startWorker({
    db,
    log,
    workspaceOf: (no) => findWorkspaceByNo(db, no),
    clock: () => clock,
    everyMs: 20,
  })
  api = openHttp({
    db,
    log,
    clock: () => clock,
    identify: async () => ({ actor: scope.actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() => {
    voiceRoutes(api, { baseUrl: () => 'https://care.tussock.example' })
    surveyPageRoutes(api, { db, clock: () => clock, random: scope.random })
  })
  await api.ready()
})
afterAll(async () => {
  await worker.stop()
  await api.close()
})
beforeEach(async () => {
  clock = NOW
  letters = []
  outcome = 'delivered'
  const fresh = await aWorkspace({ slices: 4 })
  scope = fresh
})

const aSurvey = (over: Partial<Definition> = {}): Definition =>
  SurveyDefinition.parse({
    name: 'After a conversation',
    questions: [
      { key: 'q1', measure: 'csat', wording: null },
      { key: 'q2', measure: 'ces', wording: 'How easy was it to get your hem sorted?' },
    ],
    asksWhy: true,
    offersReflections: true,
    trigger: 'resolved',
    delayHours: 24,
    quiet: { from: '21:00', to: '09:00' },
    capDays: 30,
    sample: 1,
    reminderDays: 5,
    language: 'en',
    ...over,
  })

const ask = (method: 'GET' | 'PUT' | 'POST', path: string, payload?: object) =>
  api.inject({ method, url: `/api/v1${path}`, ...(payload ? { payload } : {}) })
const page = (url: string) => api.inject({ method: 'GET', url: url.replace(/^https:\/\/[^/]+/, '') })
const post = (url: string, fields: string, headers: Record<string, string> = {}) =>
  api.inject({
    method: 'POST',
    url: url.replace(/^https:\/\/[^/]+/, ''),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: fields,
  })

async function switchOn(definition: Definition): Promise<void> {
  clock = new Date(NOW.getTime() - 48 * HOUR)
  expect((await ask('PUT', `/surveys/${SURVEY}`, { definition })).statusCode).toBe(204)
  expect((await ask('PUT', `/surveys/${SURVEY}/switch`, { isOn: true })).statusCode).toBe(204)
  clock = NOW
}

const kofi = {
  identities: [{ kind: 'email' as const, value: 'kofi@example.com', verified: true }],
  traits: { name: 'Kofi Mensah', zone: 'America/New_York' },
}
const asks = (over: object = {}) =>
  anEntry({
    ...kofi,
    text: 'The hem came undone.',
    conversation: 'hem',
    at: new Date(NOW.getTime() - 26 * HOUR),
    ...over,
  })
const answers = (over: object = {}) =>
  anEntry({ ...kofi, kind: 'message_out', text: 'It is on its way.', conversation: 'hem', author: { kind: 'agent', name: 'Priya Nair' }, at: new Date(NOW.getTime() - 25 * HOUR), ...over }) // prettier-ignore

async function happen(...entries: ReturnType<typeof anEntry>[]): Promise<void> {
  await recordEntries({ ...scope, now: clock }, entries)
  await worker.drained()
}
const look = () => sendDue({ ...scope, now: clock }, 'https://care.tussock.example')
const linkIn = ({ text }: SurveyLetter) => /https:\/\/\S+\/survey\/[\w-]{43}/.exec(text)?.[0] ?? ''
const standings = () =>
  transact(scope, ({ db, homes }) =>
    db.many<{ state: string; because: string | null }>(
      sql`select state, because from survey_invitation where home = any(${homes}::bigint[]) order by about_at`,
    ),
  )

async function asked(): Promise<string> {
  await switchOn(aSurvey())
  await happen(asks(), answers())
  expect(await look()).toBe(1)
  return linkIn(letters[0] as SurveyLetter)
}

test('a conversation that came to rest asks once; the answer is an entry of it and a score with its interval', async () => {
  const link = await asked()
  expect(letters[0]).toMatchObject({ address: 'kofi@example.com', earlier: 'none' })
  expect(letters[0]?.text).toContain('Great: ')
  const shown = await page(`${link}?q1=5`)
  expect(shown.body).toContain('Thank you, Kofi. You said “Great”.')
  expect(shown.body).toMatch(/id="q1-5" name="q1" value="5" checked/)

  const sent = await post(link, 'q1=5&q2=6&words=Priya+was+an+absolute+star&felt=easy&felt=made_up')
  expect([sent.statusCode, sent.body.includes('Priya will hear it.')]).toEqual([200, true])
  await worker.drained()
  const [entry] = await transact(scope, ({ db, homes }) =>
    db.many<{ body: string; data: Record<string, unknown>; conversationId: string | null }>(
      sql`select body, data, conversation_id from entry where home = any(${homes}::bigint[]) and kind = 'survey_answer' and at > ${new Date(0)}`,
    ),
  )
  expect(entry?.body).toBe('Priya was an absolute star')
  expect(entry?.conversationId).not.toBeNull()
  expect(entry?.data).toMatchObject({ survey: 'csat', rating: 5, ratingFrom: 1, ratingTo: 5, other: { agent: 'Priya Nair', reflections: ['easy'], thanks: true } }) // prettier-ignore

  const { items } = (await ask('GET', '/surveys')).json<{ items: { result: { returns: object; scores: { measure: string; score: object }[] } }[] }>() // prettier-ignore
  expect(items[0]?.result.returns).toMatchObject({ sent: 1, answered: 1, rate: { share: 1 } })
  expect(items[0]?.result.scores.map(({ measure }) => measure)).toEqual(['csat', 'ces'])
  expect(items[0]?.result.scores[0]?.score).toMatchObject({ value: 1, high: 1 })
})

test('looking at a link, by a scanner or anybody, counts for nothing; sending it twice counts once', async () => {
  const link = await asked()
  for (let i = 0; i < 5; i++) for (const rating of [1, 2, 3, 4, 5]) await page(`${link}?q1=${rating}`)
  await page(`${link}?choose=none`)
  expect((await page(link)).body).toContain('How was it, Kofi?')
  const [first, again] = [await post(link, 'q1=2'), await post(link, 'q1=5')]
  expect([first.body.includes('Thank you, Kofi'), again.body.includes('counts once')]).toEqual([true, true])
  const scores = () =>
    transact(scope, ({ db, homes }) =>
      db.many(
        sql`select rating::float8 as rating, side from survey_score where home = any(${homes}::bigint[])`,
      ),
    )
  // The answer becomes an entry first, and the entry a score: two announcements, one after the other.
  await expect.poll(scores, { timeout: 20_000 }).toEqual([{ rating: 2, side: -1 }])
  await worker.drained()
  expect(await scores()).toHaveLength(1)
})

const NO_ANSWERS = [
  'q1=6',
  'q1=0',
  'q1=-1',
  'q1=4.5',
  'q1=abc',
  'q2=8',
  'words=+',
  '',
  'felt=nonsense',
  'q1=%00',
]

test('an answer on no scale and without a word is shown again, and a right one after it counts', async () => {
  const link = await asked()
  for (const fields of NO_ANSWERS) {
    const answer = await post(link, fields)
    expect([fields, answer.statusCode]).toEqual([fields, 422])
    expect(answer.body).toContain('Choose one of the answers')
  }
  expect((await post(link, 'q1=4')).body).toContain('Thank you')
})

test('words that no database keeps are taken without what it can’t keep; too many are shown again', async () => {
  const link = await asked()
  expect((await post(link, `words=${'a'.repeat(5_001)}`)).statusCode).toBe(422)
  expect((await post(link, 'q1=5&words=fine%00+and+%F0%9F%8C%BF')).statusCode).toBe(200)
  await worker.drained()
})

test('a guessed link is answered like a mistyped one, and from the twentieth on with 429, the right one included', async () => {
  const link = await asked()
  const guess = (i: number) => link.replace(/[\w-]{43}$/, String(i).padStart(43, 'x'))
  const answers = []
  for (let i = 0; i < 20; i++) answers.push(await page(guess(i)))
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(answers[0]?.statusCode).toBe(404)
  expect((await page(guess(21))).statusCode).toBe(429)
  expect((await page(link)).statusCode).toBe(429)
  clock = new Date(clock.getTime() + 61_000)
  expect((await page(link)).statusCode).toBe(200)
})

test('only the hash of a link is kept, and another workspace does not know it', async () => {
  const link = await asked()
  const token = link.slice(-43)
  const rows = await transact(scope, ({ db, homes }) =>
    db.many<{ row: string }>(
      sql`select to_jsonb(t)::text || to_jsonb(i)::text as row from survey_token t join survey_invitation i on i.home = t.home and i.id = t.invitation_id where t.home = any(${homes}::bigint[]) and i.home = any(${homes}::bigint[])`,
    ),
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.row).not.toContain(token)
  const other = await aWorkspace()
  expect((await page(link.replace(/\/s\/\d+\//, `/s/${other.workspace.no}/`))).statusCode).toBe(404)
})

test.each([
  ['wrote_again', [asks({ at: new Date(NOW.getTime() - 2 * HOUR), text: 'And another thing' })]],
  ['unsubscribed', [anEntry({ ...kofi, kind: 'subscription', data: { status: 'unsubscribed' }, at: new Date(NOW.getTime() - 3 * HOUR) })]],
  ['hardship', [anEntry({ ...kofi, conversation: 'other', text: 'My husband died last week and I am trying to sort out his orders.', at: new Date(NOW.getTime() - 200 * HOUR) })]],
] as const)('she is left in peace: %s', async (because, more) => {
  await switchOn(aSurvey())
  await happen(asks(), answers(), ...more)
  expect(await look()).toBe(0)
  expect(await standings()).toContainEqual({ state: 'left_out', because })
  expect(letters).toEqual([])
}) // prettier-ignore

test('one survey in thirty days, whatever the causes; the same cause never asks again', async () => {
  await asked()
  await happen(
    answers({ conversation: 'second', at: new Date(NOW.getTime() - 25 * HOUR) }),
    answers({ at: new Date(NOW.getTime() - 24.5 * HOUR) }),
  )
  expect(await look()).toBe(0)
  expect(await standings()).toEqual(expect.arrayContaining([{ state: 'sent', because: null }, { state: 'left_out', because: 'asked_lately' }])) // prettier-ignore
  expect(letters).toHaveLength(1)
})

test('“stop them” at the foot counts when it is pressed, and lasts', async () => {
  const link = await asked()
  expect((await post(`${link}?choose=none`, '')).body).toContain('Nothing else has changed')
  clock = new Date(NOW.getTime() + 40 * 24 * HOUR)
  await happen(answers({ conversation: 'later', at: new Date(clock.getTime() - 30 * HOUR) }))
  clock = new Date(Date.UTC(2025, 11, 31, 16))
  expect(await look()).toBe(0)
  expect(await standings()).toContainEqual({ state: 'left_out', because: 'asked_not_to' })
})

test('in her night it waits for her morning, by her own clock', async () => {
  await switchOn(aSurvey({ delayHours: 1 }))
  clock = new Date('2025-11-22T06:00:00Z')
  const honolulu = { ...kofi, traits: { name: 'Leilani', zone: 'Asia/Tokyo' } }
  await happen(answers({ ...honolulu, at: new Date('2025-11-22T03:00:00Z') }))
  expect(await look()).toBe(1)
  clock = new Date('2025-11-22T15:00:00Z')
  await happen(answers({ identities: [{ kind: 'email', value: 'aiko@example.com', verified: true }], traits: { name: 'Aiko', zone: 'Asia/Tokyo' }, conversation: 'night', at: new Date('2025-11-22T13:30:00Z') })) // prettier-ignore
  expect(await look()).toBe(0)
  clock = new Date('2025-11-23T00:00:01Z')
  expect(await look()).toBe(1)
})

test('what happened before it was switched on, and what a made-up brand tells, asks nobody', async () => {
  await switchOn(aSurvey())
  await happen(
    answers({ at: new Date(NOW.getTime() - 90 * 24 * HOUR), conversation: 'old' }),
    answers({ source: 'sample', conversation: 'made up' }),
  )
  expect(await standings()).toEqual([])
})

test('a letter of which nobody knows whether it left is tried with the same reference, and never counts as two', async () => {
  outcome = 'unsure'
  await switchOn(aSurvey())
  await happen(asks(), answers())
  await look()
  clock = new Date(NOW.getTime() + 2 * 60_000)
  outcome = 'delivered'
  expect(await look()).toBe(1)
  expect(letters.map(({ earlier }) => earlier)).toEqual(['none', 'unsure'])
  expect(new Set(letters.map(({ reference }) => reference)).size).toBe(1)
})

test('one reminder, after the days that were set, and none to who has answered', async () => {
  const link = await asked()
  clock = new Date(NOW.getTime() + 5 * 24 * HOUR + 60_000)
  expect(await look()).toBe(1)
  expect(letters[1]?.subject).toBe('One question, if you have a moment')
  expect(linkIn(letters[1] as SurveyLetter)).not.toBe(link)
  clock = new Date(NOW.getTime() + 20 * 24 * HOUR)
  expect(await look()).toBe(0)
  expect((await post(linkIn(letters[1] as SurveyLetter), 'q1=4')).body).toContain('Thank you')
  expect((await post(link, 'q1=1')).body).toContain('counts once')
})

test.each(['send', 'drop'] as const)(
  'while nothing goes out nobody is asked; “%s” afterwards',
  async (fate) => {
    await switchOn(aSurvey())
    await happen(asks(), answers())
    await transact(scope, (scope) => insertHold(scope, { since: clock, byId: 'x', byName: 'Priya Nair' }))
    expect(await look()).toBe(0)
    expect(await transact({ ...scope, now: clock }, waitingSurveys.count)).toMatchObject({ count: 1 })
    clock = new Date(NOW.getTime() + HOUR)
    expect(await look()).toBe(0)
    await transact({ ...scope, now: clock }, async (scope) => {
      await deleteHold(scope)
      await waitingSurveys.release(scope, fate)
    })
    expect(await look()).toBe(fate === 'send' ? 1 : 0)
    expect(letters).toHaveLength(fate === 'send' ? 1 : 0)
    expect(await standings()).toEqual([
      fate === 'send' ? { state: 'sent', because: null } : { state: 'left_out', because: 'dropped' },
    ])
  },
)

test('a letter that was stopped on its way out waits until then, and no attempt is used up', async () => {
  await switchOn(aSurvey())
  await happen(asks(), answers())
  const until = new Date(NOW.getTime() + 2 * HOUR)
  declareSurveySender({
    isReady: () => Promise.resolve(true),
    send: async (_scope, letter) => {
      letters.push(letter)
      return clock < until
        ? { outcome: 'refused', because: 'enough for today', isLasting: false, notBefore: until }
        : { outcome: 'delivered' }
    },
  })
  expect([await look(), await look()]).toEqual([0, 0])
  expect(letters).toHaveLength(1)
  clock = until
  expect(await look()).toBe(1)
  expect(letters.map(({ earlier }) => earlier)).toEqual(['none', 'none'])
  declareSurveySender(usual)
})

test('a link made by hand asks one customer', async () => {
  await ask('PUT', `/surveys/${SURVEY}`, { definition: aSurvey({ trigger: 'by_hand' }) })
  await happen(asks())
  const customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: 'kofi@example.com' })
  const { url } = (await ask('POST', `/surveys/${SURVEY}/invitations`, { customerId })).json<{
    url: string
  }>()
  expect((await post(url, 'q1=5')).body).toContain('Thank you, Kofi')
  expect((await ask('POST', `/surveys/${SURVEY}/invitations`, { customerId: SURVEY })).statusCode).toBe(404)
})

test('answers from another tool count as scores, without a response rate; ratings beyond their scale do not', async () => {
  const rated = (survey: string, rating: number, from: number, to: number) =>
    anEntry({ ...kofi, source: 'csv:old', kind: 'survey_answer', data: { survey, rating, ratingFrom: from, ratingTo: to } }) // prettier-ignore
  await happen(rated('nps', 10, 0, 10), rated('nps', 6, 0, 10), rated('csat', 9, 1, 5), rated('ces', 5, 1, 5), rated('nps', 4, 1, 5), rated('csat', Number.NaN, 1, 5)) // prettier-ignore
  const { total } = (await ask('GET', '/surveys/results')).json<{ total: { returns: { rate: unknown }; scores: { measure: string; answers: number; score: { value: number; low: number; high: number } }[] } }>() // prettier-ignore
  expect(total.returns.rate).toBeNull()
  expect(total.scores.map(({ measure, answers }) => [measure, answers])).toEqual([['ces', 1], ['nps', 2]]) // prettier-ignore
  const nps = total.scores[1]?.score
  expect([nps?.value, (nps?.low ?? 0) < 0, (nps?.high ?? 0) > 0]).toEqual([0, true, true])
})

test('a try-out tells whom it would have asked and why not others, and writes nothing', async () => {
  await happen(
    asks(),
    answers(),
    answers({ conversation: 'second', at: new Date(NOW.getTime() - 40 * HOUR) }),
  )
  const trial = (await ask('POST', '/surveys/trials', { definition: aSurvey({ delayHours: 12 }) })).json()
  expect(trial).toMatchObject({ days: 90, causes: 2, asked: 1, people: 1, isWhole: true })
  expect(await standings()).toEqual([])
})

test('the page is the same in four languages, bears the brand’s colours, and stays small', async () => {
  for (const [language, words] of [
    ['en', 'How was it'],
    ['de', 'Wie war es'],
    ['fr', 'Comment était-ce'],
    ['es', '¿Qué tal fue'],
  ] as const) {
    // prettier-ignore
    const { html } = (await ask('POST', '/surveys/previews', { definition: aSurvey(), language })).json<{ html: string }>() // prettier-ignore
    expect(html).toContain(words)
    expect(html).toContain(`/s/${scope.workspace.no}/brand.css`)
    expect(html.length).toBeLessThan(12_000)
  }
  const [css, js] = [await page('/s/survey/survey.css'), await page('/s/survey/survey.js')]
  expect(js.body.length).toBeLessThan(10_240)
  expect(css.body.length).toBeLessThan(10_000)
  expect((await page('/s/survey/..%2f..%2findex.ts')).statusCode).toBe(404)
})
