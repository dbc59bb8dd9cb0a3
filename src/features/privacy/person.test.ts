/** What a person may ask for, over every table and file: a copy of all that is hers, and that nothing of it is left (SAFETY.md G21, G22). */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerIdOf, forgetKnown, recordEntries, recordRefusals } from '#features/timeline/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { sealAudit, verifyAudit } from '#platform/audit/index.ts'
import { declareHoldings, listHoldings } from '#platform/holdings/index.ts'
import { newId, type Scope } from '#platform/scope.ts'
import { distributed } from '#platform/tables.ts'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { fillHoldings } from '#testing/fill-holdings.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { allHoldings } from '../../holdings.ts'
import { countMarked, markChanged } from '../journey/actions/count.ts'
import { erasePerson, listErasures, replayErasures } from './actions/erase.ts'
import { erasureListIn, keepErasureList } from './actions/erasure-list.ts'
import { copyAsCsv, copyOf, findPerson } from './actions/held.ts'
import { PersonExport } from './contract.ts'

let directory: Awaited<ReturnType<typeof makeTestDirectory>>
beforeAll(async () => {
  directory = await makeTestDirectory('privacy')
  declareHoldings(...allHoldings(directory.path))
})
afterAll(() => directory.remove())

/** Words that stand nowhere but with one person. */
const CANARIES = ['wilhelminaquux', 'quuxberg', '+4917099887766', 'q-77001', 'kanarienvogel']
const EMAIL = 'wilhelminaquux@example.com'
const JO = 'jo.zzyzx@example.com'
const BEFORE = new Date(NOW.getTime() - 3_600_000)

const idOf = (scope: Scope, value: string): CustomerId =>
  customerIdOf(scope.workspace.id, { kind: 'email', value })
const herEntry = (over: Parameters<typeof anEntry>[0] = {}) =>
  anEntry({
    at: BEFORE,
    identities: [
      { kind: 'email', value: EMAIL, verified: true },
      { kind: 'phone', value: '+4917099887766', verified: true },
      { kind: 'external', value: 'shop:q-77001', verified: true },
    ],
    traits: { name: 'Wilhelmina Quuxberg', city: 'Quuxberg' },
    text: 'My kanarienvogel loves the scarf',
    ...over,
  })

/** She and Jo, each with a row in every table that holds anything of a customer. */
async function aFullHouse(options?: { slices?: 1 | 4 }): Promise<Scope> {
  const scope = await aWorkspace(options)
  await recordEntries(scope, [
    herEntry(),
    anEntry({ at: BEFORE, identities: [{ kind: 'email', value: JO, verified: true }], text: 'zzyzx' }),
    // Somebody’s browser says it is she; nobody vouches for it.
    anEntry({
      at: BEFORE,
      identities: [{ kind: 'anonymous', value: 'browser-1', verified: false }],
      data: { claimed: { email: EMAIL } },
    }),
  ])
  const without = ['customer', 'entry', 'customer_link', 'customer_word', 'erased_identity']
  await fillHoldings(scope, await findPerson(scope, idOf(scope, EMAIL)), 'kanarienvogel', { without })
  await fillHoldings(scope, await findPerson(scope, idOf(scope, JO)), 'zzyzx', { without })
  await recordRefusals(scope, [
    { source: 'segment:web', messageId: 'm', reason: 'no_identity', item: `{"email":"${EMAIL}"}` },
  ])
  return scope
}

/** Everything the database holds of this workspace, as text, table by table. */
async function dump(scope: Scope): Promise<Map<string, string[]>> {
  const client = new Client(await testDatabase())
  await client.connect()
  try {
    const tables = new Map<string, string[]>()
    for (const table of distributed) {
      const { rows } = await client.query<{ line: string }>(
        `select t::text as line from ${table} t where home >> 12 = $1`,
        [scope.workspace.no],
      )
      tables.set(
        table,
        rows.map(({ line }) => line.toLowerCase()),
      )
    }
    return tables
  } finally {
    await client.end()
  }
}

async function files(): Promise<string> {
  const names = await readdir(directory.path)
  return (await Promise.all(names.map((name) => readFile(join(directory.path, name), 'utf8')))).join('\n')
}

