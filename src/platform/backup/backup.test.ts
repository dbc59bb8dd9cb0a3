/** SAFETY.md G29: a backup under load is one instant, comes back row by row, and a file that is not whole is refused in a sentence. */
import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEnterKey } from '#features/team/index.ts'
import { recordEntries } from '#features/timeline/index.ts'
import { openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { secretsOf } from '#platform/secrets.ts'
import { fleeting } from '#platform/tables.ts'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { asked, contentOf } from '#testing/asked.ts'
import { anEmptyDatabase, asAdmin } from '#testing/side-database.ts'
import { takeIn } from '#testing/take-in.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { backUpIfDue, checkBackup, listBackups, restoreBackup, takeBackup } from './index.ts'

const keys = { secrets: secretsOf([randomBytes(32)]), passphrase: undefined }
let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let whole: string
const place = (name: string) => join(directory.path, name)

beforeAll(async () => {
  directory = await makeTestDirectory('backup')
  for (const slices of [1, 4] as const) {
    const scope = await aWorkspace({ slices })
    await takeIn(
      scope,
      Array.from({ length: 40 }, (_, i) =>
        anEntry({
          identities: [{ kind: 'email', value: `c${i}@example.com`, verified: true }],
          at: new Date(NOW.getTime() - i * 5 * 86_400_000),
          text: `Where is my order?\tIt’s for my wedding\non Saturday \\ 😀 ${i}`,
        }),
      ),
    )
  }
  whole = place('whole.backup')
  await takeBackup(await testDatabase(), whole, keys, NOW)
}, 60_000)
afterAll(() => directory.remove())

/** The same database from one test to the next: empty, started, in use. */
let target: Awaited<ReturnType<typeof anEmptyDatabase>>

describe('a restored installation', { timeout: 180_000 }, () => {
  test('can come from an older schema: this release’s migrations run on its rows', async () => {
    const older = await anEmptyDatabase()
    const client = new Client(older)
    await client.connect()
    await client.query('set synchronous_commit = off')
    await migrate(client, { until: '0010_email.sql' })
    await client.query(
      `insert into workspace (id, no, name, zone, currency, created_at) values (gen_random_uuid(), 7, 'Old', 'UTC', 'EUR', now())`,
    )
    await client.end()
    await takeBackup(older, place('older.backup'), keys, NOW)
    target = await anEmptyDatabase()
    await restoreBackup(target, place('older.backup'), keys)
    expect(await asked(target, 'select name from workspace')).toEqual([{ name: 'Old' }])
    const files = (await readdir('migrations')).filter((name) => name.endsWith('.sql')).sort()
    const ran = await asked<{ file: string }>(target, 'select distinct file from migration order by 1')
    expect(ran.map(({ file }) => file)).toEqual(files)
  })

  test('holds every row as it was, and nobody’s session; it may replace one that was only started', async () => {
    const scope = await aWorkspace()
    await createEnterKey(scope.db, scope.actor.kind === 'member' ? scope.actor.id : ('' as never), scope)
    await takeBackup(await testDatabase(), place('again.backup'), keys, NOW)
    const { rows } = await restoreBackup(target, place('again.backup'), keys)
    const [before, after] = [await contentOf(await testDatabase()), await contentOf(target)]
    expect(rows).toBeGreaterThan(300)
    expect(before['enter_key']).not.toMatch(/^0 /)
    for (const name of fleeting) {
      expect(after[name]).toBe('0 ')
      delete before[name]
      delete after[name]
    }
    expect(after).toEqual(before)
    expect(
      await asked(target, `select from pg_class where relname = 'customer' and relforcerowsecurity`),
    ).toHaveLength(1)
  })

  test('takes in new words, and knows the old ones', async () => {
    const db = openDatabase(target, { max: 3 })
    const scope = await aWorkspace()
    const [old] = await asked<{ id: string; no: string; source: string; message_id: string }>(
      target,
      'select w.id, w.no, s.source, s.message_id from workspace w join intake_seen s on s.home >> 12 = w.no limit 1',
    )
    const here = {
      ...scope,
      db,
      workspace: { ...scope.workspace, id: old?.id as never, no: Number(old?.no) },
    }
    const known = { source: old?.source ?? '', messageId: old?.message_id ?? '' }
    const verdicts = await recordEntries(here, [anEntry(), anEntry(known)])
    await db.close()
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['stored', 'known'])
  })

  test('that is in use, that runs, or that is another program’s is not touched', async () => {
    await expect(restoreBackup(target, whole, keys)).rejects.toMatchObject({ code: 'installation_not_empty' })
    const db = openDatabase(target, { max: 1 })
    await db.owner(async () => {
      await expect(restoreBackup(target, whole, keys)).rejects.toMatchObject({ code: 'installation_running' })
    })
    await db.close()
    const foreign = await anEmptyDatabase()
    await asked(foreign, 'create table theirs (n int)')
    await expect(restoreBackup(foreign, whole, keys)).rejects.toMatchObject({
      code: 'installation_not_empty',
    })
  })
})

