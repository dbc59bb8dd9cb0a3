/** SAFETY.md R17, G32: after a change of keys everything opens, nothing old is left, and no sealed column is forgotten. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keepSetting } from '#features/plays/index.ts'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { asked } from '#testing/asked.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { addKey, forgetOldKeys, sealAgain } from './rotation.ts'
import { SEALED_COLUMNS } from './sealed-columns.ts'
import { openSecrets, secretsOf } from './secrets.ts'

/** Hashes, pictures, and two keys of our own that sign links and are worth nothing without the database they stand in. */
const NOT_SEALED = /hash$|\.key$|fingerprint|digest|\.bytes$|^(?:contact_form|survey)\.secret$/

test('every column of bytes is either sealed and known to the change of keys, or a hash', async () => {
  const columns = await asked<{ table: string; column: string }>(
    await testDatabase(),
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and data_type = 'bytea' and table_name !~ '_\\d{4}_\\d\\d$'`,
  )
  const known = new Set(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`))
  const unknown = columns.filter(
    ({ table, column }) => !known.has(`${table}.${column}`) && !NOT_SEALED.test(`${table}.${column}`),
  )
  expect(unknown).toEqual([])
  expect(
    [...known].filter((one) => !columns.some(({ table, column }) => one === `${table}.${column}`)),
  ).toEqual([])
})

test('with a new key in front all is sealed again, in every workspace, and the old key opens none of it', async () => {
  const directory = await makeTestDirectory('rotation')
  const path = join(directory.path, 'secret.key')
  const old = await openSecrets(undefined, directory.path)
  const scopes = [await aWorkspace(), await aWorkspace({ slices: 4 })]
  for (const scope of scopes) {
    const secret = old.seal('shop token', `setting shopify ${scope.workspace.id}`)
    await keepSetting(scope, 'shopify', { fields: {}, secret })
    if (scope.actor.kind !== 'member') continue
    const factor = old.seal('JBSWY3DP', `second factor ${scope.actor.id}`).toString('hex')
    await asked(
      await testDatabase(),
      `insert into member_login (member_id, totp_sealed) values ('${scope.actor.id}', '\\x${factor}')`,
    )
  }
  const stranger = await aWorkspace()
  await keepSetting(stranger, 'shopify', {
    fields: {},
    secret: secretsOf([randomBytes(32)]).seal('x', `setting shopify ${stranger.workspace.id}`),
  })

  const secrets = await addKey(directory.path)
  const done = await sealAgain(await testDatabase(), secrets)
  expect(done).toEqual({
    again: 4,
    lost: [`sealed_setting.secret of setting shopify ${stranger.workspace.id}`],
  })
  expect((await sealAgain(await testDatabase(), secrets)).again).toBe(0)

  const oldLine = (await readFile(path, 'utf8')).split('\n')[1] ?? ''
  await forgetOldKeys(directory.path)
  const fresh = await openSecrets(undefined, directory.path)
  const onlyOld = secretsOf([Buffer.from(oldLine, 'hex')])
  const rows = await asked<{ secret: Buffer; place: string }>(
    await testDatabase(),
    `select secret, 'setting shopify ' || w.id as place from sealed_setting s join workspace w on w.no = s.home >> 12
     union all select totp_sealed, 'second factor ' || member_id from member_login where totp_sealed is not null`,
  )
  const mine = rows.filter(({ place }) => !place.endsWith(stranger.workspace.id))
  expect(mine.map(({ secret, place }) => fresh.unseal(secret, place)).sort()).toEqual([
    'JBSWY3DP',
    'JBSWY3DP',
    'shop token',
    'shop token',
  ])
  for (const { secret, place } of mine) expect(onlyOld.unseal(secret, place)).toBeUndefined()
  await writeFile(path, 'gone')
  await expect(addKey(directory.path)).rejects.toMatchObject({ code: 'key_not_usable' })
  await directory.remove()
})