async function aFile(scope: Scope, text: string, aside: string, name = 'orders.csv'): Promise<void> {
  const id = newId<'import'>(scope)
  const client = new Client(await testDatabase())
  await client.connect()
  await client.query(
    `insert into import_run (home, id, kind, name, state, format, bytes, tally, created_at, finished_at) values ($1, $2, 'file', $4, 'finished', 'csv', 1, '{}', $3, $3)`,
    [scope.workspace.no * 4096, id, NOW, name],
  )
  await client.end()
  await writeFile(join(directory.path, `${id}.file`), text)
  await writeFile(join(directory.path, `${id}.aside.jsonl`), aside)
}

const canariesIn = (text: string) => CANARIES.filter((word) => text.toLowerCase().includes(word))

/** Tables of a workspace's own settings and work, each with why no row of it is a customer's. */
const NOBODYS: Readonly<Record<string, string>> = {
  import_run: 'a file’s name, its columns and figures',
  noticing_switch: 'what the workspace does not want noticed',
  own_kind: 'kinds of moment the workspace wrote',
  standing_promise: 'promises of a touchpoint',
  business_calendar: 'hours',
  contact_form: 'the form’s own address',
  form_answer_open: 'which page of the form an answer was opened from, for two days',
  form_answer_day: 'sums over many',
  autonomy_policy: 'what agents may give',
  mailbox: 'the brand’s own mailboxes',
  outgoing_hold: 'whether nothing goes out, and which colleague said so',
  mail_cursor: 'how far a folder was read',
  chatwoot_account: 'the brand’s own account',
  anecdote: 'an agent’s own words',
  agent_voice: 'an agent’s own words',
  macro: 'templates',
  library_item: 'reviews and guides',
  play: 'the book of plays',
  sealed_setting: 'connections',
  survey: 'what the workspace asks',
  journey_touchpoint: 'the map',
  journey_review: 'what colleagues wrote about a touchpoint',
  touchpoint_note: 'what colleagues wrote about a touchpoint',
  journey_route: 'the map',
  journey_idea: 'what colleagues wrote about a touchpoint',
  journey_idea_vote: 'votes of colleagues',
  journey_fix: 'what the team does about a touchpoint',
  friction_note: 'what got in a colleague’s way',
  friday_turn: 'which colleague had her say',
  friday_answer: 'what colleagues said',
  friday_outcome: 'what became of what colleagues said',
  workbook: 'what colleagues wrote about a journey',
  workbook_exercise: 'the questions of the workbook',
  workbook_field: 'what colleagues wrote about a journey',
  workbook_past: 'what colleagues wrote about a journey',
  workbook_done: 'which exercises are done',
  workbook_presence: 'which colleague is in which field',
  basics_run: 'figures over many',
  basics_answer: 'figures over many, and what colleagues noted',
  journey_day: 'sums over many',
  journey_total: 'sums over many',
  journey_step: 'sums over many',
  complaint_cause: 'names of causes',
  theme: 'names and phrases of themes',
  voice_day: 'sums over many',
  voice_cut_day: 'sums over many',
  voice_heard: 'how far history was heard',
  audit_head: 'the end of the chain',
  privacy_setting: 'the law and the times',
}

test('every table says whose its rows are, or why they are nobody’s', () => {
  const held = listHoldings().flatMap((one) => ('table' in one ? [one.table] : [...one.covers]))
  const silent = distributed.filter((table) => !held.includes(table) && !(table in NOBODYS))
  expect(silent).toEqual([])
  expect(Object.keys(NOBODYS).filter((table) => (held as readonly string[]).includes(table))).toEqual([])
})

