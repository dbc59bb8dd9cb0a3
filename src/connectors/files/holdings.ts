/** The files a workspace imported from, and the lines set aside: what in them names a customer is taken out with her. */
import { createReadStream } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renameSource } from '#features/timeline/index.ts'
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { HeldRow, OtherHolding, Person } from '#platform/holdings/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { isCalledAfter, sourceOf, withoutName } from './file-source.ts'
import { deleteImport, findImport, listImports, setName, type ImportRow } from './store.ts'

/** Imports of a workspace that are looked through; nobody brings in more files than that. */
const MOST_IMPORTS = 10_000

/** The holding over a directory of imports. */
export function fileHolding(directory: string): OtherHolding {
  return {
    name: 'import files',
    kind: 'files',
    covers: [],
    list: (scope, person) => listFiles(scope, directory, person),
    erase: (scope, person) => eraseFrom(scope, directory, person),
    age: (scope, before) => dropOld(scope, directory, before),
  }
}

async function listFiles(scope: Scope, directory: string, { needles }: Person): Promise<HeldRow[]> {
  const rows: HeldRow[] = []
  for (const { row, file, aside } of await filesOf(scope, directory)) {
    if (await names(file, needles)) rows.push({ import: row.id, file: row.name })
    for (const line of (await linesOf(aside)).filter((line) => namesHer(line, needles)))
      rows.push({ import: row.id, setAside: line })
  }
  for (const { id, name } of await listCalledAfter(scope, needles)) rows.push({ import: id, called: name })
  return rows
}

/** Imports whose file was called after her, also where the file itself is gone. */
async function listCalledAfter(scope: Scope, needles: readonly string[]): Promise<ImportRow[]> {
  const all = await read(scope, (scope) => listImports(scope, MOST_IMPORTS))
  return all.filter(({ name }) => isCalledAfter(name, needles))
}

/**
 * A file that was called after her is called otherwise, with the source of all it brought. A file that names her goes whole: of a table's cells that span lines nobody can say which are hers, and what it brought is on
 * the timeline. Of the lines set aside hers go. Refuses `import_running`.
 */
async function eraseFrom(scope: Scope, directory: string, { needles }: Person): Promise<number> {
  const files = await filesOf(scope, directory)
  const running = files.find(({ row }) => row.state === 'running')
  if (running)
    throw new Refusal(
      'import_running',
      `“${running.row.name}” is being read: erase when that has ended, or stop it first.`,
    )
  let gone = 0
  for (const { row, file, aside } of files) {
    if (await names(file, needles)) {
      await rm(file, { force: true })
      if (row.state === 'preview') await transact(scope, (scope) => deleteImport(scope, row.id))
      gone += 1
    }
    const lines = await linesOf(aside)
    const kept = lines.filter((line) => !namesHer(line, needles))
    if (kept.length === lines.length) continue
    await writeFile(`${aside}.new`, kept.map((line) => `${line}\n`).join(''), { mode: 0o600 })
    await rename(`${aside}.new`, aside)
    gone += lines.length - kept.length
  }
  for (const { id, name } of await listCalledAfter(scope, needles)) {
    await renameSource(scope, sourceOf(name), `csv:${id}`)
    await transact(scope, (scope) => setName(scope, id, withoutName(name)))
    gone += 1
  }
  return gone
}

/** Files of imports that ended before, and what was set aside of them. The list of imports keeps its lines. */
async function dropOld(scope: Scope, directory: string, before: Date): Promise<number> {
  let gone = 0
  for (const { row, file, aside } of await filesOf(scope, directory)) {
    const endedAt = row.finishedAt ?? (row.state === 'preview' ? row.createdAt : null)
    if (endedAt === null || endedAt >= before) continue
    for (const path of [file, aside])
      if (await stat(path).catch(() => undefined)) {
        await rm(path, { force: true })
        gone += 1
      }
  }
  return gone
}

type Files = { readonly row: ImportRow; readonly file: string; readonly aside: string }

/** What lies in the directory and belongs to an import of this workspace. */
async function filesOf(scope: Scope, directory: string): Promise<Files[]> {
  const names = await readdir(directory).catch(() => [])
  const ids = [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter(isId)
  const found: Files[] = []
  for (const id of ids) {
    const row = await read(scope, (scope) => findImport(scope, id))
    if (row)
      found.push({ row, file: join(directory, `${id}.file`), aside: join(directory, `${id}.aside.jsonl`) })
  }
  return found
}

/** Whether a file holds any of the words, in UTF-8 or in UTF-16. Reads it in pieces, each with the end of the one before. */
async function names(path: string, needles: readonly string[]): Promise<boolean> {
  const longest = Math.max(0, ...needles.map((needle) => needle.length)) * 4
  let tail = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      const piece = Buffer.concat([tail, chunk])
      if (namesHer(piece.toString('utf8'), needles) || namesHer(piece.toString('utf16le'), needles))
        return true
      // An even number of bytes, so that UTF-16 stays in step.
      tail = piece.subarray(Math.max(0, piece.length - longest + ((piece.length - longest) & 1)))
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
  }
  return false
}

async function linesOf(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}

const namesHer = (text: string, needles: readonly string[]) => {
  const lower = text.toLowerCase()
  return needles.some((needle) => lower.includes(needle))
}
