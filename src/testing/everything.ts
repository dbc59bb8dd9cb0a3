/** All that is kept anywhere, as one text: for checks that look for words which must stand nowhere. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestConnection } from './global-setup.ts'
import { asked, tablesOf } from './asked.ts'

/** Every row of every table; bytes as they are. */
export async function rowsOf(place: TestConnection): Promise<string> {
  const rows: object[] = []
  for (const name of await tablesOf(place)) rows.push(...(await asked(place, `select * from ${name}`)))
  return rows.flatMap((row) => Object.values(row).map(wordsOf)).join('\n')
}

/** Every file under a directory, with its name; bytes as they are. */
export async function filesIn(root: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')))
  return [...files, ...texts].join('\n')
}

const wordsOf = (value: unknown): string =>
  Buffer.isBuffer(value)
    ? value.toString('latin1')
    : typeof value === 'string'
      ? value
      : (JSON.stringify(value) ?? '')