describe.each([1, 4] as const)('in a workspace of %i homes', (slices) => {
  test('a copy holds every row that bears her id or address, none of another’s, and fits its published form', async () => {
    const scope = await aFullHouse({ slices })
    const person = await findPerson(scope, idOf(scope, EMAIL))
    const copy = PersonExport.parse(await copyOf(scope, person))
    const given = new Map<string, number>()
    for (const { table, rows } of copy.data) given.set(table, (given.get(table) ?? 0) + rows.length)
    for (const [table, lines] of await dump(scope)) {
      const hers = lines.filter((line) => [...person.ids, EMAIL].some((word) => line.includes(word)))
      // A link is told from her end; what claims to be hers in somebody’s browser is told apart.
      const elsewhere = table === 'customer_link' ? 2 : 0
      const expected = table === 'entry' ? hers.length - 1 : hers.length - elsewhere
      expect([table, given.get(table) ?? 0]).toEqual([table, Math.max(expected, given.get(table) ?? 0)])
    }
    for (const holding of listHoldings())
      if (
        'table' in holding &&
        !['erased_identity', 'audit_entry', 'audit_unsealed'].includes(holding.table) &&
        !holding.isUnlisted
      )
        expect([holding.table, given.get(holding.table) ?? 0]).not.toEqual([holding.table, 0])
    expect(JSON.stringify(copy)).not.toMatch(/zzyzx/)
    expect(copyAsCsv(copy)).toContain('kanarienvogel')
    expect(copyAsCsv(copy)).not.toMatch(/zzyzx/)
  })

  test('erased, she stands in no table and no file; Jo is as she was, and the books and the log hold', async () => {
    const scope = await aFullHouse({ slices })
    await aFile(
      scope,
      `name,email\nWilhelmina,${EMAIL}\n`,
      `{"raw":"${EMAIL.toUpperCase()}"}\n{"raw":"other"}\n`,
    )
    await aFile(scope, 'name,email\nOther,other@example.com\n', '')
    // Called after her, it brought what others said, too, and a line that was not taken in.
    await aFile(scope, 'email\nother@example.com\n', '', 'Quuxberg, Wilhelmina (calls).csv')
    const source = 'csv:Quuxberg, Wilhelmina (calls)'
    await recordEntries(scope, [
      anEntry({
        source,
        at: BEFORE,
        identities: [{ kind: 'email', value: 'other@example.com', verified: true }],
      }),
    ])
    await recordRefusals(scope, [{ source, messageId: 'n', reason: 'no_identity', item: '{}' }])
    const ledger = (await dump(scope)).get('courtesy_grant')
    const jos = JSON.stringify(await copyOf(scope, await findPerson(scope, idOf(scope, JO))))
    expect(canariesIn(JSON.stringify([...(await dump(scope))])).sort()).toEqual([...CANARIES].sort())

    const receipt = await erasePerson(scope, idOf(scope, EMAIL), 'desk')

    for (const [table, lines] of await dump(scope))
      expect([table, canariesIn(lines.join())]).toEqual([table, []])
    expect(canariesIn(await files())).toEqual([])
    expect(await files()).toContain('other@example.com')
    expect(await files()).toContain('"other"')
    expect((await dump(scope)).get('courtesy_grant')).toEqual(ledger)
    expect(JSON.stringify(await copyOf(scope, await findPerson(scope, idOf(scope, JO))))).toBe(jos)
    expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 1 })
    await sealAudit(scope)
    expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 1, unsealed: 0 })
    expect((await dump(scope)).get('import_run')?.join()).toContain('name erased.csv')
    expect(receipt.rows).toMatchObject({ identity: expect.any(Number), said: expect.any(Number), files: 3 })
    await expect(findPerson(scope, idOf(scope, EMAIL))).rejects.toMatchObject({ code: 'customer_not_found' })
  })

  test('late news of an erased person makes nobody; what she does afterwards is a new beginning', async () => {
    const scope = await aFullHouse({ slices })
    await erasePerson(scope, idOf(scope, EMAIL), 'desk')
    const late = [herEntry({ messageId: 'late-1' }), herEntry({ messageId: 'late-2', identities: [{ kind: 'external', value: 'shop:q-77001', verified: true }] })] // prettier-ignore
    expect(await recordEntries(scope, late)).toEqual([{ outcome: 'known' }, { outcome: 'known' }])
    await expect(findPerson(scope, idOf(scope, EMAIL))).rejects.toMatchObject({ code: 'customer_not_found' })

    const later = new Date(NOW.getTime() + 60_000)
    const [verdict] = await recordEntries({ ...scope, now: later }, [
      herEntry({ messageId: 'new', at: later, text: 'Hello again' }),
    ])
    expect(verdict).toMatchObject({ outcome: 'stored' })
    const copy = await copyOf(scope, await findPerson(scope, idOf(scope, EMAIL)))
    expect(copy.data.find(({ table }) => table === 'entry')?.rows).toMatchObject([{ body: 'Hello again' }])
  })

  test('brought back by a backup, she is erased again from the list kept beside it', async () => {
    const scope = await aFullHouse({ slices })
    await erasePerson(scope, idOf(scope, EMAIL), 'desk')
    const list = await listErasures(scope)
    expect(canariesIn(list)).toEqual([])

    // The backup knows nothing of the erasure: her rows are there, and no tombstone.
    const client = new Client(await testDatabase())
    await client.connect()
    await client.query('delete from erased_identity where home >> 12 = $1', [scope.workspace.no])
    await client.end()
    forgetKnown(scope)
    await recordEntries(scope, [herEntry({ messageId: 'from the backup' })])
    expect(canariesIn(JSON.stringify([...(await dump(scope))])).length).toBeGreaterThan(0)

    expect(await replayErasures(scope, list)).toEqual({ listed: 3, erased: 1 })
    expect(canariesIn(JSON.stringify([...(await dump(scope))]))).toEqual([])
    expect(await recordEntries(scope, [herEntry({ messageId: 'late' })])).toEqual([{ outcome: 'known' }])
    expect(await replayErasures(scope, list)).toEqual({ listed: 3, erased: 0 })
  })
})

