/** A brand's own export, as a file on this machine: what people wrote in the last four days, counted back from now. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const UNIT_MS = { m: 60_000, h: 3_600_000 }

/** Writes fixtures/inbox.csv with real dates for its `{70m}` and `{5h}`; answers its path. The lines are 59, one without a date. */
export async function writeInboxFile(): Promise<string> {
  const template = await readFile(new URL('fixtures/inbox.csv', import.meta.url), 'utf8')
  const text = template.replace(/\{(\d+)([mh])\}/g, (_, count: string, unit: 'm' | 'h') =>
    new Date(Date.now() - Number(count) * UNIT_MS[unit]).toISOString(),
  )
  const path = join(await mkdtemp(join(tmpdir(), 'spoonful-inbox-')), 'inbox.csv')
  await writeFile(path, text)
  return path
}
