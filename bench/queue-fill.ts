/** A full house: 100,000 open moments of 4,000 customers, and one customer with 5,000 entries. */
import { recordEntries, type IncomingEntry } from '../src/features/timeline/index.ts'
import type { Worker } from '../src/platform/announcements.ts'
import type { Database } from '../src/platform/database.ts'
import type { Scope } from '../src/platform/scope.ts'
import type { Ground } from './ground.ts'

export const OPEN_MOMENTS = 100_000
/** So many are noticed in real entries; the others are copies of those rows, which fills the tables in seconds. */
const NOTICED = 4_000
const CUSTOMERS = 4_000
/** Of `maren@example.com`. */
const LONG_TIMELINE = 5_000

/** Texts of which each is a moment that lives for a day or more. */
const TEXTS = [
  'My dog Biscuit loves the blanket, thank you.',
  'We just moved to Denver and the parcel went to the old place.',
  'It is a present for my brother, could you leave the price out?',
  'I’m 5\'2" and usually wear a small; will the Wren swallow me?',
  'The zip broke after one wash and the fabric feels cheap.',
  'Where is my parcel? It should have been here on Monday.',
  'Our cat Miso sleeps on it. My wedding is in two weeks!',
  'I have to ask again, nobody answered me.',
]

const HER = [{ kind: 'email', value: 'maren@example.com', verified: true }] as const

/** Records, has it noticed by the worker, and copies; throws where fewer moments are open than asked. */
export async function fillQueue(
  { db, clock, connection }: Ground,
  scope: Scope,
  worker: Worker,
): Promise<void> {
  const now = clock().getTime()
  const started = performance.now()
  const send = async (entries: readonly IncomingEntry[]) => {
    for (let from = 0; from < entries.length; from += 2_000) {
      const verdicts = await recordEntries({ ...scope, now: clock() }, entries.slice(from, from + 2_000))
      const refused = verdicts.find(({ outcome }) => outcome === 'refused')
      if (refused)
        throw new Error(`the bench sent something that can't be stored: ${JSON.stringify(refused)}`)
    }
  }
  await send(Array.from({ length: LONG_TIMELINE }, (_, index) => longTimeline(index, now)))
  await send(
    Array.from({ length: NOTICED }, (_, index) => messageOf(index, new Date(now - (index % 3_600) * 1_000))),
  )
  await allNoticed(db, worker)
  await multiply(db, OPEN_MOMENTS / NOTICED - 1)
  await vacuum(connection)
  const { n } = await countOpen(db, scope)
  console.error(`${n} open moments after ${Math.round((performance.now() - started) / 1000)} s`)
  if (n < OPEN_MOMENTS * 0.95) throw new Error(`only ${n} of ${OPEN_MOMENTS} moments are open`)
}

export const messageOf = (index: number, at: Date): IncomingEntry => ({
  source: 'bench',
  messageId: `m${index}`,
  kind: 'message_in',
  at,
  channel: 'email',
  identities: [{ kind: 'email', value: `c${index % CUSTOMERS}@example.com`, verified: true }],
  text: TEXTS[index % TEXTS.length] ?? '',
  ...(index < CUSTOMERS ? { traits: { name: `Customer Number${index}`, city: 'Burlington' } } : {}),
})

/** Waits until no announcement is left, those being worked on included. */
async function allNoticed(db: Database, worker: Worker): Promise<void> {
  await worker.drained()
  const left = () =>
    db.owner(async ({ client }) => (await client.query('select from announcement limit 1')).rowCount ?? 0)
  while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Maren's five years: orders, parcels, talk, pages. */
function longTimeline(index: number, now: number): IncomingEntry {
  const at = new Date(now - index * 8 * 3_600_000 - 60_000)
  const base = { source: 'bench', messageId: `long${index}`, at, identities: HER }
  if (index % 10 === 0)
    return {
      ...base,
      kind: 'order',
      channel: 'shop',
      data: {
        order: String(10_000 + index),
        products: [{ name: 'Fern tee', quantity: 1 }],
        total: { amountMinor: 4_900, currency: 'USD' },
      },
    }
  if (index % 10 === 1)
    return {
      ...base,
      kind: 'message_in',
      channel: 'email',
      conversation: `talk${index % 50}`,
      text: 'Where is my order? It still hasn’t arrived.',
    }
  if (index % 10 === 2)
    return {
      ...base,
      kind: 'message_out',
      channel: 'email',
      conversation: `talk${index % 50}`,
      text: 'On its way.',
      author: { kind: 'agent', name: 'Jo' },
    }
  return { ...base, kind: 'page', channel: 'web', title: 'Wren dress' }
}

/** Copies the open moments with their words so many times, each under an id and at a time of its own. */
async function multiply(db: Database, times: number): Promise<void> {
  const newId = `(left(id::text, 24) || left(md5(id::text || n), 12))::uuid`
  await db.owner(async ({ client }) => {
    await client.query(`create temporary table copied on commit drop as
      select m.home, m.id, ${newId.replaceAll('id::text', 'm.id::text')} as copy_id, n from moment m, generate_series(1, ${times}) n where m.state = 'open'`)
    await client.query(`insert into moment (home, id, customer_id, conversation_id, thread, entry_id, entry_at, kind, valence, channel, at, noticed_at, expires_at, expires_because, signs, slots, words, marks, state)
      select m.home, c.copy_id, customer_id, conversation_id, thread, entry_id, entry_at, kind, valence, channel, at, noticed_at, expires_at + c.n * interval '41 seconds', expires_because, signs, slots, words, marks, state
      from copied c join moment m on m.home = c.home and m.id = c.id`)
    await client.query(`insert into moment_word (home, word, moment_id)
      select w.home, w.word, c.copy_id from copied c join moment_word w on w.home = c.home and w.moment_id = c.id`)
  })
}

/** Tells the planner what is there now. */
export async function vacuum(connection: Ground['connection']): Promise<void> {
  const { Client } = await import('pg')
  const client = new Client({ ...connection })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

function countOpen(db: Database, scope: Scope): Promise<{ n: number }> {
  return db.owner(async ({ client }) => {
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from moment where home >> 12 = $1 and state = 'open'`,
      [scope.workspace.no],
    )
    return { n: Number(rows[0]?.n ?? 0) }
  })
}
