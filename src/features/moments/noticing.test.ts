/** Noticing on a real database: the same moments whatever the order and however often; what people did stays. */
import { describe, expect, test } from 'vitest'
import { findEntries, mergeCustomers, readRecorded, type IncomingEntry } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import { record, takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW, seededChance } from '#testing/workspace.ts'
import { ListQueue } from './contract.ts'
import {
  listMoments,
  momentIdFrom,
  noticeJoined,
  noticeRecorded,
  rereadHistory,
  search,
  settleMoment,
  showQueue,
  snoozeMoment,
  sweepExpired,
  sweepSilent,
  sweepSnoozed,
  undoAct,
  unsnoozeMoment,
  writeNote,
  landActs,
  showMoment,
  assignMoment,
  unassignMoment,
  reopenMoment,
} from './index.ts'

const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
const later = (scope: Scope, hours: number): Scope => ({
  ...scope,
  now: new Date(NOW.getTime() + hours * 3_600_000),
})
const who = (name: string) =>
  ({ identities: [{ kind: 'email', value: `${name}@example.com`, verified: true }] }) as const
const open = async (scope: Scope) => (await showQueue(scope, ListQueue.parse({}))).items
const everything = async (scope: Scope) => {
  const { items } = await listMoments(scope, { limit: 200 })
  return items
    .map(
      ({ kind, state, words, also, expiry, customer }) =>
        `${customer.name} ${kind}/${also.join('+')} ${state} ${words} ${expiry.at}`,
    )
    .sort()
}

