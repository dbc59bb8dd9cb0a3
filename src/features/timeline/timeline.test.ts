import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { read, type Scope } from '#platform/scope.ts'
import { testDatabase } from '#testing/database.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { findCustomerDetail, listCustomers, listTimelinePage } from './actions.ts'
import { customerIdOf } from './ids.ts'
import type { IncomingEntry } from './rules/incoming.ts'
import { forgetKnown } from './intake.ts'
import {
  mergeCustomers,
  recordedBody,
  recordEntries,
  separateCustomers,
  timelineSubscribers,
  type Verdict,
} from './index.ts'

const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
const email = (value: string, verified = true) => ({ kind: 'email', value, verified }) as const
const user = (value: string, verified = true) =>
  ({ kind: 'external', value: `user:${value}`, verified }) as const
const browser = (value: string, verified = true) => ({ kind: 'anonymous', value, verified }) as const
const phone = (value: string) => ({ kind: 'phone', value, verified: true }) as const

async function textsOf(scope: Scope, identity: string): Promise<string[]> {
  const { items } = await listCustomers(scope, { identity, limit: 10 })
  if (!items[0]) return []
  const id = items[0].id
  const page = await read(scope, (scope) => listTimelinePage(scope, id as never, { limit: 200 }))
  return page.items.map(({ text }) => text ?? '')
}

