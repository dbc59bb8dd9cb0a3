/** People's say in noticing, on a real database: hints, switches, examples, kinds of their own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noticeMoments, sureAmong } from '#reading/index.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import { listAudit } from '#platform/audit/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { listMoments, momentRoutes, withdrawUnwanted } from './index.ts'
import {
  MomentDetail,
  NoticingAnswer,
  QueueAnswer,
  TriedOwnKind,
  type OwnKindDefinition,
} from './contract.ts'

let scope: Scope
let api: Api
let clock = NOW
beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock: () => clock,
    identify: () => Promise.resolve({ actor: scope.actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() => momentRoutes(api))
  await api.ready()
})
afterAll(() => api.close())

async function ask(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object) {
  const answer = await api.inject({ method, url: `/api/v1${path}`, ...(body ? { payload: body } : {}) })
  if (answer.statusCode >= 400) return { status: answer.statusCode, body: answer.json<{ code: string }>() }
  return {
    status: answer.statusCode,
    body: answer.body.startsWith('{') ? answer.json<unknown>() : answer.body,
  }
}
const who = (name: string) => [{ kind: 'email' as const, value: `${name}@example.com`, verified: true }]
const says = (name: string, text: string, over: object = {}) =>
  takeIn(scope, [anEntry({ identities: who(name), at: new Date(NOW.getTime() - 600_000), text, ...over })])
const momentOf = async (name: string) => {
  const { items } = await listMoments(scope, { limit: 200 })
  return items.find(({ customer }) => customer.name.includes(name))
}
const detailOf = async (id: string) => MomentDetail.parse((await ask('GET', `/moments/${id}`)).body)
const noticing = async () => NoticingAnswer.parse((await ask('GET', '/noticing')).body)
const kindOf = async (kind: string) => (await noticing()).kinds.find((one) => one.kind === kind)!

/** What somebody says who has a dog and then the sentence below. */
const besideDog = (text: string) => `My dog Biscuit is here. ${text}`
/** A sentence of whose one finding the reading is not sure, alone and beside a dog, whichever kinds that may be in this release (src/reading/thresholds.ts). */
const UNSURE = [
  'Does the Wren dress run small?',
  'We are going to Crete next month.',
  'I need it by Friday.',
  'How does the return label work? I do not understand it.',
  'A great dress for weddings.',
].flatMap((text) => {
  const { moments } = noticeMoments(text)
  const [one] = moments
  const beside = noticeMoments(besideDog(text)).moments
  const isUnsure =
    moments.length === 1 &&
    sureAmong(moments).size === 0 &&
    beside.length === 2 &&
    sureAmong(beside).size === 1
  return one && isUnsure && beside.some(({ kind }) => kind === one.kind)
    ? [{ text, kind: one.kind as string }]
    : []
})[0]!

describe('a hint', () => {
  test('stands in the conversation, opens nothing, and becomes a sign once a person says it is right', async () => {
    await says('hilda', besideDog(UNSURE.text))
    const { id } = (await momentOf('hilda'))!
    const before = await detailOf(id)
    expect(before.signs.map(({ kind }) => kind)).toEqual(['pet'])
    const hint = before.hints.find(({ kind }) => kind === UNSURE.kind)!
    expect(before.entry?.text?.slice(hint.start, hint.end)).toBe(hint.quote)

    const { entryId, customerId, at, kind } = hint
    const word = { entryId, customerId, at, kind }
    expect((await ask('PUT', '/hints', { ...word, verdict: 'right' })).status).toBe(204)
    const after = await detailOf(id)
    expect(after.signs.map((sign) => sign.kind).sort()).toEqual(['pet', UNSURE.kind].sort())
    expect(after.hints.map((one) => one.kind)).not.toContain(UNSURE.kind)

    expect((await ask('PUT', '/hints', { ...word, verdict: null })).status).toBe(204)
    expect((await detailOf(id)).signs.map((sign) => sign.kind)).toEqual(['pet'])
    await ask('PUT', '/hints', { ...word, verdict: 'wrong', reason: 'wrong_meaning' })
    expect((await detailOf(id)).hints.map((one) => one.kind)).not.toContain(UNSURE.kind)
    expect((await kindOf(UNSURE.kind)).reasons.wrong_meaning).toBe(1)
  })

  test('alone it opens no moment, and the customer’s page shows it', async () => {
    await says('hugo', UNSURE.text)
    expect(await momentOf('hugo')).toBeUndefined()
    const [customer] = ((await ask('GET', '/search?q=hugo')).body as { customers: { id: string }[] })
      .customers
    const { body } = await ask('GET', `/customers/${customer!.id}/hints`)
    expect(body).toMatchObject({ items: [{ kind: UNSURE.kind }] })
  })

  test('of a stranger’s entry, or where nothing is read, is refused', async () => {
    const nobody = {
      entryId: '01890000-0000-7000-8000-000000000000',
      customerId: '01890000-0000-7000-8000-000000000000',
      at: NOW.toISOString(),
      kind: 'pet',
    }
    expect((await ask('PUT', '/hints', { ...nobody, verdict: 'right' })).body).toMatchObject({
      code: 'entry_not_found',
    })
  })
})

