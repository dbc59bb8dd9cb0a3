/** Plays over HTTP: what the composer and the screens ask, what is refused and how. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listMoments } from '#features/moments/index.ts'
import { Picture } from '#features/timeline/contract.ts'
import { pictureRoutes } from '#features/timeline/index.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import type { Actor, Scope } from '#platform/scope.ts'
import { aSession, memberWith } from '#testing/api.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import {
  Anecdote,
  Ask,
  AutonomyAnswer,
  Composer,
  FairnessAnswer,
  GrantRow,
  LaterAnswer,
  Macro,
  OwnWordsAnswer,
  Play,
  Reply,
  Task,
  TrialAnswer,
  UseAnswer,
} from './contract.ts'
import { lookOnce } from './outbox.ts'
import { playRoutes } from './index.ts'

let scope: Scope
let api: Api
let actor: Actor
let clock: Date
let keys = 0

beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  actor = scope.actor
  clock = NOW
  for (const role of ['supervisor', 'agent', 'viewer'] as const) await aSession(scope, role)
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock: () => clock,
    identify: () => Promise.resolve({ actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() => {
    playRoutes(api)
    pictureRoutes(api)
  })
  await api.ready()
  const from = (name: string, text: string, minutes: number, over: object = {}) =>
    anEntry({
      identities: [{ kind: 'email', value: `${name.toLowerCase()}@example.com`, verified: true }],
      traits: { name: `${name} Oduya` },
      conversation: `thread-${name}`,
      at: new Date(NOW.getTime() - minutes * 60_000),
      text,
      ...over,
    })
  await takeIn(scope, [
    from('Maren', 'I ordered the Wren dress and it still hasn’t arrived. Where is my order?', 30),
    from('Bea', 'I’m 5′1, quite petite, and not sure if the Wren dress runs large on me.', 40),
    from('Sun', 'My dog Biscuit loves the blanket.', 50),
    from('Gale', 'My mother passed away last week, please cancel the order.', 60),
    anEntry({
      kind: 'order',
      identities: [{ kind: 'email', value: 'sun@example.com', verified: true }],
      at: new Date(NOW.getTime() - 3_600_000 * 30),
      data: {
        order: '10500',
        total: { amountMinor: 62_000, currency: 'USD' },
        products: [{ name: 'Fern blanket', quantity: 1 }],
      },
    }),
  ])
})
afterAll(() => api.close())

type Answer = { status: number; body: Record<string, unknown>; text: string }
async function ask(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH',
  path: string,
  body?: object,
): Promise<Answer> {
  const answer = await api.inject({ method, url: `/api/v1${path}`, ...(body ? { payload: body } : {}) })
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    body: isJson ? (answer.json() as Answer['body']) : {},
    text: answer.body,
  }
}
const momentOf = async (kind: string) => (await listMoments(scope, { kind, limit: 1 })).items[0]?.id ?? ''
const composer = async (kind: string) =>
  Composer.parse((await ask('GET', `/moments/${await momentOf(kind)}/composer`)).body)
const as = (role: 'owner' | 'supervisor' | 'agent' | 'viewer') => {
  actor = role === 'owner' ? scope.actor : { kind: 'member', id: memberWith(scope, role), name: role, role }
}
const send = async (kind: string, over: object = {}) =>
  ask('POST', '/replies', { key: `route-key-${++keys}`, momentId: await momentOf(kind), text: 'Hi', ...over })
const pass = async (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1_000)
  await lookOnce({
    db: scope.db,
    log: openLog('silent'),
    workspaceOf: async () => scope.workspace,
    clock: () => clock,
  })
}

describe('the composer', () => {
  test('fills with one call: acts with cost and reason, the draft, where it goes out', async () => {
    const it = await composer('chasing')
    expect(it.openQuestion).toBe('Where is my order?')
    expect(it.goesOut).toEqual({
      as: 'Priya Nair',
      channel: 'log',
      label: 'copied by hand, recorded here',
      address: '',
      subject: null,
      isByHand: true,
    })
    expect(it.budget).toEqual({
      currency: 'USD',
      limitMinor: 25_000,
      leftMinor: 25_000,
      customerLeftMinor: 4_000,
      actMinor: 2_500,
    })
    expect(it.draft.text).toMatch(/^Hi Maren, /)
    const parcel = it.offers.find(({ kind }) => kind === 'parcel')
    expect(parcel).toMatchObject({
      id: 'play:late-parcel:0',
      cost: { amountMinor: 1_800, currency: 'USD' },
      needs: 'own',
      disabled: null,
      play: { name: 'Where is it?', hope: 'She does not have to write again' },
    })
    // Money for the trouble waits for the answer, here among “more acts” as well.
    expect(it.more.find(({ kind }) => kind === 'credit')?.disabled).toMatch(/^Her question comes first/)
    expect(it.offers.findIndex(({ disabled }) => disabled !== null)).toBe(-1)
  })

  test('what is offered can be sent back as it is', async () => {
    const parcel = (await composer('chasing')).offers.find(({ kind }) => kind === 'parcel')
    const { status, body } = await send('chasing', { text: parcel?.words ?? '', acts: [parcel?.act] })
    expect([status, Reply.parse(body).acts[0]?.money]).toEqual([201, { amountMinor: 1_800, currency: 'USD' }])
    expect((await ask('DELETE', `/replies/${String(body['id'])}`)).body).toMatchObject({ state: 'undone' })
  })

  test('beside a hard time it offers kindness alone, and no draft: a person writes it', async () => {
    const it = await composer('hardship')
    expect(it.fromScratch).toEqual({ because: 'She is going through a hard time' })
    expect(it.draft.text).toBe('')
    expect(it.offers.filter(({ disabled }) => disabled === null).map(({ kind }) => kind)).toEqual([
      'line',
      'note',
    ])
    expect(it.more.filter(({ disabled }) => disabled === null).map(({ kind }) => kind)).toEqual([
      'check_back',
      'exchange_request',
      'refund_request',
    ])
  })

  test('a big order is written from scratch too', async () => {
    expect((await composer('pet')).fromScratch).toEqual({ because: 'Order #10500 is $620' })
  })

  test('keeps a draft for its writer alone, until it is sent', async () => {
    const id = await momentOf('chasing')
    const fields = { text: 'Hi Maren, I', added: [], acts: [] }
    expect((await ask('PUT', `/moments/${id}/draft`, fields)).body).toMatchObject(fields)
    as('agent')
    expect((await composer('chasing')).saved).toBeNull()
    as('owner')
    expect((await composer('chasing')).saved).toMatchObject(fields)
    const { body } = await send('chasing')
    expect((await composer('chasing')).saved).toBeNull()
    await ask('DELETE', `/replies/${String(body['id'])}`)
  })

  test('says who else is here, and forgets who has gone', async () => {
    const id = await momentOf('chasing')
    as('agent')
    expect((await ask('PUT', `/moments/${id}/presence`, { isWriting: true })).body).toEqual({ items: [] })
    as('owner')
    expect((await ask('PUT', `/moments/${id}/presence`, {})).body).toMatchObject({
      items: [{ name: 'agent', isWriting: true }],
    })
    expect((await composer('chasing')).others).toHaveLength(1)
    clock = new Date(clock.getTime() + 46_000)
    expect((await composer('chasing')).others).toEqual([])
    clock = NOW
    as('agent')
    expect((await ask('DELETE', `/moments/${id}/presence`)).status).toBe(204)
    as('owner')
    expect((await composer('chasing')).others).toEqual([])
  })
})

describe('words of one’s own', () => {
  test('an anecdote is offered where it fits, with the reason, to its owner alone', async () => {
    const beas =
      (await listMoments(scope, { limit: 10 })).items.find(({ customer }) => customer.name === 'Bea Oduya')
        ?.kind ?? ''
    const kept = await ask('POST', '/anecdotes', {
      fact: 'I am 5’2',
      product: 'Wren dress',
      verdict: 'no hemming needed',
      words: 'I’m 5’2 too, and my Wren needed no hemming at all.',
    })
    expect([kept.status, Anecdote.parse(kept.body)]).toMatchObject([
      201,
      { told: 0, isYours: true, isShared: false, topics: ['body'] },
    ])
    const [first] = (await composer(beas)).offers
    expect(first).toMatchObject({
      kind: 'anecdote',
      source: 'own',
      why: 'From your anecdotes · you are 5′1 too + Wren dress · not told yet',
      cost: null,
    })
    as('agent')
    expect((await ask('GET', '/anecdotes')).body).toEqual({ items: [] })
    expect((await composer(beas)).offers.filter(({ source }) => source === 'own')).toEqual([])
    expect((await ask('DELETE', `/anecdotes/${String(kept.body['id'])}`)).status).toBe(404)
    as('owner')
    // Told once, it is not offered to the same customer again, and counts.
    const told = await send(beas, { text: first?.words ?? '', acts: [first?.act] })
    expect(Reply.parse(told.body).isPersonal).toBe(true)
    await pass(11)
    expect((await composer(beas)).offers.filter(({ source }) => source === 'own')).toEqual([])
    expect((await ask('GET', '/anecdotes')).body).toMatchObject({ items: [{ told: 1, isStale: false }] })
    // Shared, a colleague may read it; it stays its owner’s to send.
    await ask('PUT', `/anecdotes/${String(kept.body['id'])}`, {
      fact: 'I am 5’2',
      words: 'Rewritten',
      isShared: true,
    })
    as('agent')
    expect((await ask('GET', '/anecdotes')).body).toMatchObject({ items: [{ isYours: false, told: 0 }] })
    as('owner')
  })

  test('a macro with a required place does not go out without words in it', async () => {
    const made = await ask('POST', '/macros', {
      name: 'Where is my order',
      kinds: ['chasing'],
      template: '{{greeting}}\n\nYour order {{order|}} is on its way. {{personal!}}\n\n{{sign_off}}',
    })
    const macro = Macro.parse(made.body)
    expect(macro).toMatchObject({
      personal: 'required',
      variables: [{ name: 'greeting', isKnown: true }, { name: 'order' }, { name: 'sign_off' }],
    })
    await ask('PUT', '/voice', {
      greeting: 'Hello {{first_name|there}}!',
      signOff: 'Warmly,\n{{agent_first}}',
      avoid: ['unfortunately'],
    })
    const { draft, avoid } = await composer('chasing')
    expect(avoid).toEqual(['unfortunately'])
    expect(draft).toMatchObject({
      text: 'Hello Maren!\n\nYour order  is on its way. \n\nWarmly,\nPriya',
      macro: { id: macro.id, name: 'Where is my order' },
      personal: { at: 41, isRequired: true },
    })
    const at = draft.personal?.at ?? 0
    const empty = await send('chasing', {
      text: draft.text,
      macroId: macro.id,
      macroText: draft.text,
      personal: { start: at, end: at },
    })
    expect([empty.status, empty.body['code']]).toEqual([422, 'personal_slot_empty'])
    const own = 'I wore mine to a wedding.'
    const whole = draft.text.slice(0, at) + own + draft.text.slice(at)
    const sent = await send('chasing', {
      text: whole,
      macroId: macro.id,
      macroText: draft.text,
      personal: { start: at, end: at + own.length },
    })
    expect([sent.status, Reply.parse(sent.body).isPersonal]).toEqual([201, true])
    await ask('DELETE', `/replies/${String(sent.body['id'])}`)
    const filled = await ask('GET', `/macros/${macro.id}/filled?moment=${await momentOf('pet')}`)
    expect(filled.body).toMatchObject({ text: expect.stringContaining('Hello Sun!') as string, blank: [] })
    await ask('DELETE', `/macros/${macro.id}`)
  })

  test('the team’s own words are hidden while they would tell of a person', async () => {
    expect(OwnWordsAnswer.parse((await ask('GET', '/own-words')).body)).toMatchObject({
      share: null,
      seconds: null,
    })
  })

  test('the library answers what was asked, and sells only after a good end', async () => {
    await ask('POST', '/library', {
      title: 'How the Wren fits',
      sort: 'video',
      url: 'https://tussock.example/fit',
      words: 'Two minutes on how it sits:',
      products: ['Wren dress'],
      kinds: ['chasing'],
    })
    await ask('POST', '/library', {
      title: 'New colours',
      sort: 'guide',
      url: 'https://tussock.example/new',
      words: 'By the way:',
      kinds: ['chasing'],
      isUpsell: true,
    })
    const { offers } = await composer('chasing')
    const found = offers.filter(({ kind }) => kind === 'education')
    expect(found.map(({ title, disabled }) => [title, disabled])).toEqual([
      ['How the Wren fits', null],
      ['New colours', 'Only right after something was solved well'],
    ])
    expect(
      (await ask('POST', '/library', { title: 'x', sort: 'guide', url: 'javascript:alert(1)', words: 'x' }))
        .status,
    ).toBe(422)
  })
})

describe('the book', () => {
  test('comes with a starter book and a holiday pack, in sentences', async () => {
    const { items } = (await ask('GET', '/plays')).body as { items: unknown[] }
    const plays = items.map((item) => Play.parse(item))
    expect(plays.find(({ id }) => id === 'asked-twice')).toMatchObject({
      pack: 'starter',
      isOn: true,
      cost: { amountMinor: 1_000 },
      sentence: expect.stringMatching(
        /^When it is “.+” or “.+”, and nothing was given in the last 30 days\.$/,
      ) as string,
    })
    expect(plays.filter(({ pack }) => pack === 'holiday').every(({ isOn }) => !isOn)).toBe(true)
    const on = await ask('PUT', '/plays/pack', { pack: 'holiday', isOn: true })
    expect(
      (on.body as { items: { pack: string; isOn: boolean }[] }).items
        .filter(({ pack }) => pack === 'holiday')
        .every(({ isOn }) => isOn),
    ).toBe(true)
    await ask('PUT', '/plays/pack', { pack: 'holiday', isOn: false })
  })

  test('a play is tried on the past before it is switched on, and then offered', async () => {
    const fields = {
      name: 'A treat for the dog',
      when: { all: [{ field: 'kind', anyOf: ['pet'] }] },
      acts: [
        {
          kind: 'gift',
          title: 'A treat in the parcel',
          amountMinor: 400,
          words: 'A biscuit for {{pet|the dog}}',
        },
      ],
      hope: 'The dog is happy',
    }
    const trial = TrialAnswer.parse(
      (await ask('POST', '/plays/trial', { when: fields.when, acts: fields.acts })).body,
    )
    expect(trial).toMatchObject({
      offered: 1,
      customers: 1,
      heldBack: 0,
      most: { amountMinor: 400 },
      sentence: 'It would have been offered 1 time in the last 90 days, $4 at most.',
    })
    expect(trial.examples[0]).toMatchObject({
      name: 'Sun Oduya',
      words: expect.stringContaining('Biscuit') as string,
    })
    const held = TrialAnswer.parse(
      (
        await ask('POST', '/plays/trial', {
          when: { all: [{ field: 'kind', anyOf: ['chasing'] }] },
          acts: fields.acts,
        })
      ).body,
    )
    expect(held).toMatchObject({ offered: 0, heldBack: 1 })
    const made = Play.parse((await ask('POST', '/plays', fields)).body)
    expect([made.isOn, made.pack]).toEqual([false, 'own'])
    const isOffered = async () =>
      (await composer('pet')).offers.some(({ title }) => title === 'A treat in the parcel')
    expect(await isOffered()).toBe(false)
    await ask('PUT', `/plays/${made.id}/switch`, { isOn: true })
    expect(await isOffered()).toBe(true)
    await ask('DELETE', `/plays/${made.id}`)
    expect(await isOffered()).toBe(false)
    expect(
      (await ask('POST', '/plays', { ...fields, acts: [{ kind: 'credit', title: 'How much' }] })).body[
        'code'
      ],
    ).toBe('play_act_incomplete')
    expect(
      (await ask('POST', '/plays', { ...fields, when: { all: [{ field: 'sql', is: 'drop' }] } })).status,
    ).toBe(422)
  })

  test('a brought play that was changed can be put back as it came', async () => {
    const [before] = ((await ask('GET', '/plays')).body as { items: Play[] }).items
    const { name: _, ...rest } = Play.parse(before)
    const { when, acts, who, hope } = rest
    await ask('PUT', `/plays/${rest.id}`, { name: 'Ours', when, acts, who, hope })
    const changed = ((await ask('GET', '/plays')).body as { items: Play[] }).items[0]
    expect(changed).toMatchObject({ name: 'Ours', isChanged: true, isOn: true })
    await ask('DELETE', `/plays/${rest.id}`)
    expect(((await ask('GET', '/plays')).body as { items: Play[] }).items[0]).toMatchObject({
      name: before?.name,
      isChanged: false,
    })
  })

  test('is a leader’s to change', async () => {
    as('agent')
    expect((await ask('PUT', '/plays/pet/switch', { isOn: false })).status).toBe(403)
    expect((await ask('PATCH', '/autonomy', { actMinor: 1 })).status).toBe(403)
    as('owner')
  })
})

describe('money', () => {
  test('screen 08: the sentence, the matrix, saving a field, the replay', async () => {
    const answer = AutonomyAnswer.parse((await ask('GET', '/autonomy')).body)
    expect(answer).toMatchObject({
      sentence: expect.stringContaining('$25 for one act') as string,
      changedAt: null,
    })
    expect(answer.matrix.map(({ kind }) => kind)).toContain('refund_request')
    const changed = await ask('PATCH', '/autonomy', { actMinor: 2_000 })
    expect(changed.body).toMatchObject({ actMinor: 2_000, agentMonthMinor: 25_000, changedBy: 'Priya Nair' })
    expect((await ask('PATCH', '/autonomy', { actMinor: 5_000 })).body['code']).toBe('policy_too_mixed')
    await ask('PATCH', '/autonomy', { actMinor: 2_500 })
    expect((await ask('POST', '/autonomy/replay', { actMinor: 1_000 })).body).toMatchObject({ days: 90 })
  })

  test('what was given stands in the ledger, in the month’s use and in the file for finance', async () => {
    const sent = Reply.parse(
      (await send('pet', { text: '', acts: [{ kind: 'credit', amountMinor: 1_000, reason: '=Biscuit' }] }))
        .body,
    )
    await pass(11)
    const list = (await ask('GET', '/grants')).body as { items: GrantRow[] }
    const row = list.items.map((item) => GrantRow.parse(item)).find(({ id }) => id === sent.acts[0]?.grantId)
    expect(row).toMatchObject({
      kind: 'credit',
      amountMinor: 1_000,
      within: 'policy',
      reason: '=Biscuit',
      customer: { name: 'Sun Oduya' },
    })
    const use = UseAnswer.parse((await ask('GET', '/autonomy/use')).body)
    expect(use.members.find(({ isYou }) => isYou)).toMatchObject({ usedMinor: 1_000, acts: 1 })
    expect(use.team).toMatchObject({ usedMinor: 1_000, customers: 1 })
    const file = await ask('GET', '/grants.csv?month=2025-11')
    expect(file.text.split('\r\n')[0]).toContain('"category","amount","currency"')
    expect(file.text).toContain('"Courtesy credit","10.00","USD"')
    expect(file.text).toContain('"\'=Biscuit"')
    expect(FairnessAnswer.parse((await ask('GET', '/autonomy/fairness')).body).all).toMatchObject({
      customers: 4,
      touched: 2,
      given: 1,
    })
    expect(LaterAnswer.parse((await ask('GET', '/autonomy/later')).body)).toMatchObject({
      waiting: 1,
      rows: [],
    })
    expect((await composer('pet')).more.find(({ kind }) => kind === 'credit')?.warning).toBe(
      'She was given $10 today',
    )

    const back = GrantRow.parse(
      (await ask('POST', `/grants/${row?.id ?? ''}/reversal`, { because: 'Wrong Sun' })).body,
    )
    expect(back.reversedBy).toBeTruthy()
    expect(UseAnswer.parse((await ask('GET', '/autonomy/use')).body).team).toMatchObject({
      usedMinor: 0,
      customers: 0,
    })
    const tasks = ((await ask('GET', '/tasks')).body as { items: Task[] }).items.map((item) =>
      Task.parse(item),
    )
    expect(tasks.find(({ title }) => title === 'Take back: courtesy credit')).toMatchObject({
      words: 'Wrong Sun',
      owner: null,
    })
  })

  test('what waits for hands can be handed to a shop as a file', async () => {
    const { text } = await ask('GET', '/tasks.csv')
    const [head, ...lines] = text.trim().split('\r\n')
    expect(head).toContain('"what","title","words","amount"')
    expect(lines.find((line) => line.includes('"Take back: courtesy credit"'))).toContain(
      '"10.00","USD","Sun Oduya","sun@example.com"',
    )
  })

  test('a task is ticked off with a photo, which is drawn anew, shown in a box without rights, and taken away', async () => {
    const task = ((await ask('GET', '/tasks')).body as { items: Task[] }).items[0]!
    const send = (url: string, payload: Buffer) =>
      api.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { 'content-type': 'application/octet-stream' } }) // prettier-ignore
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#963a70' } })
      .withExif({ IFD0: { Copyright: 'planted words' } })
      .jpeg()
      .toBuffer()
    for (const what of [photo, photo]) {
      const sent = await send(`/tasks/${task.id}/pictures?name=card.jpg`, what)
      expect(sent.statusCode, sent.body).toBe(201)
    }
    const { items } = (await ask('GET', `/pictures?of=${task.id}`)).body as { items: Picture[] }
    expect(items.map((item) => Picture.parse(item))).toMatchObject([{ of: task.id, name: 'card.jpg', width: 40, height: 30, by: actor.kind === 'member' ? actor.name : '' }]) // prettier-ignore
    const shown = await api.inject({ method: 'GET', url: `/api/v1/pictures/${items[0]!.id}` })
    expect(shown.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline; filename="picture.webp"',
    })
    expect(shown.rawPayload.includes('planted words')).toBe(false)

    const no = await send(`/tasks/${task.id}/pictures`, Buffer.from('<svg onload="alert(1)"/>'))
    expect([no.statusCode, no.json<{ code: string }>().code]).toEqual([422, 'picture_not_readable'])
    expect((await send('/tasks/01890000-0000-7000-8000-000000000000/pictures', photo)).statusCode).toBe(404)
    expect((await api.inject({ method: 'DELETE', url: `/api/v1/pictures/${items[0]!.id}` })).statusCode).toBe(
      204,
    )
    expect((await ask('GET', `/pictures?of=${task.id}`)).body).toMatchObject({ items: [] })
    expect((await api.inject({ method: 'GET', url: `/api/v1/pictures/${items[0]!.id}` })).statusCode).toBe(
      404,
    )
  })

  test('colleagues’ rows are not everyone’s to see, unless the policy says so', async () => {
    as('agent')
    expect((await ask('GET', '/grants')).body).toMatchObject({ items: [] })
    expect(
      UseAnswer.parse((await ask('GET', '/autonomy/use')).body).members.map(({ isYou }) => isYou),
    ).toEqual([true])
    as('owner')
    await ask('PATCH', '/autonomy', { showsEveryone: true })
    as('agent')
    expect(((await ask('GET', '/grants')).body as { items: unknown[] }).items.length).toBeGreaterThan(1)
    as('owner')
    await ask('PATCH', '/autonomy', { showsEveryone: false })
  })

  test('the ledger of nobody is refused by name', async () => {
    as('owner')
    expect(await ask('GET', '/grants?agent=abc%20def')).toMatchObject({
      status: 404,
      body: { code: 'member_not_found' },
    })
  })

  test('an ask walks from one colleague to another', async () => {
    as('agent')
    const asked = Ask.parse(
      (
        await ask('POST', '/asks', {
          key: 'http-ask-1',
          momentId: await momentOf('chasing'),
          kind: 'gesture',
          amountMinor: 9_400,
          reasoning: 'A tyre, as it were; two shops asked',
        })
      ).body,
    )
    expect(asked).toMatchObject({
      needs: 'lead',
      mayAnswer: false,
      answerBy: new Date(clock.getTime() + 2 * 3_600_000).toISOString(),
    })
    as('supervisor')
    expect((await ask('GET', '/asks')).body).toMatchObject({ items: [{ id: asked.id, mayAnswer: true }] })
    await ask('PUT', `/asks/${asked.id}/answer`, { isYes: true, words: 'Lovely' })
    as('agent')
    expect((await composer('chasing')).asks).toMatchObject([
      { answer: { isYes: true, by: 'supervisor', words: 'Lovely' } },
    ])
    const sent = await send('chasing', {
      text: '',
      acts: [{ kind: 'gesture', amountMinor: 9_400, askId: asked.id }],
    })
    expect([sent.status, Reply.parse(sent.body).acts[0]?.money?.amountMinor]).toEqual([201, 9_400])
    as('owner')
  })

  test('a program reads the ledger and gives nothing', async () => {
    actor = { kind: 'key', id: 'k', name: 'finance', scopes: ['read', 'write'], trust: 'server' }
    expect((await ask('GET', '/grants')).status).toBe(200)
    expect((await send('pet', { text: '', acts: [{ kind: 'credit', amountMinor: 100 }] })).status).toBe(403)
    as('owner')
  })
})