test(
  'a role that is only the owner of its database reads and fills all workspaces, too',
  { timeout: 180_000 },
  async () => {
    const role = `owner_${randomBytes(4).toString('hex')}`
    await asAdmin((admin) =>
      admin.query(
        `create role ${role} login password 'x' nosuperuser in role spoonful_app, spoonful_worker, spoonful_people, spoonful_sealer`,
      ),
    )
    const database = await anEmptyDatabase(role)
    try {
      const owner = { ...database, user: role, password: 'x' }
      await restoreBackup(owner, whole, keys)
      await takeBackup(owner, place('owner.backup'), keys, NOW)
      const counts = async (path: string) =>
        (await checkBackup(path, keys)).totals.map(({ name, rows }) => `${name} ${rows}`)
      expect(await counts(place('owner.backup'))).toEqual(await counts(whole))
      expect(
        await asked(database, `select from pg_class where relname = 'customer' and relforcerowsecurity`),
      ).toHaveLength(1)
    } finally {
      await asAdmin(async (admin) => {
        await admin.query(`drop database ${database.database} with (force)`)
        await admin.query(`drop role ${role}`)
      })
    }
  },
)

test(
  'what is written meanwhile is in it whole or not at all, and nobody waits',
  { timeout: 180_000 },
  async () => {
    const scope = await aWorkspace()
    let isTaking = true
    let [before, sent] = [0, 0]
    const send = async (name: string) => {
      await recordEntries(scope, [
        anEntry({
          messageId: name,
          identities: [{ kind: 'email', value: `${name}@example.com`, verified: true }],
        }),
      ])
      sent += 1
    }
    for (; before < 20; before++) await send(`before-${before}`)
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let i = 0; isTaking; i++) await send(`during-${writer}-${i}`)
    })
    await expect.poll(() => sent).toBeGreaterThan(before + 5)
    const acknowledged = sent
    await takeBackup(await testDatabase(), place('load.backup'), keys, NOW)
    isTaking = false
    await Promise.all(writers)
    await send('after')
    const cutAt = await anEmptyDatabase()
    await restoreBackup(cutAt, place('load.backup'), keys)
    const mine = `home >> 12 = ${scope.workspace.no}`
    const [cut] = await asked<{
      entries: number
      seen: number
      customers: number
      odd: number
      after: number
    }>(
      cutAt,
      `select (select count(*)::int from entry where ${mine}) as entries, (select count(*)::int from intake_seen where ${mine}) as seen,
       (select count(*)::int from customer where ${mine}) as customers, (select count(*)::int from entry where ${mine} and message_id = 'after') as after,
       (select count(*)::int from entry e where ${mine} and not exists (select from customer c where c.home = e.home and c.id = e.customer_id)) as odd`,
    )
    expect(cut).toMatchObject({ odd: 0, after: 0, seen: cut?.entries, customers: cut?.entries })
    expect(cut?.entries).toBeGreaterThanOrEqual(acknowledged)
    expect(cut?.entries).toBeLessThan(sent)
  },
)