describe('not this', () => {
  test('is an example with its words, counted for its rule, and taken back on undo', async () => {
    await says('iris', 'My dog Pickle is here.')
    const moment = (await momentOf('iris'))!
    const was = await kindOf('pet')
    await ask('PUT', `/moments/${moment.id}/settlement`, { outcome: 'dismissed', reason: 'wrong_person' })
    const now = await kindOf('pet')
    expect(now.dismissed).toBe(was.dismissed + 1)
    expect(now.reasons.wrong_person).toBe(1)
    expect(now.dismissedShare!.high).toBeGreaterThan(now.dismissedShare!.share - 1e-9)
    expect(now.rules.some(({ rule, dismissed }) => rule.startsWith('pet.') && dismissed === 1)).toBe(true)

    const file = (await api.inject({ method: 'GET', url: '/api/v1/noticing/examples.jsonl' })).body
    const example = file
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ kind }) => kind === 'pet')!
    expect(example).toMatchObject({
      text: 'My dog Pickle is here.',
      verdict: 'wrong',
      reason: 'wrong_person',
    })
    expect((example['text'] as string).slice(example['start'] as number, example['end'] as number)).toBe(
      example['quote'],
    )
    expect(file).not.toContain(scope.actor.name)

    await ask('DELETE', `/moments/${moment.id}/settlement`)
    expect((await kindOf('pet')).dismissed).toBe(was.dismissed)
  })

  test('more than half the time, in enough cases, a rule says so itself', async () => {
    for (let i = 0; i < 10; i++) {
      await says(`june${i}`, 'I am getting married in June next year.')
      await ask('PUT', `/moments/${(await momentOf(`june${i}`))!.id}/settlement`, {
        outcome: 'dismissed',
        reason: 'not_worth_it',
      })
    }
    expect(await kindOf('wedding')).toMatchObject({ isMostlyDismissed: true, dismissed: 10, accepted: 0 })
  })
})

describe('a switch', () => {
  test('is heeded at once, takes back what nobody touched, and lets it come again', async () => {
    await says('kim', 'My cat Tom is here.')
    expect((await ask('PUT', '/noticing/switches/kind:pet', { isOn: false })).status).toBe(204)
    await withdrawUnwanted(scope, { kind: 'pet' })
    expect(await momentOf('kim')).toBeUndefined()
    await says('lea', 'My cat Tim is here.')
    expect(await momentOf('lea')).toBeUndefined()
    expect(await kindOf('pet')).toMatchObject({ isOn: false, off: { by: scope.actor.name } })

    await ask('PUT', '/noticing/switches/kind:pet', { isOn: true })
    await says('mia', 'My cat Tam is here.')
    expect((await momentOf('mia'))?.kind).toBe('pet')
  })

  test('of one rule leaves the others of its kind', async () => {
    const rule = (await detailOf((await momentOf('mia'))!.id)).signs[0]!.by
    await ask('PUT', `/noticing/switches/rule:${rule}`, { isOn: false })
    const pet = await kindOf('pet')
    expect(pet.isOn).toBe(true)
    expect(pet.rules.find((one) => one.rule === rule)?.isOn).toBe(false)
    await ask('PUT', `/noticing/switches/rule:${rule}`, { isOn: true })
  })

  test.each(['kind:nothing', 'pet', 'rule:pet', 'kind:pet.named'])('refuses %s', async (target) => {
    expect((await ask('PUT', `/noticing/switches/${target}`, { isOn: false })).body).toMatchObject({
      code: 'noticing_target_unknown',
    })
  })
})

