/** `spoonful backup`, `backup verify` and `restore`: what is kept in case the disk is not. */
import { access, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { erasureListIn } from '#features/privacy/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { checkBackup, takeBackup, type BackupKeys } from '#platform/backup/index.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { openSecrets, parseKeys, secretsOf } from '#platform/secrets.ts'
import { restoreInstallation } from '../open.ts'
import { withProduct } from './product.ts'

export async function backupCommand(file: string): Promise<void> {
  await withProduct(async ({ connection, clock, secrets, config }) => {
    const keys = { secrets, passphrase: config.backupPassphrase }
    const { path, bytes, rows } = await takeBackup(connection, resolve(file), keys, clock())
    console.log(`${path}: ${rows} rows, ${sizeOf(bytes)}, sealed with ${sealOf(config)}.`)
  })
}

/** Opens no database: any machine with the key can verify. */
export async function verifyCommand(file: string, { key }: { key?: string }): Promise<void> {
  const { manifest, rows, totals } = await checkBackup(resolve(file), await keysOf(readConfig(), key))
  for (const total of totals.filter(({ rows }) => rows > 0))
    console.log(`${String(total.rows).padStart(10)}  ${total.sha256.slice(0, 16)}  ${total.name}`)
  const release = manifest.migrations.at(-1)?.file ?? 'nothing'
  console.log(
    `Whole: ${rows} rows in ${totals.length} tables, as they stood at ${manifest.takenAt} (schema ${release}).`,
  )
}

export async function restoreCommand(
  file: string,
  { into, key, erasures }: { into?: string; key?: string; erasures?: string },
): Promise<void> {
  if (into !== undefined) process.env['SPOONFUL_DATA'] = into
  const config = readConfig()
  const keys = await keysOf(config, key)
  const { rows, manifest } = await restoreInstallation(resolve(file), keys)
  await keepKeys(config, key)
  console.log(`Restored ${rows} rows, as they stood at ${manifest.takenAt}.`)
  const beside = erasureListIn(dirname(resolve(file)))
  const list = erasures ?? ((await isThere(beside)) ? beside : undefined)
  if (list === undefined)
    console.log(
      'Whoever was erased since the backup is back: give the list that “spoonful erasures” printed to “spoonful erasures --replay LIST” before anybody works on.',
    )
  else {
    console.log(`Whoever was erased since the backup is erased again, by ${list}.`)
    await (await import('./privacy.ts')).erasuresCommand({ replay: list })
  }
  console.log(
    'Everybody must enter again; keys of programs that were revoked since are valid again (spoonful key list).',
  )
  if (config.secretKeys === undefined && !(await isThere(join(config.dataDirectory, 'secret.key'))))
    console.log(
      'Passwords of mailboxes and tokens stay closed until you bring the old secret.key into this data directory, or enter them again.',
    )
}

/** Keys from a file that was named, else those of this installation; a missing file is not made here. */
async function keysOf(config: Config, file: string | undefined): Promise<BackupKeys> {
  const passphrase = config.backupPassphrase
  const own = join(config.dataDirectory, 'secret.key')
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => '')
    const keys = parseKeys(text)
    if (!keys)
      throw new Refusal('key_not_usable', `${file} holds no keys: 64 hexadecimal digits on each line.`)
    return { secrets: secretsOf(keys), passphrase }
  }
  if (config.secretKeys !== undefined || (await isThere(own)))
    return { secrets: await openSecrets(config.secretKeys, config.dataDirectory), passphrase }
  return { secrets: { ...secretsOf([Buffer.alloc(32, 1)]), derive: () => undefined }, passphrase }
}

/** What was sealed in the old place must open in the new one: its keys move along, behind those that are there. */
async function keepKeys(config: Config, file: string | undefined): Promise<void> {
  if (file === undefined || config.secretKeys !== undefined) return
  const own = join(config.dataDirectory, 'secret.key')
  const [here, there] = [await readFile(own, 'utf8').catch(() => ''), await readFile(file, 'utf8')]
  const lines = [here, there].flatMap((text) => text.split(/[\s,]+/)).filter((word) => word !== '')
  await writeFile(own, `${[...new Set(lines)].join('\n')}\n`, { mode: 0o600 })
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const sealOf = ({ backupPassphrase, secretKeys, dataDirectory }: Config): string =>
  backupPassphrase !== undefined
    ? 'the passphrase'
    : secretKeys !== undefined
      ? 'the first of SPOONFUL_SECRET_KEYS'
      : `${join(dataDirectory, 'secret.key')} (keep a copy of that file apart from the backups)`

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
