/**
 * Ten million entries for the journey: real ones are taken in, read for moments and counted by the product itself; the others are
 * copies of those persons with all that was kept and counted of them, some days earlier, put into the product's own tables by SQL.
 * A copied person counted anew by the product must come to the same sums, or the bench fails.
 */
import { Client } from 'pg'
import { homesOf, type Home } from '../src/kit/id.ts'
import { countMarked } from '../src/features/journey/actions/count.ts'
import { journeySubscribers } from '../src/features/journey/index.ts'
import { momentSubscribers } from '../src/features/moments/index.ts'
import { recordEntries, timelineSubscribers, type IncomingEntry } from '../src/features/timeline/index.ts'
import { startWorker, subscribe } from '../src/platform/announcements.ts'
import type { Scope } from '../src/platform/scope.ts'
import type { Ground } from './ground.ts'

const DAY_MS = 86_400_000
const PERSONS = 5_000
const ENTRIES_EACH = 20
const COPIES = 99
/** Days over which the entries lie. */
const DAYS = 730
/** A copy lies up to so many days before its original, so that no day is fuller than the others. */
const SHIFTS = 7
const PROMISES = 500_000
/** Copied persons counted anew by the product. */
const CHECKED = 500

const CATEGORIES = ['Dresses', 'Trousers', 'Knitwear', 'Coats', 'Shirts', 'Socks', 'Blankets', 'Scarves']
const SAID = [
  'Where is my parcel? I have written twice and still no answer.',
  'So soft and warm, I love it. Thank you so much!',
  'Tracking says label created for a week. This is really disappointing.',
  'I had to ask for my refund three times now.',
  'The packaging was beautiful, and the hand-written card made my day.',
  'Your checkout refused my card twice, very annoying.',
]

/** Fills the workspace; prints how many entries stand there and how long it took. */
export async function fillJourney(ground: Ground, scope: Scope): Promise<void> {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  await takeReal(ground, scope)
  console.error(`${PERSONS * ENTRIES_EACH} entries taken in, read and counted after ${seconds()} s`)
  const client = new Client({ ...ground.connection })
  await client.connect()
  try {
    const [home] = homesOf(scope.workspace)
    if (home === undefined) throw new Error('the workspace has no home')
    await copyPersons(client, home)
    await makePromises(client, home, ground.clock())
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ n: string }>('select count(*) as n from entry')
    console.error(`${rows[0]?.n} entries after ${seconds()} s`)
    await checkCopies(client, home, ground, scope)
    console.error(`${CHECKED} copied persons counted anew come to the same sums`)
  } finally {
    await client.end()
  }
}

async function takeReal(ground: Ground, scope: Scope): Promise<void> {
  subscribe(...timelineSubscribers, ...momentSubscribers, ...journeySubscribers)
  const worker = startWorker(ground)
  try {
    const now = ground.clock()
    const all = Array.from({ length: PERSONS }, (_, person) => entriesOf(person, now)).flat()
    for (let from = 0; from < all.length; from += 2_000) {
      const verdicts = await recordEntries({ ...scope, now: ground.clock() }, all.slice(from, from + 2_000))
      const refused = verdicts.find(({ outcome }) => outcome === 'refused')
      if (refused)
        throw new Error(`the bench sent something that can't be stored: ${JSON.stringify(refused)}`)
    }
    await worker.drained()
    const left = () =>
      ground.db.owner(
        async ({ client }) => (await client.query('select from announcement limit 1')).rowCount ?? 0,
      )
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 50))
  } finally {
    await worker.stop()
  }
  await countMarked({ ...scope, now: ground.clock() })
}

/** One person's 120 days with the brand, somewhere in two years. A third never orders, a third orders once. */
function entriesOf(person: number, now: Date): IncomingEntry[] {
  const first = now.getTime() - ((person * 7_919) % (DAYS - 1)) * DAY_MS
  return Array.from({ length: ENTRIES_EACH }, (_, index) => {
    // Within the day's light in every zone, so that a shift by days never changes a local day by a clock set forward.
    const day = Math.floor(Math.min(now.getTime() - DAY_MS, first + ((index * 37) % 120) * DAY_MS) / DAY_MS)
    const at = new Date(day * DAY_MS + 14 * 3_600_000 + ((person + index * 131) % 14_400) * 1_000)
    return {
      source: 'bench',
      messageId: `p${person}e${index}`,
      at,
      identities: [{ kind: 'email', value: `p${person}@example.com`, verified: true }],
      ...happeningOf(person, index),
    }
  })
}

