/** Many customers with the same delay: one moment of the queue, which fans out to a draft for each and goes as they are told. */
import { expect, test } from 'vitest'
import {
  listLedger,
  lookForDue,
  promiseIdFrom,
  promiseSubscribers,
  showBoard,
  showDelay,
  showDelays,
  showPromise,
  tellFirst,
} from '#features/promises/index.ts'
import { ListPromises } from '#features/promises/contract.ts'
import {
  customerIdOf,
  recordEntries,
  timelineSubscribers,
  type IncomingEntry,
} from '#features/timeline/index.ts'
import { listTimelinePage } from '#features/timeline/index.ts'
import { startWorker, subscribe } from '#platform/announcements.ts'
import { openLog } from '#platform/log.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aWorkspace, anEntry } from '#testing/workspace.ts'
import { ListQueue } from './contract.ts'
import { momentSubscribers, showMoment, momentIdFrom, showQueue } from './index.ts'

subscribe(...timelineSubscribers, ...momentSubscribers, ...promiseSubscribers)

const FRIDAY = new Date('2025-11-21T15:42:00Z')
const NAMES = ['greta', 'noor', 'pia', 'rue']
const hoursAgo = (hours: number) => new Date(FRIDAY.getTime() - hours * 3_600_000)
const queue = async (scope: Scope) => (await showQueue(scope, ListQueue.parse({}))).items

function parcel(name: string, order: string, at: Date, data: object, kind = 'delivery'): IncomingEntry {
  return anEntry({
    kind: kind as 'delivery',
    text: '',
    at,
    author: { kind: 'machine' },
    identities: [{ kind: 'email', value: `${name}@example.com`, verified: true }],
    data: { order, carrier: 'UPS', promisedFor: '2025-11-24', ...data },
  })
}

/** Works off all that was announced, then looks for what is due, then works off that. */
async function settle(scope: Scope): Promise<void> {
  const parts = { db: scope.db, log: openLog('silent'), workspaceOf: async (no: number) => (no === scope.workspace.no ? scope.workspace : undefined) } // prettier-ignore
  for (let turn = 0; turn < 2; turn++) {
    const worker = startWorker({ ...parts, clock: () => scope.now, everyMs: 20 })
    await worker.drained()
    await worker.stop()
    await lookForDue({ ...parts, clock: () => Promise.resolve(scope.now) })
  }
  const worker = startWorker({ ...parts, clock: () => scope.now, everyMs: 20 })
  await worker.drained()
  await worker.stop()
}

async function fourWaiting(): Promise<Scope> {
  const scope = await aWorkspace({ slices: 4, now: FRIDAY })
  const shipped = NAMES.map((name, i) => parcel(name, `105${i}`, hoursAgo(60), { status: 'shipped' }, 'fulfilment')) // prettier-ignore
  const stuck = NAMES.map((name, i) => parcel(name, `105${i}`, hoursAgo(1), { status: 'no_scan', reason: 'No carrier scan for 48 h' })) // prettier-ignore
  const other = [
    parcel('maren', '2000', hoursAgo(60), { status: 'shipped' }, 'fulfilment'),
    parcel('maren', '2000', hoursAgo(1), { status: 'delayed', promisedFor: '2025-11-27' }),
  ]
  await recordEntries(scope, [...shipped, ...stuck, ...other])
  await settle(scope)
  return scope
}

test('one moment stands for all of them, and the single parcels rest under it', async () => {
  const scope = await fourWaiting()
  const items = await queue(scope)
  expect(items.filter(({ kind }) => kind === 'promise_delays')).toMatchObject([
    { customer: { name: '4 customers' }, delay: { count: 4 }, words: 'UPS: no carrier scan' },
  ])
  const others = items.filter(({ kind }) => kind !== 'promise_delays').map(({ customer }) => customer.name)
  expect([...new Set(others)]).toEqual(['maren@example.com'])
  const lead = items.find(({ kind }) => kind === 'promise_delays')
  const { title, signs } = await showMoment(scope, momentIdFrom(lead!.id))
  expect(title).toBe('4 customers have the same delay')
  expect(signs[0]!.rest).toContain('None of them was told yet')

  const { groups } = await showBoard(scope, { of: 'team', touchpoint: undefined })
  const rows = groups.flatMap(({ items }) => items)
  expect(rows.map(({ customer, delay }) => [customer.name, delay?.count]).sort()).toEqual([
    ['4 customers', 4],
    ['maren@example.com', undefined],
  ])
})

test('each gets a draft of her own; who was told leaves it, and with the last few it goes', async () => {
  const scope = await fourWaiting()
  const [delay] = await showDelays(scope)
  const { items, told } = await showDelay(scope, delay!.key)
  expect(items).toHaveLength(4)
  expect(told).toBe(0)
  expect(items.every(({ draft }) => draft.includes('before you have to ask'))).toBe(true)

  const [first, second] = items
  await tellFirst(scope, promiseIdFrom(first!.row.id), { words: 'Hi, it will be late.', via: 'copied' })
  await settle(scope)
  expect(await queue(scope)).toContainEqual(expect.objectContaining({ delay: { key: delay!.key, count: 3 } }))
  expect(await showDelay(scope, delay!.key)).toMatchObject({ told: 1, items: { length: 3 } })

  await tellFirst(scope, promiseIdFrom(second!.row.id), { words: 'Hi, late.', via: 'logged' })
  await settle(scope)
  expect((await queue(scope)).filter(({ kind }) => kind === 'promise_delays')).toEqual([])
})

test('telling first stands in the promise’s story and on the timeline, and keeps nothing', async () => {
  const scope = await aWorkspace({ now: FRIDAY })
  await recordEntries(scope, [anEntry({ kind: 'form', at: hoursAgo(2), text: 'Do you alter them?' })])
  await settle(scope)
  const customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
  const ledger = async () => (await listLedger(scope, ListPromises.parse({ customer: customerId }))).items
  const id = promiseIdFrom((await ledger())[0]!.id)
  await tellFirst(scope, id, { words: 'Hi Maren, we need a day more.', via: 'copied' })
  await settle(scope)
  expect(await ledger()).toMatchObject([
    { standing: 'open', toldFirstAt: FRIDAY.toISOString(), keptAt: null },
  ])
  const { story } = await showPromise(scope, id)
  expect(story).toContainEqual(
    expect.objectContaining({ what: 'told', quote: 'Hi Maren, we need a day more.', by: 'Priya Nair' }),
  )
  const page = await read(scope, (scope) => listTimelinePage(scope, customerId, { limit: 5 }))
  expect(page.items[0]).toMatchObject({ kind: 'message_out', text: 'Hi Maren, we need a day more.' })
})