/** A month of two customers in which nearly every entry bears on another. */
function month(): IncomingEntry[] {
  const at = (days: number, hours = 0) => ago(days * 24 + hours)
  return ['ada', 'bea'].flatMap((name) => {
    const her = { ...who(name), conversation: `talk-${name}` }
    return [
      anEntry({
        ...her,
        messageId: `${name}-1`,
        kind: 'order',
        at: at(30),
        text: '',
        data: { order: `${name}1` },
      }),
      anEntry({
        ...her,
        messageId: `${name}-2`,
        kind: 'fulfilment',
        at: at(29),
        text: '',
        data: { order: `${name}1` },
      }),
      anEntry({
        ...who(name),
        messageId: `${name}-3`,
        kind: 'return',
        at: at(20),
        text: '',
        data: { order: `${name}1`, status: 'requested' },
      }),
      anEntry({
        ...who(name),
        messageId: `${name}-4`,
        kind: 'order',
        at: at(10),
        text: '',
        data: { order: `${name}2`, isGift: true },
      }),
      anEntry({
        ...who(name),
        messageId: `${name}-5`,
        kind: 'delivery',
        at: at(5),
        text: '',
        author: { kind: 'machine' },
        data: { order: `${name}2`, status: 'delayed' },
      }),
      anEntry({
        ...her,
        messageId: `${name}-6`,
        kind: 'message_out',
        at: at(4),
        text: 'It is late',
        author: { kind: 'agent', name: 'Jo Park' },
      }),
      anEntry({
        ...her,
        messageId: `${name}-7`,
        at: at(3),
        text: 'Where is my order? It still hasn’t arrived.',
      }),
      anEntry({
        ...her,
        messageId: `${name}-8`,
        kind: 'message_out',
        at: at(2),
        text: 'Tomorrow',
        author: { kind: 'agent', name: 'Jo Park' },
      }),
      anEntry({
        ...her,
        messageId: `${name}-9`,
        at: at(0, 1),
        text: 'Where is my order?! It still hasn’t arrived. My dog Biscuit is hungry.',
      }),
      anEntry({
        ...who(name),
        messageId: `${name}-10`,
        kind: 'return',
        at: at(0, 2),
        text: '',
        data: { order: `${name}2`, status: 'requested', reason: 'too late' },
      }),
    ]
  })
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const chance = seededChance(seed)
  return list
    .map((item) => ({ item, key: Buffer.from(chance(4)).readUInt32BE() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

describe.each([1, 4] as const)('noticing in %i slices', (slices) => {
  test('any order of arrival and any repetition give the same moments', async () => {
    const straight = await aWorkspace({ slices })
    await takeIn(straight, month())
    const expected = await everything(straight)
    expect(expected.length).toBeGreaterThan(8)
    expect(expected.filter((line) => line.includes(' open ')).length).toBeGreaterThanOrEqual(4)
    for (const seed of [1, 2, 3]) {
      const scope = await aWorkspace({ slices })
      const bodies = []
      for (const entry of shuffled(month(), seed)) {
        const body = await record(scope, [entry])
        bodies.push(body)
        await noticeRecorded(scope, [body])
      }
      expect(await everything(scope)).toEqual(expected)
      for (const body of shuffled(bodies, seed + 7)) await noticeRecorded(scope, [body])
      expect(await everything(scope)).toEqual(expected)
    }
    const backwards = await aWorkspace({ slices })
    await takeIn(backwards, month().reverse())
    expect(await everything(backwards)).toEqual(expected)
  })

  test('two workers at once notice once', async () => {
    const scope = await aWorkspace({ slices })
    const body = await record(scope, month())
    await Promise.all([
      noticeRecorded(scope, [body]),
      noticeRecorded(scope, [body]),
      noticeRecorded(scope, [body]),
    ])
    const straight = await aWorkspace({ slices })
    await takeIn(straight, month())
    expect(await everything(scope)).toEqual(await everything(straight))
  })

  test('of one conversation only the latest moment is in the queue', async () => {
    const scope = await aWorkspace({ slices })
    const her = { ...who('ada'), conversation: 't' }
    await takeIn(scope, [
      anEntry({ ...her, messageId: 'b', at: ago(1), text: 'Where is my order? It still hasn’t arrived.' }),
    ])
    await takeIn(scope, [
      anEntry({ ...her, messageId: 'a', at: ago(2), text: 'Where is my order? It still hasn’t arrived!' }),
    ])
    expect((await open(scope)).map(({ at }) => at)).toEqual([ago(1).toISOString()])
    expect((await listMoments(scope, { state: 'folded', limit: 9 })).items).toHaveLength(1)
  })

  test('history comes in as expired and never shows in the queue', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [
      anEntry({
        ...who('ada'),
        at: new Date('2019-03-01T10:00:00Z'),
        text: 'Where is my order? It still hasn’t arrived.',
      }),
    ])
    expect(await open(scope)).toEqual([])
    expect((await listMoments(scope, { limit: 9 })).items.map(({ state }) => state)).toEqual(['expired'])
  })

  test('a moment leaves the queue the second it expires, the sweep only tidies', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [
      anEntry({ ...who('ada'), at: ago(1), text: 'Where is my order? It still hasn’t arrived.' }),
    ])
    const [row] = await open(scope)
    const over = { ...scope, now: new Date(Date.parse(row!.expiry.at) + 1) }
    expect(await open(over)).toEqual([])
    expect((await showMoment(over, momentIdFrom(row!.id))).row.state).toBe('expired')
    await sweepExpired(over)
    expect((await listMoments(over, { state: 'expired', limit: 9 })).items).toHaveLength(1)
  })

  test('settled stays settled when it is read again, and a colleague cannot settle it twice', async () => {
    const scope = await aWorkspace({ slices })
    const body = await record(scope, [
      anEntry({ ...who('ada'), text: 'Where is my order? It still hasn’t arrived.' }),
    ])
    await noticeRecorded(scope, [body])
    const id = momentIdFrom((await open(scope))[0]!.id)
    await settleMoment(scope, id, { outcome: 'dismissed', reason: 'wrong_meaning' })
    await noticeRecorded(scope, [body])
    expect(await open(scope)).toEqual([])
    const jo: Scope = {
      ...scope,
      actor: {
        kind: 'member',
        id: '0197aaaa-0000-7000-8000-000000000001' as never,
        name: 'Jo',
        role: 'agent',
      },
    }
    await expect(settleMoment(jo, id, { outcome: 'done' })).rejects.toMatchObject({
      code: 'moment_settled',
      details: { by: 'Priya Nair' },
    })
    await expect(reopenMoment(jo, id)).rejects.toMatchObject({ code: 'moment_settled' })
    await settleMoment(scope, id, { outcome: 'done' })
    expect((await showMoment(scope, id)).settlement).toMatchObject({ outcome: 'done', by: 'Priya Nair' })
  })

  test('a snoozed moment comes back by itself, even after its time', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [anEntry({ ...who('ada'), text: 'Where is my order? It still hasn’t arrived.' })])
    const id = momentIdFrom((await open(scope))[0]!.id)
    await snoozeMoment(scope, id, { until: later(scope, 48).now })
    expect(await open(scope)).toEqual([])
    expect((await listMoments(scope, { state: 'snoozed', limit: 9 })).items).toMatchObject([
      { snoozedUntil: later(scope, 48).now.toISOString() },
    ])
    await sweepSnoozed(later(scope, 47))
    expect(await open(later(scope, 47))).toEqual([])
    await sweepSnoozed(later(scope, 48))
    expect(await open(later(scope, 48))).toHaveLength(1)
    await expect(snoozeMoment(scope, id, { until: ago(1) })).rejects.toMatchObject({
      code: 'snooze_past_due',
    })
  })

  test('waking it and a new message both end a snooze', async () => {
    const scope = await aWorkspace({ slices })
    const her = { ...who('ada'), conversation: 't' }
    await takeIn(scope, [
      anEntry({ ...her, at: ago(1), text: 'Where is my order? It still hasn’t arrived.' }),
    ])
    const id = momentIdFrom((await open(scope))[0]!.id)
    await snoozeMoment(scope, id, { until: later(scope, 5).now })
    await unsnoozeMoment(scope, id)
    expect(await open(scope)).toHaveLength(1)
    await snoozeMoment(scope, id, { until: later(scope, 5).now })
    const soon = later(scope, 1)
    await takeIn(soon, [anEntry({ ...her, at: soon.now, text: 'Ok.' })])
    expect((await open(soon)).map(({ id }) => id)).toEqual([id])
  })

  test('taking and letting go of a moment', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [anEntry({ ...who('ada'), text: 'Where is my order? It still hasn’t arrived.' })])
    const id = momentIdFrom((await open(scope))[0]!.id)
    const me = scope.actor.kind === 'member' ? scope.actor.id : ''
    await assignMoment(scope, id, { memberId: me })
    const mine = await showQueue(scope, ListQueue.parse({ of: 'mine' }))
    expect(mine.items).toMatchObject([{ assignee: { name: 'Priya Nair', initials: 'PN' } }])
    expect(mine.counts).toEqual({ mine: 1, team: 1, forLeaders: 0 })
    await unassignMoment(scope, id)
    expect((await showQueue(scope, ListQueue.parse({ of: 'mine' }))).items).toEqual([])
    await expect(
      assignMoment(scope, id, { memberId: '0197aaaa-0000-7000-8000-000000000001' }),
    ).rejects.toMatchObject({
      code: 'member_not_found',
    })
  })

  test('a note taken back in time never lands, one taken back later says so', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [anEntry({ ...who('ada'), text: 'Where is my order? It still hasn’t arrived.' })])
    const id = momentIdFrom((await open(scope))[0]!.id)
    const first = await writeNote(scope, id, 'Checked with the depot')
    await undoAct(scope, first.id)
    await landActs(later(scope, 1))
    const notes = async () =>
      (await showMoment(scope, id)).timeline.items
        .filter(({ kind }) => kind === 'note')
        .map(({ text }) => text)
    expect(await notes()).toEqual([])
    const second = await writeNote(scope, id, 'Asked the carrier')
    await landActs(later(scope, 1))
    expect(await notes()).toEqual(['Asked the carrier'])
    const jo: Scope = {
      ...scope,
      actor: {
        kind: 'member',
        id: '0197aaaa-0000-7000-8000-000000000001' as never,
        name: 'Jo',
        role: 'agent',
      },
    }
    await expect(undoAct(jo, second.id)).rejects.toMatchObject({ code: 'act_not_yours' })
    await undoAct(later(scope, 2), second.id)
    expect((await notes()).sort()).toEqual(['Asked the carrier', 'Taken back: Asked the carrier'])
    await expect(undoAct(scope, second.id)).rejects.toMatchObject({ code: 'act_not_found' })
  })

  test('two customers who turn out to be one have one first order', async () => {
    const scope = await aWorkspace({ slices })
    const body = await record(scope, [
      anEntry({ ...who('ada'), kind: 'order', at: ago(50), text: '', data: { order: '1' } }),
      anEntry({ ...who('ada.home'), kind: 'order', at: ago(2), text: '', data: { order: '2' } }),
    ])
    await noticeRecorded(scope, [body])
    expect((await listMoments(scope, { kind: 'first_order', limit: 9 })).items).toHaveLength(2)
    const [a, b] = await read(scope, (scope) =>
      findEntries(scope, readRecorded(scope.workspace, [body]).refs),
    )
    await mergeCustomers(scope, a!.customerId, b!.customerId)
    await noticeJoined(scope, {
      persons: [{ canonical: a!.customerId, members: [a!.customerId, b!.customerId] }],
    })
    expect((await listMoments(scope, { kind: 'first_order', limit: 9 })).items).toHaveLength(1)
  })

  test('what is no longer seen is withdrawn, unless somebody has dealt with it', async () => {
    for (const isTouched of [false, true]) {
      const scope = await aWorkspace({ slices })
      await takeIn(scope, [
        anEntry({ ...who('ada'), kind: 'order', at: ago(2), text: '', data: { order: '2' } }),
      ])
      const id = momentIdFrom((await open(scope))[0]!.id)
      if (isTouched) await settleMoment(scope, id, { outcome: 'done' })
      await takeIn(scope, [
        anEntry({ ...who('ada'), kind: 'order', at: ago(50), text: '', data: { order: '1' } }),
      ])
      const left = (await listMoments(scope, { kind: 'first_order', limit: 9 })).items
      expect(left.map(({ state }) => state)).toEqual(isTouched ? ['done', 'expired'] : ['expired'])
    }
  })

  test('grief is not found by searching', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [
      anEntry({ ...who('ada'), text: 'My mother passed away last week, please cancel the order.' }),
    ])
    expect((await open(scope)).map(({ kind }) => kind)).toEqual(['hardship'])
    expect((await search(scope, 'mother')).moments).toEqual([])
    expect((await search(scope, 'ada')).moments).toHaveLength(1)
    const { facts } = await showMoment(scope, momentIdFrom((await open(scope))[0]!.id))
    expect(facts).toEqual([])
  })

  test('who has not been heard of for long is noticed once, and forgotten when she writes', async () => {
    const scope = await aWorkspace({ slices })
    const days = (count: number) => ago(count * 24)
    await takeIn(scope, [
      anEntry({
        ...who('ada'),
        kind: 'order',
        at: days(200),
        text: '',
        data: { order: '1', products: [{ name: 'Fern tee', quantity: 1 }] },
      }),
      anEntry({
        ...who('ada'),
        kind: 'order',
        at: days(125),
        text: '',
        data: { order: '2', products: [{ name: 'Moor trousers', quantity: 1 }] },
      }),
      anEntry({ ...who('bea'), kind: 'order', at: days(125), text: '', data: { order: '3' } }),
      anEntry({ ...who('cyd'), kind: 'order', at: days(900), text: '', data: { order: '4' } }),
      anEntry({ ...who('cyd'), kind: 'order', at: days(800), text: '', data: { order: '5' } }),
    ])
    await sweepSilent(scope)
    await sweepSilent(scope)
    expect(await open(scope)).toMatchObject([
      { kind: 'gone_silent', words: 'Last heard: Orders Moor trousers #2' },
    ])
    const detail = await showMoment(scope, momentIdFrom((await open(scope))[0]!.id))
    expect(detail).toMatchObject({
      entry: null,
      signs: [{ lead: 'Not a word for 120 days,', rest: 'after 2 orders' }],
    })
    await takeIn(scope, [anEntry({ ...who('ada'), at: ago(1), text: 'Hello' })])
    expect(await open(scope)).toEqual([])
    await sweepSilent(scope)
    expect(await open(scope)).toEqual([])
  })

  test('reading history again doubles nothing and keeps what was done', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, month())
    const before = await everything(scope)
    let last
    for await (const progress of rereadHistory(scope)) last = progress
    expect(last).toMatchObject({ read: expect.any(Number) as number, opened: 0, withdrawn: 0 })
    expect(await everything(scope)).toEqual(before)
  })
})