test('the list beside the backups names each erased row once, and keeps who an older backup has forgotten', async () => {
  const scope = await aFullHouse()
  const path = erasureListIn(join(directory.path, 'kept'))
  expect(await keepErasureList(scope, path)).toBe(0)
  await erasePerson(scope, idOf(scope, EMAIL), 'desk')
  expect(await keepErasureList(scope, path)).toBe(3)
  expect(await keepErasureList(scope, path)).toBe(0)
  const list = await readFile(path, 'utf8')
  expect(canariesIn(list)).toEqual([])
  expect((await stat(path)).mode & 0o077).toBe(0)
  // As an older backup does: the database knows nothing of it any more.
  const client = new Client(await testDatabase())
  await client.connect()
  await client.query('delete from erased_identity where home >> 12 = $1', [scope.workspace.no])
  await client.end()
  expect(await keepErasureList(scope, path)).toBe(0)
  expect(await readFile(path, 'utf8')).toBe(list)
  await rm(dirname(path), { recursive: true })
})

test('erased, she counts in no sum of the journey, and those who stay count as before', async () => {
  const scope = await aWorkspace()
  const jos = anEntry({ at: BEFORE, identities: [{ kind: 'email', value: JO, verified: true }] })
  await recordEntries(scope, [herEntry(), jos])
  const ids = [idOf(scope, EMAIL), idOf(scope, JO)]
  const sums = async () => {
    await countMarked(scope)
    return (await dump(scope)).get('journey_day')?.filter((line) => !line.endsWith(',0,0,0,0,0,0,0,0,0)'))
  }
  await markChanged(scope, { customers: ids.slice(1) })
  const josAlone = await sums()
  await markChanged(scope, { customers: ids })
  expect(await sums()).not.toEqual(josAlone)
  await erasePerson(scope, idOf(scope, EMAIL), 'desk')
  expect(await sums()).toEqual(josAlone)
})

test('while a file is being read nobody is erased, and nothing is half gone', async () => {
  const scope = await aFullHouse()
  await aFile(scope, `${EMAIL}\n`, '')
  const client = new Client(await testDatabase())
  await client.connect()
  await client.query(`update import_run set state = 'running' where home = $1`, [scope.workspace.no * 4096])
  await client.end()
  const before = await dump(scope)
  await expect(erasePerson(scope, idOf(scope, EMAIL), 'desk')).rejects.toMatchObject({
    code: 'import_running',
  })
  expect(await dump(scope)).toEqual(before)
})
