/**
 * The change of the installation's key (SAFETY.md R17): a new one is put in front, and everything that was sealed with an older one is
 * sealed again. The older ones stay behind it, since old backups need them; whoever lost one to a thief forgets them.
 */
import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { Refusal } from '#kit/refusal.ts'
import type { Connection } from './database.ts'
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts'
import { parseKeys, secretsOf, type Secrets } from './secrets.ts'

/** Secrets that were sealed again, and those that no key opens: they have to be entered anew. */
export type Rotated = { readonly again: number; readonly lost: readonly string[] }

/** Puts a new key in front of those in the file, and answers all of them. The file is whole at every instant. */
export async function addKey(directory: string): Promise<Secrets> {
  const path = join(directory, 'secret.key')
  const old = await readFile(path, 'utf8')
  return writeKeys(path, [randomBytes(32).toString('hex'), ...wordsOf(old)])
}

/** Leaves only the first key in the file. What is sealed with another one is closed for good then, old backups included. */
export async function forgetOldKeys(directory: string): Promise<void> {
  const path = join(directory, 'secret.key')
  await writeKeys(path, wordsOf(await readFile(path, 'utf8')).slice(0, 1))
}

/** Seals with the first key what was sealed with another. Bears being run twice, and beside a server that has the new key too. */
export async function sealAgain(connection: Connection, secrets: Secrets): Promise<Rotated> {
  const client = new Client({ ...connection, application_name: 'spoonful rotates' })
  await client.connect()
  try {
    const { rows: workspaces } = await client.query<{ id: string; no: number }>('select id, no::float8 as no from workspace') // prettier-ignore
    let again = 0
    const lost: string[] = []
    for (const column of SEALED_COLUMNS)
      for (const workspace of column.isOfWorkspace ? workspaces : workspaces.slice(0, 1)) {
        const done = await sealColumn(client, secrets, column, workspace)
        again += done.again
        lost.push(...done.lost)
      }
    return { again, lost }
  } finally {
    await client.end()
  }
}

async function sealColumn(
  client: Client,
  secrets: Secrets,
  { table, column, isOfWorkspace, key, placeOf }: SealedColumn,
  workspace: { id: string; no: number },
): Promise<Rotated> {
  await client.query('begin')
  try {
    if (isOfWorkspace)
      await client.query(
        `set local role spoonful_app; select set_config('spoonful.workspace', '${Math.trunc(workspace.no)}', true)`,
      )
    const { rows } = await client.query<Record<string, unknown>>(
      `select ${key.join(', ')}, ${column} from ${table} where ${column} is not null for update`,
    )
    let again = 0
    const lost: string[] = []
    for (const row of rows) {
      const sealed = row[column] as Buffer
      const place = placeOf(row, workspace.id)
      if (!secrets.isOld(sealed)) continue
      const text = secrets.unseal(sealed, place)
      if (text === undefined) {
        lost.push(`${table}.${column} of ${place}`)
        continue
      }
      const where = key.map((name, i) => `${name} = $${i + 2}`).join(' and ')
      await client.query(`update ${table} set ${column} = $1 where ${where}`, [
        secrets.seal(text, place),
        ...key.map((name) => row[name]),
      ])
      again += 1
    }
    await client.query('commit')
    return { again, lost }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')

async function writeKeys(path: string, words: readonly string[]): Promise<Secrets> {
  const keys = parseKeys(words.join('\n'))
  if (!keys) throw new Refusal('key_not_usable', `${path} holds something that is no key.`)
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(`${words.join('\n')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  return secretsOf(keys)
}