function happeningOf(
  person: number,
  index: number,
): Pick<IncomingEntry, 'kind' | 'channel' | 'text' | 'data'> {
  const order = String(100_000 + person * 4 + index)
  const products = [{ name: 'Wren', category: CATEGORIES[person % CATEGORIES.length] ?? '', quantity: 1 }]
  const orders = person % 3
  if (index === 0) return { kind: 'promotion', channel: 'web' }
  if (index < 7) return { kind: 'page', channel: 'web', data: { device: index % 2 ? 'mobile' : 'desktop' } }
  if (index === 7) return { kind: 'subscription', channel: 'email', data: { status: person % 5 ? 'subscribed' : 'unsubscribed' } } // prettier-ignore
  if (index === 8) return { kind: 'profile_view', channel: 'web' }
  if (index === 9) return { kind: 'reviews_read', channel: 'web' }
  if (index === 10 || index === 11)
    return index - 9 <= orders
      ? { kind: 'order', channel: 'shop', data: { order, products, total: { amountMinor: 4_900, currency: 'USD' } } } // prettier-ignore
      : { kind: 'page', channel: 'web', data: { device: 'desktop' } }
  if (index === 12) return { kind: 'fulfilment', channel: 'shop', data: { order, status: 'shipped' } }
  if (index === 13) return { kind: 'delivery', channel: 'carrier', data: { order, status: 'delivered' } }
  if (index === 14) return { kind: 'return', channel: 'shop', data: { order } }
  if (index === 15) return { kind: person % 2 ? 'form' : 'post', channel: person % 2 ? 'form' : 'community', text: 'A question about the hem.' } // prettier-ignore
  if (index < 18)
    return {
      kind: 'survey_answer',
      channel: 'survey',
      data: { rating: 1 + ((person * 3 + index) % 5), ratingFrom: 1, ratingTo: 5 },
    }
  return { kind: 'message_in', channel: 'email', text: SAID[(person * 5 + index) % SAID.length] ?? '' }
}

async function copyPersons(client: Client, home: Home): Promise<void> {
  const copy = (id: string) => `(left(${id}::text, 24) || left(md5(${id}::text || n), 12))::uuid`
  const days = `(n % ${SHIFTS})`
  const from = (table: string) => `from ${table} t, generate_series(1, ${COPIES}) n where t.home = ${home}`
  const columns = (table: string) => columnsOf(client, table)
  const fill = async (table: string, over: Readonly<Record<string, string>>) => {
    const all = await columns(table)
    const values = all.map((column) => over[column] ?? `t.${column}`)
    await client.query(`insert into ${table} (${all.join(', ')}) select ${values.join(', ')} ${from(table)}`)
  }
  const earlier = (column: string) => `t.${column} - make_interval(days => ${days})`
  const shifted = (column: string) =>
    `(select coalesce(jsonb_object_agg((left(c.key, 10)::date - ${days})::text || substr(c.key, 11), c.value), '{}') from jsonb_each(t.${column}) c)`
  const ofPerson = { customer_id: copy('t.customer_id') }
  await client.query(`set time zone 'UTC'`)
  await monthBefore(client)
  await fill('customer', { id: copy('t.id'), identity_value: `t.identity_value || '.' || n` })
  await fill('entry', {
    ...ofPerson,
    id: copy('t.id'),
    at: earlier('at'),
    message_id: `t.message_id || '.' || n`,
  })
  await fill('moment', {
    ...ofPerson,
    id: copy('t.id'),
    entry_id: copy('t.entry_id'),
    entry_at: earlier('entry_at'),
    at: earlier('at'),
    thread: `t.thread || n`,
  })
  await fill('journey_piece', {
    ...ofPerson,
    entry_at: earlier('entry_at'),
    entry_id: copy('t.entry_id'),
    entry_customer_id: copy('t.entry_customer_id'),
    moment_id: copy('t.moment_id'),
  })
  await fill('journey_person', { ...ofPerson, cells: shifted('cells'), steps: shifted('steps') })
  await addUp(client, 'journey_day', ['touchpoint', 'standing', 'category'], await columns('journey_day'))
  await addUp(client, 'journey_total', ['touchpoint', 'standing'], await columns('journey_total'))
  await addUp(client, 'journey_step', ['from_touchpoint', 'to_touchpoint'], await columns('journey_step'))
}