describe('a kind of one’s own', () => {
  const allergy: OwnKindDefinition = {
    name: 'Allergies',
    valence: 'threat',
    livesHours: 24,
    any: ['allergic to'],
    none: [],
    saidBy: 'customer',
    channel: null,
    conditions: { orderAtLeast: null, isFirstOrder: false, product: null, daysSinceOrder: null },
  }
  const tryIt = async (definition: OwnKindDefinition) => {
    let [count, cursor] = [0, null as string | null]
    const quotes: TriedOwnKind['quotes'] = []
    do {
      const part = TriedOwnKind.parse((await ask('POST', '/noticing/trials', { definition, cursor })).body)
      count += part.count
      quotes.push(...part.quotes)
      cursor = part.next
    } while (cursor !== null)
    return { count, quotes }
  }

  test('shows what it would have caught, is noticed once it is on, edited, deleted and brought back', async () => {
    await says('nina', 'I am allergic to mohair, sadly.', { at: new Date(NOW.getTime() - 80 * 86_400_000) })
    await says('olga', 'I am allergic to mohair.', { at: new Date(NOW.getTime() - 95 * 86_400_000) })
    const { count, quotes } = await tryIt(allergy)
    expect(count).toBe(1)
    const [quote] = quotes
    expect(quote!.words.slice(quote!.marks[0]!.start, quote!.marks[0]!.end)).toBe('allergic to')

    const path = '/noticing/own-kinds/allergies'
    expect((await ask('PUT', path, { definition: allergy, isOn: false })).status).toBe(200)
    await says('pia', 'I am allergic to wool.')
    expect(await momentOf('pia')).toBeUndefined()
    await ask('PUT', path, { definition: allergy, isOn: true })
    await says('rosa', 'I am allergic to wool.')
    const moment = (await momentOf('rosa'))!
    expect(moment).toMatchObject({ kind: 'own:allergies', label: 'Allergies', valence: 'threat' })
    const detail = await detailOf(moment.id)
    expect(detail.signs[0]).toMatchObject({ quote: 'allergic to', lead: 'Allergies' })
    expect(detail.title).toContain('Allergies')
    const queue = QueueAnswer.parse((await ask('GET', '/queue?kind=own:allergies')).body)
    expect(queue.items.map(({ id }) => id)).toEqual([moment.id])
    const { items } = (await ask('GET', '/catalogue')).body as { items: { kind: string }[] }
    expect(items.map(({ kind }) => kind)).toContain('own:allergies')

    await ask('DELETE', path)
    await withdrawUnwanted(scope, { kind: 'own:allergies' })
    expect(await momentOf('rosa')).toBeUndefined()
    expect((await ask('DELETE', path)).body).toMatchObject({ code: 'own_kind_not_found' })
    await ask('PUT', path, { definition: { ...allergy, name: 'Allergy' }, isOn: true })
    await says('sara', 'I am allergic to silk.')
    expect((await momentOf('sara'))?.label).toBe('Allergy')
  })

  test('that would catch everything is refused', async () => {
    const definition = { ...allergy, any: ['!!'] }
    expect((await ask('PUT', '/noticing/own-kinds/all', { definition, isOn: true })).body).toMatchObject({
      code: 'kind_catches_all',
    })
    expect((await ask('POST', '/noticing/trials', { definition: allergy, cursor: 'x' })).body).toMatchObject({
      code: 'cursor_not_known',
    })
  })
})

describe('what is delicate', () => {
  const ill = 'We are moving to Leeds for my chemotherapy.'
  const facts = async (id: string) =>
    (
      (await ask('GET', `/customers/${id}/facts`)).body as {
        items: { value: string; sensitivity: string | null }[]
      }
    ).items

  test('is not remembered without recorded consent, is with it, and is forgotten when it is taken back', async () => {
    await says('tess', ill)
    const { id } = (await momentOf('tess'))!.customer
    expect(await facts(id)).toEqual([])
    expect(
      (await ask('POST', `/customers/${id}/facts`, { value: 'In hospital until May' })).body,
    ).toMatchObject({ code: 'consent_needed' })

    const consent = await ask('POST', `/customers/${id}/consents`, {
      about: 'health',
      purpose: 'so that we ship to the ward',
    })
    expect(consent).toMatchObject({
      status: 201,
      body: { about: 'health', by: scope.actor.name, revoked: null },
    })
    expect(new Set((await facts(id)).map(({ sensitivity }) => sensitivity))).toEqual(new Set(['health']))
    expect((await ask('POST', `/customers/${id}/facts`, { value: 'In hospital until May' })).status).toBe(201)

    // Who read it stands in the audit log, once an hour, without a word of it: her moment in a list did, so her facts did not again.
    const reads = () =>
      read(scope, (scope) => listAudit(scope, { action: 'delicate.read', subjectId: id }, { limit: 9 }))
    expect(await reads()).toMatchObject([
      { actorName: scope.actor.name, subjectKind: 'customer', details: { about: 'health', count: 1 } },
    ])
    const { row } = await detailOf((await momentOf('tess'))!.id)
    expect(row.customer.id).toBe(id)
    expect(await reads()).toHaveLength(1)
    clock = new Date(NOW.getTime() + 61 * 60_000)
    await detailOf(row.id)
    expect(await reads()).toHaveLength(2)
    for (const [i, path] of ['/queue', '/moments', `/customers/${id}/facts`].entries()) {
      clock = new Date(NOW.getTime() + (i + 2) * 61 * 60_000)
      await ask('GET', path)
      expect(await reads(), path).toHaveLength(i + 3)
    }
    clock = NOW

    const path = `/consents/${(consent.body as { id: string }).id}`
    expect((await ask('DELETE', path)).status).toBe(204)
    expect(await facts(id)).toEqual([])
    expect((await ask('DELETE', path)).body).toMatchObject({ code: 'consent_not_found' })
    const { items } = (await ask('GET', `/customers/${id}/consents`)).body as {
      items: { revoked: { by: string } }[]
    }
    expect(items[0]!.revoked.by).toBe(scope.actor.name)
  })
})