describe('a file that is not whole', () => {
  test.each([0.001, 0.1, 0.5, 0.9, 0.9999])('cut at %f of its length is refused', async (share) => {
    const bytes = await readFile(whole)
    const path = place(`cut-${share}`)
    await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * share)))
    await expect(checkBackup(path, keys)).rejects.toMatchObject({
      code: expect.stringMatching(/^backup_(cut_short|unknown)$/) as string,
      message: expect.stringContaining(path) as string,
    })
  })

  test('with any byte changed is refused, and nothing is written for it', async () => {
    const bytes = await readFile(whole)
    const untouched = await anEmptyDatabase()
    for (let i = 0; i < 15; i++) {
      const bent = Buffer.from(bytes)
      const at = Math.floor((bytes.length * (i + 0.5)) / 15)
      bent[at] = (bent[at] ?? 0) ^ 0x10
      await writeFile(place('bent'), bent)
      await expect(restoreBackup(untouched, place('bent'), keys), `byte ${at}`).rejects.toMatchObject({
        code: 'backup_damaged',
      })
    }
    const head = Buffer.from(bytes)
    head[head.indexOf('"salt":"') + 10] = 0x30 + (((head[head.indexOf('"salt":"') + 10] ?? 0) + 1) % 10)
    await writeFile(place('head'), head)
    await expect(checkBackup(place('head'), keys)).rejects.toMatchObject({ code: 'backup_damaged' })
    expect(
      await asked(untouched, `select from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([])
  })

  test('with something added, or frames that changed places, is refused', async () => {
    const bytes = await readFile(whole)
    await writeFile(place('longer'), Buffer.concat([bytes, Buffer.from('x')]))
    await expect(checkBackup(place('longer'), keys)).rejects.toMatchObject({
      code: expect.stringMatching(/^backup_/) as string,
    })
    await writeFile(place('twice'), Buffer.concat([bytes, bytes]))
    await expect(checkBackup(place('twice'), keys)).rejects.toMatchObject({ code: 'backup_damaged' })
    await writeFile(place('other'), 'PGDMP and so on\nmore\n')
    await expect(checkBackup(place('other'), keys)).rejects.toMatchObject({ code: 'backup_unknown' })
    await expect(checkBackup(place('nowhere'), keys)).rejects.toMatchObject({ code: 'backup_not_found' })
    await writeFile(place('newer'), 'SPOONFUL BACKUP 2\n{}\n')
    await expect(checkBackup(place('newer'), keys)).rejects.toMatchObject({ code: 'backup_newer' })
  })

  test('opens with its own key only, or with its passphrase', async () => {
    const other = { ...keys, secrets: secretsOf([randomBytes(32)]) }
    await expect(checkBackup(whole, other)).rejects.toMatchObject({ code: 'backup_key_missing' })
    const path = place('passphrase.backup')
    const phrase = { ...other, passphrase: 'correct horse battery staple' }
    await takeBackup(await testDatabase(), path, phrase, NOW)
    expect((await checkBackup(path, { ...keys, passphrase: phrase.passphrase })).rows).toBeGreaterThan(300)
    for (const passphrase of ['correct horse battery stapl', undefined])
      await expect(checkBackup(path, { ...keys, passphrase })).rejects.toMatchObject({
        code: 'backup_key_missing',
      })
  })

  test('tells nobody’s words to a reader without the key', async () => {
    const bytes = await readFile(whole)
    for (const word of ['wedding', 'example.com', 'Tussock', 'customer', 'insert'])
      expect(bytes.includes(word), word).toBe(false)
  })
})

test('a backup never takes the place of another file, and leaves no half one behind', async () => {
  const before = (await readdir(directory.path)).sort()
  await expect(takeBackup(await testDatabase(), whole, keys, NOW)).rejects.toMatchObject({
    code: 'backup_exists',
  })
  await expect(takeBackup(await testDatabase(), place('no/where'), keys, NOW)).rejects.toMatchObject({
    code: 'backup_not_written',
  })
  expect((await readdir(directory.path)).sort()).toEqual(before)
})

test('one a day by itself, the newest three kept; none where the disk is nearly full', async () => {
  const kept = place('kept')
  const told: unknown[] = []
  const log = { warn: (...words: unknown[]) => void told.push(words), error: () => undefined }
  const connection = await testDatabase()
  const at = (hours: number, minFreeBytes = 0) =>
    backUpIfDue({
      connection,
      directory: kept,
      keep: 3,
      keys,
      log: log as never,
      minFreeBytes,
      clock: () => new Date(NOW.getTime() + hours * 3_600_000),
    })
  expect(await at(0)).toBeTruthy()
  expect(await at(23)).toBeUndefined()
  for (const hours of [24, 48, 72, 96]) expect(await at(hours)).toBeTruthy()
  const list = await listBackups(kept)
  expect(list.map(({ takenAt }) => (takenAt.getTime() - NOW.getTime()) / 3_600_000)).toEqual([96, 72, 48])
  expect((await checkBackup(list[0]?.path ?? '', keys)).rows).toBeGreaterThan(300)
  expect(await at(200, 2 ** 60)).toBeUndefined()
  expect(told).toHaveLength(1)
})