/** Sums with the copies' part added: what the product would have come to. */
async function addUp(client: Client, table: string, keys: readonly string[], columns: readonly string[]) {
  const sums = columns.filter((column) => !['home', 'on_day', ...keys].includes(column))
  await client.query(`create temporary table summed as
    select home, on_day - (n % ${SHIFTS}) * (n > 0)::int as on_day, ${keys.join(', ')}, ${sums.map((sum) => `sum(${sum})::int as ${sum}`).join(', ')}
    from ${table}, generate_series(0, ${COPIES}) n group by 1, 2, ${keys.map((_, i) => i + 3).join(', ')}`)
  await client.query(`truncate ${table}`)
  const all = ['home', 'on_day', ...keys, ...sums].join(', ')
  await client.query(`insert into ${table} (${all}) select ${all} from summed`)
  await client.query('drop table summed')
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => name)
}

/** Entries that lie some days earlier may lie in a month nobody wrote in yet. */
async function monthBefore(client: Client): Promise<void> {
  const { rows } = await client.query<{ month: Date }>(
    `select date_trunc('month', min(at) - interval '${SHIFTS} days') as month from entry`,
  )
  const month = rows[0]?.month
  if (!month) throw new Error('there are no entries')
  const name = `entry_${month.toISOString().slice(0, 7).replace('-', '_')}`
  await client.query(`create table if not exists ${name} partition of entry for values from ('${month.toISOString()}') to ('${new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1)).toISOString()}')`) // prettier-ignore
}

/** Settled promises, spread over the two years and four touchpoints; nine of ten kept. */
async function makePromises(client: Client, home: Home, now: Date): Promise<void> {
  await client.query(
    `insert into promise (home, id, customer_id, origin, touchpoint, wording, is_quoted, about, kept_by, made_at, counted, is_conditional, armed_at, due_at, due_words, is_assumed,
       standing, settled_at, kept_at)
     select $1, ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, '00000000-0000-7000-8000-000000000000', 'standing',
       (array['contact_form', 'delivery_date', 'email', 'refund'])[1 + i % 4], 'We reply within 2 business days', false, 'Reply', 'reply', at - interval '2 days', '{"by":"given"}', false,
       at - interval '2 days', at, '', false, case when i % 10 = 0 then 'broken' else 'kept' end, at, case when i % 10 > 0 then at end
     from generate_series(1, ${PROMISES}) i, lateral (select $2::timestamptz - make_interval(secs => i * ${(DAYS * 86_400) / PROMISES}) as at) p`,
    [home, now],
  )
}

/** Counts copied persons anew by the product; fails where a single number of the sums moves. */
async function checkCopies(client: Client, home: Home, ground: Ground, scope: Scope): Promise<void> {
  const sums = async () => {
    const isSomething =
      '(met, good, even, bad, chases, complaints, rubs, answered, slow) <> (0, 0, 0, 0, 0, 0, 0, 0, 0)'
    const { rows } = await client.query<{ of: string }>(
      `select md5(string_agg(t, '|' order by t)) as of from (select d::text from journey_day d where ${isSomething}
         union all select d::text from journey_total d where ${isSomething} union all select s::text from journey_step s where times <> 0) u (t)`,
    )
    return rows[0]?.of
  }
  const before = await sums()
  await client.query(
    `insert into journey_mark (home, customer_id, marked_at) select home, customer_id, $2 from journey_person where home = $1 order by md5(customer_id::text) limit ${CHECKED}`,
    [home, ground.clock()],
  )
  await countMarked({ ...scope, now: ground.clock() })
  if ((await sums()) !== before)
    throw new Error('copied persons counted anew come to other sums: the filling is not honest')
}
