/** Files as an agent would choose them: a brand's own export, counted back from now, and any other text. */
import { readFile } from 'node:fs/promises'

/** What a file chooser is given. */
export type ChosenFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const UNIT_MS = { m: 60_000, h: 3_600_000 }

/** fixtures/inbox.csv with real dates for its `{70m}` and `{5h}`: 59 lines of the last four days, one of them without a date. */
export async function inboxFile(): Promise<ChosenFile> {
  const template = await readFile(new URL('fixtures/inbox.csv', import.meta.url), 'utf8')
  const text = template.replace(/\{(\d+)([mh])\}/g, (_, count: string, unit: 'm' | 'h') =>
    new Date(Date.now() - Number(count) * UNIT_MS[unit]).toISOString(),
  )
  return csvFile('inbox.csv', text)
}

export function csvFile(name: string, text: string): ChosenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
}
