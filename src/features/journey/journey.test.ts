import { describe, expect, test } from 'vitest'
import { customerIdOf } from '#features/timeline/ids.ts'
import { listMomentRecords, noticeRecorded, settleMoment } from '#features/moments/index.ts'
import {
  historiesOf,
  mergeCustomers,
  recordEntries,
  separateCustomers,
  type IncomingEntry,
} from '#features/timeline/index.ts'
import { ENTRY_KINDS } from '#features/timeline/contract.ts'
import type { CustomerId, EntryId } from '#kit/id.ts'
import { DAY_MS, dayOf } from '#kit/time.ts'
import { subscribe } from '#platform/announcements.ts'
import { sql } from '#platform/database.ts'
import { read, type Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { countAnew, countMarked, markChanged, markJoined, markRecorded } from './actions/count.ts'
import { touchpointsIn } from './actions/known.ts'
import { addIdea, changeIdea, voteForIdea } from './actions/ideas.ts'
import { listEvidence } from './actions/evidence.ts'
import { showMap, showTouchpointPage } from './actions/show.ts'
import type { AskJourney } from './contract.ts'
import {
  addRoute,
  changeTouchpoint,
  removeRoute,
  removeTouchpoint,
  restoreTouchpoint,
  reviewTouchpoint,
  showCategories,
  showTouchpoints,
  tryRule,
} from './actions/touchpoints.ts'
import { journeySubscribers } from './jobs.ts'
import { CELL_FIELDS, counterOf, countPerson, type Cell } from './rules/counting.ts'

const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const by = (person: string) => [{ kind: 'email' as const, value: `${person}@example.com`, verified: true }]

/** Takes entries in and marks their customers, as the running product's subscribers do. */
async function bring(scope: Scope, entries: readonly IncomingEntry[]): Promise<void> {
  const body = await record(scope, entries)
  await noticeRecorded(scope, [body])
  await markRecorded(scope, [body])
}

type Sums = Record<'days' | 'totals' | 'steps', Map<string, Cell>>

/** The sums as they stand, without what came to nothing. */
async function standing(scope: Scope): Promise<Sums> {
  const sums = (table: string, keys: string, fields: readonly string[]) =>
    read(scope, async ({ db, homes }) => {
      const rows = await db.many<{ key: string; cell: Cell }>(sql`
        select concat_ws('|', on_day, ${sql.raw(keys)}) as key, array[${sql.raw(fields.map((field) => `sum(${field})::int`).join(', '))}] as cell
        from ${sql.table(table)} where home = any(${homes}::bigint[]) group by 1`)
      return sorted(
        rows.filter(({ cell }) => cell.some((number) => number !== 0)).map(({ key, cell }) => [key, cell]),
      )
    })
  return {
    days: await sums('journey_day', 'touchpoint, standing, category', CELL_FIELDS),
    totals: await sums('journey_total', 'touchpoint, standing', CELL_FIELDS),
    steps: await sums('journey_step', 'from_touchpoint, to_touchpoint', ['times']),
  }
}

/** The same from the raw entries, with no sum of the product's own. */
async function fromRaw(scope: Scope, ids: readonly CustomerId[]): Promise<Sums> {
  const sums: Sums = { days: new Map(), totals: new Map(), steps: new Map() }
  const add = (to: Map<string, Cell>, key: string, cell: Cell) =>
    to.set(
      key,
      cell.map((number, index) => number + (to.get(key)?.[index] ?? 0)),
    )
  await read(scope, async (scope) => {
    const counter = counterOf(await touchpointsIn(scope), scope.workspace.zone)
    const histories = await historiesOf(scope, ids, { kinds: ENTRY_KINDS, until: ago(-2) })
    const moments = await listMomentRecords(scope, {}, { limit: 1_000 })
    const noticed = new Map(
      moments
        .filter(({ state }) => state !== 'dismissed')
        .map((one) => [
          one.entryId as EntryId,
          { momentId: one.id, kinds: one.signs.map(({ kind }) => kind), weight: 0 },
        ]),
    )
    // Persons that were joined have one history, under each of their ids.
    const persons = new Map(
      [...histories.values()].map((list) => [JSON.stringify(list.map(({ id }) => id)), list]),
    )
    for (const entries of persons.values()) {
      const { cells, steps } = countPerson(entries, noticed, counter)
      for (const [key, cell] of Object.entries(cells)) {
        add(sums.days, key, cell)
        add(sums.totals, key.split('|').slice(0, 3).join('|'), cell)
      }
      for (const [key, times] of Object.entries(steps)) add(sums.steps, key, [times])
    }
  })
  return { days: sorted([...sums.days]), totals: sorted([...sums.totals]), steps: sorted([...sums.steps]) }
}

const sorted = (cells: [string, Cell][]) => new Map(cells.sort(([a], [b]) => (a < b ? -1 : 1)))

const PEOPLE = ['maren', 'hal', 'imogen', 'kofi', 'bea', 'sam']
const idsOf = (scope: Scope) =>
  PEOPLE.map((person) => customerIdOf(scope.workspace.id, { kind: 'email', value: `${person}@example.com` }))

/** A small brand’s month: some look, some buy, two wait for a parcel. */
const aMonth = (): IncomingEntry[] =>
  PEOPLE.flatMap((person, index) => [
    anEntry({
      identities: by(person),
      kind: 'page',
      at: ago(28 - index),
      data: { device: index % 2 ? 'mobile' : 'desktop' },
    }),
    ...(index < 4
      ? [
          anEntry({
            identities: by(person),
            kind: 'order',
            at: ago(20 - index),
            data: {
              order: `1${index}`,
              products: [{ name: 'Wren dress', category: 'Dresses', quantity: 1 }],
            },
          }),
        ]
      : []),
    ...(index < 2
      ? [
          anEntry({
            identities: by(person),
            at: ago(9),
            conversation: person,
            text: 'Where is my parcel? I have written twice and still no answer.',
          }),
        ]
      : [
          anEntry({
            identities: by(person),
            kind: 'review',
            channel: 'review',
            at: ago(5),
            text: 'I love it, thank you so much.',
            data: { rating: 5, ratingFrom: 1, ratingTo: 5 },
          }),
        ]),
    anEntry({
      identities: by(person),
      kind: 'message_out',
      at: ago(index < 1 ? 6 : 8.9),
      conversation: person,
      author: { kind: 'agent', name: 'Jo' },
      text: 'I am looking into it.',
    }),
  ])

describe.each([1, 4] as const)('in a workspace of %i slices', (slices) => {
  test('the sums are what the raw entries say, whatever comes late, twice, joined, apart or dismissed', async () => {
    const scope = await aWorkspace({ slices })
    const month = aMonth()
    const check = async () => {
      await countMarked(scope)
      expect(await standing(scope)).toEqual(await fromRaw(scope, idsOf(scope)))
    }
    await bring(
      scope,
      month.filter((_, index) => index % 3 !== 0),
    )
    await check()
    await bring(scope, month)
    await check()
    const { days, totals, steps } = await standing(scope)
    expect([days.size, totals.size, steps.size].map((size) => size > 4)).toEqual([true, true, true])

    const [maren, hal] = idsOf(scope)
    await mergeCustomers(scope, maren!, hal!)
    await markJoined(scope, { persons: [{ members: [maren, hal] }] })
    await check()
    await separateCustomers(scope, maren!, hal!)
    await markJoined(scope, { persons: [{ members: [maren, hal] }] })
    await check()

    const [chase] = await read(scope, (scope) =>
      listMomentRecords(scope, { customerIds: [maren!] }, { limit: 1 }),
    )
    await settleMoment(scope, chase!.id, { outcome: 'dismissed', reason: 'wrong_meaning' })
    await markChanged(scope, { customers: [maren] })
    await check()
    await countAnew(scope)
    await check()
  })
})

describe('the map', () => {
  test('counts who only looked and never said a word', async () => {
    subscribe(...journeySubscribers)
    const scope = await aWorkspace()
    await recordEntries(scope, [anEntry({ kind: 'page', text: '', at: ago(1), data: { device: 'desktop' } })])
    const told = await read(scope, ({ db, homes }) =>
      db.many<{ subscriber: string; body: unknown }>(
        sql`select subscriber, body from announcement where home = any(${homes}::bigint[])`,
      ),
    )
    expect(told.map(({ subscriber }) => subscriber)).toEqual(['journey.glimpse'])
    await markRecorded(
      scope,
      told.map(({ body }) => body),
    )
    await countMarked(scope)
    const { columns } = await showMap(scope, { days: 30 })
    expect(columns.find(({ touchpoint }) => touchpoint === 'website')?.counts.met).toBe(1)
  })

  test('counts what is delicate and does not spread its words', async () => {
    const scope = await aWorkspace()
    const words = 'Where is my parcel for my cancer treatment? I have written twice and still no answer.'
    await bring(scope, [anEntry({ text: words, at: new Date(NOW.getTime() - 86_400_000) })])
    await countMarked(scope)
    const { friction } = await showMap(scope, { days: 30 })
    const { items } = await listEvidence(scope, friction[0]!.touchpoint, { days: 30, limit: 5 })
    expect(items).toMatchObject([{ isRub: true, isDelicate: true, words: '', marks: [] }])
    expect(friction[0]!.quote).toBeNull()
  })

  test('shows where it rubs, with the words, and each number opens its pieces', async () => {
    const scope = await aWorkspace()
    await bring(scope, aMonth())
    await countMarked(scope)
    const map = await showMap(scope, { days: 30 })
    const column = (id: string) => map.columns.find(({ touchpoint }) => touchpoint === id)!
    expect(map.waiting).toBe(0)
    expect(column('website').counts.met + column('phone').counts.met).toBe(6)
    expect(column('chase')).toMatchObject({ counts: { met: 2, bad: 2, chases: 2 } })
    expect(column('online').counts.good).toBe(4)
    expect(map.friction[0]).toMatchObject({ touchpoint: 'chase', rubs: 2, rank: null, trend: 'too_few' })
    expect(map.friction[0]?.quote?.words).toContain('Where is my parcel')

    const first = await listEvidence(scope, 'chase', { days: 30, limit: 1 })
    expect(first.items[0]).toMatchObject({ feeling: -1, isRub: true })
    const second = await listEvidence(scope, 'chase', { days: 30, limit: 1, cursor: first.next! })
    expect(second.items[0]?.entryId).not.toBe(first.items[0]?.entryId)
    expect(second.next).toBeNull()
    expect((await listEvidence(scope, 'chase', { days: 30, limit: 5, feeling: 'good' })).items).toEqual([])

    const page = await showTouchpointPage(scope, 'chase', { days: 30 })
    expect(page.best.length).toBeGreaterThan(0)
    expect(page.comesFrom[0]).toMatchObject({ touchpoint: 'checkout', times: 2 })
    await expect(showMap(scope, { days: 30, route: 'nobody' })).rejects.toMatchObject({
      code: 'route_not_found',
    })
  })

  test('shows the journey of those who stand so and buy of this', async () => {
    const scope = await aWorkspace()
    await bring(scope, aMonth())
    await countMarked(scope)
    const route = await addRoute(scope, {
      name: 'First-time dress buyer',
      standing: 'first',
      category: 'Dresses',
    })
    const mine = await showMap(scope, { days: 30, route: route.id })
    const prospects = await showMap(scope, { days: 30, route: 'prospect' })
    const met = (map: typeof mine) => map.columns.reduce((sum, { counts }) => sum + counts.met, 0)
    expect([met(mine), met(prospects)]).toEqual([12, 4])
    expect(await showCategories(scope)).toEqual([{ category: 'dresses', happened: 12 }])
    await removeRoute(scope, route.id)
    await expect(removeRoute(scope, 'first')).rejects.toMatchObject({ code: 'route_not_found' })
  })

  test('says it in words of those whose journey it is, and of its time', async () => {
    const scope = await aWorkspace({ slices: 4 })
    await bring(scope, aMonth())
    const theirs = 'Where is my parcel? It is Sam, I have written twice and still no answer.'
    const sam = { identities: by('sam'), conversation: 'sam' }
    const bought = { ...sam, kind: 'order' as const, text: '' }
    await bring(scope, [
      anEntry({ ...bought, at: ago(60), data: { order: '901' } }),
      anEntry({ ...bought, at: ago(50), data: { order: '902' } }),
      anEntry({ ...sam, text: theirs, at: ago(40) }),
      anEntry({ ...sam, text: theirs, at: ago(3) }),
    ])
    await countMarked(scope)
    const quoteOf = async (asked: Partial<AskJourney>) =>
      (await showMap(scope, { days: 30, ...asked })).friction.find(({ touchpoint }) => touchpoint === 'chase')
        ?.quote?.words
    expect(await quoteOf({ route: 'regular' })).toBe(theirs)
    expect(await quoteOf({ route: 'first' })).toContain('Where is my parcel')
    const { best } = await showTouchpointPage(scope, 'chase', { days: 30, route: 'regular' })
    expect(best.map(({ words }) => words)).toEqual([theirs])
    // Ten days ago nobody of the month before had chased but her.
    expect(await quoteOf({ to: '2025-11-10', days: 30 })).toBe(theirs)
    expect(await quoteOf({ to: '2025-11-10', days: 14 })).toBeUndefined()
  })

  test.each([1, 4] as const)(
    'opens exactly the pieces that its number counts, of every time and journey, in %i slices',
    async (slices) => {
      const scope = await aWorkspace({ slices })
      await bring(scope, aMonth())
      const chased = (days: number) =>
        anEntry({
          identities: by('sam'),
          conversation: `sam ${days}`,
          at: ago(days),
          text: 'Where is my parcel? I have written twice and still no answer.',
        })
      const bought = ['901', '902'].map((order, index) =>
        anEntry({
          identities: by('sam'),
          kind: 'order',
          at: ago(100 - index),
          text: '',
          data: { order },
        }),
      )
      await bring(scope, [...bought, ...[2, 12, 33, 44, 70].map(chased)])
      await countMarked(scope)
      const times = [{ days: 30 }, { days: 90 }, { days: 14, to: dayOf(ago(30), scope.workspace.zone) }]
      const seen: number[] = []
      for (const time of times)
        for (const route of [undefined, 'first', 'regular']) {
          const asked = { ...time, route }
          const { columns } = await showMap(scope, asked)
          for (const { touchpoint, counts } of columns) {
            const opened = async (feeling?: 'rub') => {
              const ids: string[] = []
              let cursor: string | undefined
              do {
                const page = await listEvidence(scope, touchpoint, { ...asked, feeling, limit: 2, cursor })
                ids.push(...page.items.map(({ entryId }) => entryId))
                cursor = page.next ?? undefined
              } while (cursor !== undefined)
              return new Set(ids).size
            }
            expect([touchpoint, await opened()]).toEqual([touchpoint, counts.good + counts.even + counts.bad])
            expect([touchpoint, await opened('rub')]).toEqual([touchpoint, counts.rubs])
            if (touchpoint === 'chase') seen.push(counts.rubs)
          }
        }
      expect(seen).toEqual([4, 2, 2, 7, 2, 5, 1, 0, 1])
    },
  )

  test('of a time without data says nothing', async () => {
    const scope = await aWorkspace()
    const map = await showMap(scope, { days: 30, to: '2020-01-31' })
    expect(map).toMatchObject({ from: '2020-01-02', pieces: 0, friction: [] })
    expect(
      map.columns.every(({ health, feeling, rank }) => health === null && feeling === null && rank === null),
    ).toBe(true)
  })
})

describe('touchpoints', () => {
  test('are renamed, taken off and brought back with their history, and a changed rule counts anew', async () => {
    const scope = await aWorkspace()
    await bring(scope, aMonth())
    await countMarked(scope)
    const site = (await showTouchpoints(scope)).find(({ id }) => id === 'website')!
    const { id, sentence, isStarter, reviewedAt, reviewedBy, ...fields } = site
    expect([sentence, isStarter, reviewedAt, reviewedBy]).toEqual([
      expect.stringContaining('A page seen'),
      true,
      null,
      null,
    ])
    await changeTouchpoint(scope, id, {
      ...fields,
      name: 'Shop',
      rule: { happens: [{ kinds: ['order'], order: 'before' }], spokenOf: [] },
    })
    await countMarked(scope)
    const column = async () =>
      (await showMap(scope, { days: 30 })).columns.find(({ touchpoint }) => touchpoint === id)
    expect(await column()).toMatchObject({ name: 'Shop', counts: { met: 4 } })
    await removeTouchpoint(scope, id)
    expect(await column()).toBeUndefined()
    await restoreTouchpoint(scope, id)
    await countMarked(scope)
    expect(await column()).toMatchObject({ name: 'Shop', counts: { met: 4 } })
    expect(await reviewTouchpoint(scope, id, 'Looked at the size page')).toMatchObject({
      reviewedAt: NOW.toISOString(),
      reviewedBy: 'Priya Nair',
    })
  })

  test('a rule is tried first, and says what it takes from whom', async () => {
    const scope = await aWorkspace()
    await bring(scope, aMonth())
    const rule = { happens: [{ kinds: ['page' as const] }], spokenOf: ['thank you'] }
    expect(await tryRule(scope, null, rule, 1)).toMatchObject({
      met: 3,
      spoken: 4,
      takenBy: [{ id: 'phone', entries: 3 }],
      takesFrom: [{ id: 'website', entries: 3 }],
      isWhole: true,
    })
    const never = { happens: [{ kinds: ['order' as const], device: 'mobile' as const }], spokenOf: [] }
    await expect(tryRule(scope, null, never, 1)).rejects.toMatchObject({ code: 'touchpoint_rule_impossible' })
  })

  test('an idea has one vote of each, an owner, and goes its way', async () => {
    const scope = await aWorkspace()
    const idea = await addIdea(scope, 'chase', {
      question: 'easier',
      words: 'Say the day, not “3 to 7 days”.',
    })
    expect(await voteForIdea(scope, idea.id, true)).toMatchObject({ votes: 1, isVotedByMe: true })
    expect(await voteForIdea(scope, idea.id, true)).toMatchObject({ votes: 1 })
    expect(await voteForIdea(scope, idea.id, false)).toMatchObject({ votes: 0 })
    const ownerId = (scope.actor as { id: string }).id
    expect(await changeIdea(scope, idea.id, { standing: 'doing', ownerId })).toMatchObject({
      standing: 'doing',
      owner: { name: 'Priya Nair' },
    })
    await expect(changeIdea(scope, idea.id, { ownerId: 'nobody' })).rejects.toMatchObject({
      code: 'member_not_found',
    })
    await expect(addIdea(scope, 'nowhere', { question: 'easier', words: 'Anything' })).rejects.toMatchObject({
      code: 'touchpoint_not_found',
    })
    expect(
      (await showMap(scope, { days: 30 })).columns.find(({ touchpoint }) => touchpoint === 'chase'),
    ).toMatchObject({ easier: 1, memorable: 0 })
  })
})
