/**
 * What the agent waits for, on a full house: the queue with 100,000 open moments, one moment of a customer with 5,000
 * entries, a page of her timeline; and how soon a moment shows after its entry was stored while 100 a second come in.
 */
import { momentRoutes, momentSubscribers } from '../src/features/moments/index.ts'
import { momentIdOf } from '../src/features/moments/actions/derive.ts'
import { recordEntries, timelineRoutes, timelineSubscribers } from '../src/features/timeline/index.ts'
import { startWorker, subscribe } from '../src/platform/announcements.ts'
import type { Scope } from '../src/platform/scope.ts'
import { onGround, openApi, within, type Ground, type Measure } from './ground.ts'
import { fillQueue, messageOf, OPEN_MOMENTS } from './queue-fill.ts'

const ASKED = 300
const ANSWER_LIMIT_MS = 50
const SHOWN_LIMIT_MS = 500
const PER_SECOND = 100
const SECONDS = 20

/** Figures in milliseconds, p95; `ratio` below 1 is within the limit. */
export function benchQueue(): Promise<Measure[]> {
  return onGround(async (ground) => {
    const scope = await ground.newScope()
    subscribe(...timelineSubscribers, ...momentSubscribers)
    const worker = startWorker(ground)
    try {
      await fillQueue(ground, scope, worker)
      const answers = await askAll(ground, scope)
      return [...answers, await watch(ground, scope)]
    } finally {
      await worker.stop()
    }
  })
}

/** Asks each address many times through the whole server, one after the other. */
async function askAll(ground: Ground, scope: Scope): Promise<Measure[]> {
  const api = openApi(ground, scope, (api) => {
    timelineRoutes(api)
    momentRoutes(api)
  })
  const url = await api.listen({ port: 0, host: '127.0.0.1' })
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const time = async (paths: readonly string[]): Promise<number[]> => {
    const times: number[] = []
    for (let index = -20; index < ASKED; index++) {
      const from = performance.now()
      await ask(paths[(index + 20) % paths.length] ?? '')
      if (index >= 0) times.push(performance.now() - from)
    }
    return times
  }
  try {
    const { items } = await ask<{ items: { id: string }[] }>('/queue')
    const { items: hers } = await ask<{ items: { id: string }[] }>(
      `/customers?identity=email:maren@example.com`,
    )
    const maren = hers[0]?.id ?? ''
    const { items: moments } = await ask<{ items: { id: string }[] }>(`/moments?customer=${maren}&limit=50`)
    return [
      within('queue', await time(['/queue']), ANSWER_LIMIT_MS),
      within(
        'queue_filtered',
        await time(['/queue?valence=threat', '/queue?kind=pet', '/queue?of=mine', '/queue?kind=wedding']),
        ANSWER_LIMIT_MS,
      ),
      within('moment', await time(items.slice(0, 60).map(({ id }) => `/moments/${id}`)), ANSWER_LIMIT_MS),
      within('moment_long_timeline', await time(moments.map(({ id }) => `/moments/${id}`)), ANSWER_LIMIT_MS),
      within(
        'timeline',
        await time([`/customers/${maren}/timeline`, `/customers/${maren}/timeline?limit=200`]),
        ANSWER_LIMIT_MS,
      ),
      within(
        'search',
        await time([
          '/search?q=biscuit',
          '/search?q=cust',
          '/search?q=number123',
          '/search?q=dog%20den',
          '/search?q=pet',
        ]),
        ANSWER_LIMIT_MS,
      ),
    ]
  } finally {
    await api.close()
  }
}

/** From the acknowledgement of an entry to the live event that names its moment, which by then can be read. */
async function watch({ db, clock }: Ground, scope: Scope): Promise<Measure> {
  const stored = new Map<string, number>()
  const shown = new Map<string, number>()
  const stop = await db.listen('spoonful_live', (payload) => {
    const { name, data } = JSON.parse(payload) as { name: string; data: { ids?: string[] } }
    if (name === 'moment.noticed') for (const id of data.ids ?? []) shown.set(id, performance.now())
  })
  const atOnce = 5
  const sending: Promise<void>[] = []
  for (let sent = 0; sent < PER_SECOND * SECONDS; sent += atOnce) {
    const at = clock()
    const entries = Array.from({ length: atOnce }, (_, index) => messageOf(OPEN_MOMENTS + sent + index, at))
    sending.push(
      recordEntries({ ...scope, now: at }, entries).then((verdicts) => {
        const acknowledged = performance.now()
        for (const verdict of verdicts)
          if (verdict.outcome === 'stored')
            stored.set(momentIdOf({ id: verdict.entryId as never, at }), acknowledged)
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, (atOnce / PER_SECOND) * 1_000))
  }
  await Promise.all(sending)
  for (let waited = 0; waited < 100 && shown.size < stored.size; waited++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  await stop()
  const missing = [...stored.keys()].filter((id) => !shown.has(id)).length
  if (missing > 0) console.error(`${missing} of ${stored.size} moments were not named in a live event`)
  const waits = [...stored].map(([id, from]) => (shown.get(id) ?? Infinity) - from)
  return within(
    'moment_shown',
    waits.map((wait) => Math.max(0, wait)),
    SHOWN_LIMIT_MS,
  )
}
