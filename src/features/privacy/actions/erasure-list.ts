/** The list of the erased, kept beside the backups so that bringing one back does not bring them back. Hashes of ids and times, no names. */
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Scope } from '#platform/scope.ts'
import { listErasures } from './erase.ts'

/** Where it lies in a directory of backups; `restore` looks there by itself. */
export const erasureListIn = (directory: string): string => join(directory, 'erasures.jsonl')

/**
 * Adds who was erased and is not on the list yet; answers how many. Lines are only ever added: after an older backup was brought back
 * the database knows fewer than the list.
 */
export async function keepErasureList(scope: Scope, path: string): Promise<number> {
  const lines = (await listErasures(scope)).split('\n').filter((line) => line !== '')
  if (lines.length === 0) return 0
  const known = new Set((await readFile(path, 'utf8').catch(() => '')).split('\n'))
  const fresh = lines.filter((line) => !known.has(line))
  if (fresh.length === 0) return 0
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await appendFile(path, fresh.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  return fresh.length
}