describe.each([1, 4] as const)('a timeline in %i slices', (slices) => {
  test('what was said is stored once, however often it is sent', async () => {
    const scope = await aWorkspace({ slices })
    const entry = anEntry({ text: 'Where is it?' })
    expect((await recordEntries(scope, [entry, entry])).map(({ outcome }) => outcome)).toEqual([
      'stored',
      'known',
    ])
    expect((await recordEntries(scope, [entry])).map(({ outcome }) => outcome)).toEqual(['known'])
    expect(await recordEntries(scope, [{ ...entry, at: hoursAgo(0) }])).toEqual([{ outcome: 'known' }])
    expect(await textsOf(scope, 'Maren@Example.com')).toEqual(['Where is it?'])
  })

  test('what is known among what is new stays as it was, and the new is stored', async () => {
    const scope = await aWorkspace({ slices })
    const first = anEntry({ text: 'first' })
    await recordEntries(scope, [first])
    const sent = [anEntry({ text: 'second' }), { ...first, text: 'changed' }, anEntry({ text: 'third' })]
    expect((await recordEntries(scope, sent)).map(({ outcome }) => outcome)).toEqual([
      'stored',
      'known',
      'stored',
    ])
    expect((await textsOf(scope, 'maren@example.com')).sort()).toEqual(['first', 'second', 'third'])
  })

  test('the same messages sent by several at once are stored once', async () => {
    const scope = await aWorkspace({ slices })
    const entries = Array.from({ length: 40 }, (_, i) =>
      anEntry({ text: `no. ${i}`, identities: [email(`several${i % 7}@example.com`)] }),
    )
    const answers = await Promise.all(
      [entries, [...entries].reverse(), entries.slice(10), entries].map((part) => recordEntries(scope, part)),
    )
    const stored = answers.flat().filter(({ outcome }) => outcome === 'stored')
    expect(stored).toHaveLength(40)
  })

  test('whom a browser only claims becomes vouched for once a server says so', async () => {
    const scope = await aWorkspace({ slices })
    await recordEntries(scope, [anEntry({ identities: [email('claimed@example.com', false)] })])
    forgetKnown(scope)
    await recordEntries(scope, [anEntry({ identities: [email('claimed@example.com')] })])
    const { items } = await listCustomers(scope, { identity: 'claimed@example.com', limit: 10 })
    const detail = await read(scope, (scope) => findCustomerDetail(scope, items[0]!.id as never))
    expect(detail?.identities).toEqual([{ kind: 'email', value: 'claimed@example.com', verified: true }])
  })

  test('one bad entry is refused by name and the rest is stored', async () => {
    const scope = await aWorkspace({ slices })
    const verdicts = await recordEntries(scope, [
      anEntry({ text: 'good' }),
      anEntry({ identities: [] }),
      anEntry({ at: new Date('1900-01-01') }),
      anEntry({ at: new Date('2199-01-01') }),
      anEntry({ at: new Date('nonsense') }),
      anEntry({ text: 'null\u0000byte' }),
      anEntry({ text: 'half a pair \ud83d' }),
      anEntry({ data: { other: { deep: 'x\u0000' } } }),
      anEntry({ data: { other: { long: 'x'.repeat(70_000) } } }),
      anEntry({ text: 'good too' }),
    ])
    expect(verdicts.map((verdict) => ('reason' in verdict ? verdict.reason : verdict.outcome))).toEqual([
      'stored',
      'no_identity',
      'date_too_early',
      'date_in_the_future',
      'date_not_known',
      'text_not_storable',
      'text_not_storable',
      'text_not_storable',
      'data_too_large',
      'stored',
    ])
    expect((await textsOf(scope, 'maren@example.com')).sort()).toEqual(['good', 'good too'])
  })

  test('any order of arrival gives the same persons and the same timelines', async () => {
    const entries: IncomingEntry[] = [
      anEntry({ messageId: 'a', at: hoursAgo(50), kind: 'page', identities: [browser('b1')], text: 'looks' }),
      anEntry({
        messageId: 'b',
        at: hoursAgo(40),
        identities: [email('maren@example.com'), browser('b1')],
        text: 'asks',
        traits: { name: 'Maren' },
      }),
      anEntry({
        messageId: 'c',
        at: hoursAgo(30),
        identities: [user('1'), email('maren@example.com')],
        text: 'orders',
        traits: { name: 'Maren Oduya', city: 'Burlington' },
      }),
      anEntry({
        messageId: 'd',
        at: hoursAgo(20),
        identities: [user('2'), email('maren@example.com'), phone('+1 802 555 0101')],
        text: 'as a guest',
      }),
      anEntry({
        messageId: 'e',
        at: hoursAgo(10),
        identities: [user('3'), browser('b1'), phone('(802) 555-0101')],
        text: 'her sister, same browser',
      }),
      anEntry({ messageId: 'f', at: hoursAgo(5), identities: [phone('+18025550101')], text: 'by phone' }),
    ]
    const seen = new Set<string>()
    for (const order of [
      entries,
      [...entries].reverse(),
      [2, 5, 0, 4, 1, 3].map((i) => entries[i]!),
      [3, 0, 5, 2, 4, 1].map((i) => entries[i]!),
    ]) {
      const scope = await aWorkspace({ slices })
      for (const entry of order) await recordEntries(scope, [entry])
      const persons = [
        await textsOf(scope, 'email:maren@example.com'),
        await textsOf(scope, 'external:user:3'),
        await textsOf(scope, 'phone:+18025550101'),
      ]
      const names = (await listCustomers(scope, { identity: 'email:maren@example.com', limit: 1 })).items.map(
        ({ name, place }) => [name, place],
      )
      seen.add(JSON.stringify([persons, names]))
    }
    expect(seen.size).toBe(1)
    const [persons, names] = JSON.parse([...seen][0]!) as [string[][], string[][]]
    expect(persons[0]).toEqual(['by phone', 'as a guest', 'orders', 'asks', 'looks'])
    expect(persons[1]).toEqual(['her sister, same browser'])
    expect(names).toEqual([['Maren Oduya', 'Burlington']])
  })

  test('a shared browser belongs to whom it was first seen with, also where that is told last', async () => {
    const scope = await aWorkspace({ slices })
    const seen = (hours: number, who: string) =>
      anEntry({ at: hoursAgo(hours), identities: [email(who), browser('shared')], text: `${who} ${hours}` })
    for (const entry of [
      seen(10, 'ada@example.com'),
      seen(30, 'bea@example.com'),
      seen(50, 'ada@example.com'),
    ])
      await recordEntries(scope, [entry])
    await recordEntries(scope, [anEntry({ identities: [browser('shared')], text: 'on that browser' })])
    expect(await textsOf(scope, 'email:ada@example.com')).toContain('on that browser')
    expect(await textsOf(scope, 'email:bea@example.com')).not.toContain('on that browser')
  })

  test('what another process says of her while she is joined is shown', async () => {
    const scope = await aWorkspace({ slices })
    const jo = email('jo@example.com')
    await recordEntries(scope, [
      anEntry({ at: hoursAgo(9), identities: [email('maren@example.com')] }),
      anEntry({ at: hoursAgo(9), identities: [jo], traits: { city: 'Kiel' } }),
    ])
    const idOf = ({ kind, value }: ReturnType<typeof email>) =>
      customerIdOf(scope.workspace.id, { kind, value })
    const [maren, other] = [idOf(email('maren@example.com')), idOf(jo)]
    const another = new Client(await testDatabase())
    await another.connect()
    try {
      await another.query('begin')
      const traits = { city: { at: hoursAgo(1).toISOString(), value: 'Denver' } }
      for (const id of [maren, other])
        await another.query('update customer set traits = $1 where id = $2', [JSON.stringify(traits), id])
      const joining = mergeCustomers(scope, maren, other)
      // It has read what stood before, and waits for who is writing.
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await another.query(waiting)).rowCount, { timeout: 30_000 }).toBe(1)
      await another.query('commit')
      await joining
      const { rows } = await another.query<{ city: string }>(
        `select profile->>'city' as city from customer where id = any($1) and merged_into is null`,
        [[maren, other]],
      )
      expect(rows).toEqual([{ city: 'Denver' }])
    } finally {
      await another.end()
    }
  })

  test('a browser only claims to be somebody, so nothing is joined', async () => {
    const scope = await aWorkspace({ slices })
    await recordEntries(scope, [anEntry({ identities: [email('vip@example.com')], text: 'the real one' })])
    await recordEntries(scope, [
      anEntry({ identities: [browser('evil'), email('vip@example.com', false)], text: 'a claim' }),
    ])
    expect(await textsOf(scope, 'anonymous:evil')).not.toContain('the real one')
  })

  test('two customers are joined by hand and taken apart again, and the same evidence does not join them anew', async () => {
    const scope = await aWorkspace({ slices })
    const [a, b] = [email('a@example.com'), email('b@example.com')]
    await recordEntries(scope, [
      anEntry({ identities: [a], text: 'from a', at: hoursAgo(2) }),
      anEntry({ identities: [b], text: 'from b', at: hoursAgo(1) }),
    ])
    const [idA, idB] = [customerIdOf(scope.workspace.id, a), customerIdOf(scope.workspace.id, b)]
    await mergeCustomers(scope, idA, idB)
    expect(await textsOf(scope, 'a@example.com')).toEqual(['from b', 'from a'])
    const detail = await read(scope, (scope) => findCustomerDetail(scope, idB))
    expect(detail?.merged).toHaveLength(1)

    await separateCustomers(scope, detail!.id as never, detail!.merged[0]!.id as never)
    expect(await textsOf(scope, 'a@example.com')).toEqual(['from a'])
    expect(await textsOf(scope, 'b@example.com')).toEqual(['from b'])

    const joint = [user('9'), a]
    await recordEntries(scope, [anEntry({ identities: joint, text: 'joined by an id' })])
    const joined = await read(scope, (scope) => findCustomerDetail(scope, idA))
    await separateCustomers(scope, joined!.id as never, joined!.merged[0]!.id as never)
    await recordEntries(scope, [anEntry({ identities: joint, text: 'again' })])
    expect(await textsOf(scope, 'a@example.com')).toEqual(['from a'])
  })

  test('taking a joining back takes back that and nothing else', async () => {
    const scope = await aWorkspace({ slices })
    const [a, b, bMail] = [user('a'), user('b'), email('b@example.com')]
    await recordEntries(scope, [
      anEntry({ identities: [a], text: 'from a' }),
      anEntry({ identities: [b, bMail], text: 'from b' }),
      anEntry({ identities: [bMail], text: 'from b by mail' }),
    ])
    const [idA, idB] = [customerIdOf(scope.workspace.id, a), customerIdOf(scope.workspace.id, b)]
    await mergeCustomers(scope, idA, idB)
    expect(await textsOf(scope, 'external:user:a')).toHaveLength(3)
    const person = await read(scope, (scope) => findCustomerDetail(scope, idA))
    await separateCustomers(scope, person!.id as never, (person!.id === idA ? idB : idA) as never)
    expect(await textsOf(scope, 'external:user:a')).toEqual(['from a'])
    expect((await textsOf(scope, 'b@example.com')).sort()).toEqual(['from b', 'from b by mail'])
  })

  test('pages of a long timeline meet without a gap or a double', async () => {
    const scope = await aWorkspace({ slices })
    await recordEntries(
      scope,
      Array.from({ length: 130 }, (_, i) => anEntry({ at: hoursAgo(i * 97), text: `entry ${i}` })),
    )
    const id = customerIdOf(scope.workspace.id, email('maren@example.com'))
    const texts: string[] = []
    let cursor: string | undefined
    do {
      const page = await read(scope, (scope) => listTimelinePage(scope, id, { limit: 40, cursor }))
      texts.push(...page.items.map(({ text }) => text ?? ''))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(texts).toEqual(Array.from({ length: 130 }, (_, i) => `entry ${i}`))
  })

  test('what was seen long before the first word is on the timeline too', async () => {
    const scope = await aWorkspace({ slices })
    const look = anEntry({ kind: 'page', at: hoursAgo(24 * 900), text: 'looks, years ago' })
    const ask = anEntry({ at: hoursAgo(2), text: 'asks' })
    const [, asked] = await recordEntries(scope, [look, ask])
    const { entryId: id, customerId } = asked as Extract<Verdict, { outcome: 'stored' }>
    await timelineSubscribers[0]!.handle(scope, recordedBody([{ id, customerId }], false))
    expect(await textsOf(scope, 'maren@example.com')).toEqual(['asks', 'looks, years ago'])
  })

  test('a customer is found by the beginning of a word, and listed by what happened last', async () => {
    const scope = await aWorkspace({ slices })
    const verdicts = await recordEntries(scope, [
      anEntry({
        identities: [email('theo.castellanos@example.com')],
        traits: { name: 'Théo Castellanos' },
        at: hoursAgo(9),
      }),
      anEntry({ identities: [email('kofi@example.com')], traits: { name: 'Kofi Brandt' }, at: hoursAgo(3) }),
    ])
    expect((await listCustomers(scope, { q: 'theo cast', limit: 10 })).items.map(({ name }) => name)).toEqual(
      ['Théo Castellanos'],
    )
    expect((await listCustomers(scope, { q: 'kofi@ex', limit: 10 })).items.map(({ name }) => name)).toEqual([
      'Kofi Brandt',
    ])
    expect((await listCustomers(scope, { q: '%', limit: 10 })).items).toEqual([])
    const stored = verdicts.filter((verdict) => verdict.outcome === 'stored')
    const rows = stored.map(({ entryId: id, customerId }) => ({ id, customerId }))
    await timelineSubscribers[0]!.handle(scope, recordedBody(rows, false))
    expect((await listCustomers(scope, { limit: 10 })).items.map(({ name }) => name)).toEqual([
      'Kofi Brandt',
      'Théo Castellanos',
    ])
  })

  test('another workspace sees nothing of it', async () => {
    const [ours, theirs] = [await aWorkspace({ slices }), await aWorkspace({ slices })]
    await recordEntries(ours, [anEntry({ text: 'secret' })])
    expect(await textsOf(theirs, 'maren@example.com')).toEqual([])
    const id = customerIdOf(ours.workspace.id, email('maren@example.com'))
    await expect(read(theirs, (scope) => listTimelinePage(scope, id, { limit: 10 }))).rejects.toMatchObject({
      code: 'customer_not_found',
    })
  })
})
