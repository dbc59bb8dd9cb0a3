/** What is taken along of Voices: the themes as shown, and the comments behind them, streamed, without what is delicate, and told to the audit log. */
import { setImmediate } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { customerIdOf, holdPerson } from '#features/timeline/index.ts'
import { listAudit } from '#platform/audit/index.ts'
import { onStatement } from '#platform/database.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { exportComments, exportThemes } from './actions/export.ts'
import { listen } from './actions/listen.ts'
import { showThemes } from './actions/themes.ts'
import { ExportComments, ExportThemes } from './contract.ts'

let scope: Scope
const asked = (over: object = {}) => ExportComments.parse(over)

async function say(texts: readonly string[], over: (at: number) => object = () => ({})): Promise<void> {
  const entries = texts.map((text, at) =>
    anEntry({
      kind: 'review',
      channel: 'review',
      text,
      messageId: `${text.slice(0, 40)}-${at}`,
      at: new Date(NOW.getTime() - (at + 1) * 60_000),
      ...over(at),
    }),
  )
  await listen(scope, [await record(scope, entries)])
}

async function taken(over: object = {}, form: 'csv' | 'jsonl' = 'csv'): Promise<string> {
  let text = ''
  for await (const chunk of await exportComments(scope, asked(over), form)) text += String(chunk)
  return text
}
const rowsOf = (text: string) => parse<Record<string, string>>(text, { columns: true })

beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  await say([
    'It runs small, sadly.',
    '=HYPERLINK("http://evil.example","It runs small")',
    'It runs small now that my cancer is back.',
    'Bonjour tout le monde',
  ])
})

test('the themes are taken as they are shown, with what each figure is of', async () => {
  const rows = rowsOf(await exportThemes(scope, ExportThemes.parse({})))
  expect(rows.find((row) => row['theme id'] === 'runs-small')).toMatchObject({
    days: '30',
    'heard in': 'all',
    comments: '3',
    'of all': '4',
    'comments before': '0',
    'of all before': '0',
    change: 'steady',
  })
  expect(rows.find((row) => row['theme'] === 'No theme yet')).toMatchObject({ comments: '1', share: '0.25' })
  expect(rows.find((row) => row['theme'] === 'Every comment')).toMatchObject({ comments: '4' })
  expect(rows.map((row) => row['theme id'])).not.toContain('soft')
  const praised = rowsOf(await exportThemes(scope, ExportThemes.parse({ kind: 'praise' })))
  expect(praised.map((row) => row['theme id'])).not.toContain('runs-small')
})

test('comments come with their themes; formulas are defused, delicate words left out and said to be', async () => {
  const rows = rowsOf(await taken({ theme: 'runs-small' }))
  expect(rows).toHaveLength(3)
  expect(rows.find(({ words }) => words?.includes('HYPERLINK'))?.words).toMatch(/^'=/)
  expect(rows.find((row) => row['words left out'] === 'health')).toMatchObject({ words: '' })
  expect(rows.every(({ themes }) => themes?.includes('Runs small'))).toBe(true)
  const lines = (await taken({}, 'jsonl')).trim().split('\n').map((line) => JSON.parse(line) as { words: string | null; themes: string[] }) // prettier-ignore
  expect(lines).toHaveLength(4)
  expect(JSON.stringify(lines)).not.toContain('cancer')
  expect(lines.find(({ words }) => words === 'Bonjour tout le monde')?.themes).toEqual([])
  expect(rowsOf(await taken({ theme: '-' }))).toHaveLength(1)
  expect(await taken({ source: 'survey' })).toMatch(/^"at",.*\r\n$/)
  await expect(taken({ theme: 'nobody' })).rejects.toMatchObject({ code: 'theme_not_found' })
})

test('who took what stands in the audit log before a word leaves', async () => {
  await exportComments(scope, asked({ theme: 'runs-small' }), 'csv')
  const [line] = await read(scope, (scope) => listAudit(scope, {}, { limit: 1 }))
  expect(line).toMatchObject({ action: 'data.exported', details: { list: 'comments', rows: 3 } })
})

test('people whose data is held back are left out', async () => {
  const email = { kind: 'email' as const, value: 'held@example.com', verified: true }
  await say(['It runs small, says one who is held back.'], () => ({ identities: [email] }))
  expect(await taken()).toContain('held back')
  await transact(scope, (scope) => holdPerson(scope, customerIdOf(scope.workspace.id, email), 'restriction'))
  expect(await taken()).not.toContain('held back')
})

test('is read page by page as it is taken, and no further than it is taken', async () => {
  scope = await aWorkspace()
  const many = Array.from({ length: 600 }, (_, at) => `Number ${at} runs small. ${'It really does. '.repeat(6)}`) // prettier-ignore
  for (let from = 0; from < many.length; from += 300)
    await say(many.slice(from, from + 300), (at) => ({ at: new Date(NOW.getTime() - (from + at) * 1_000) }))
  const stream = await exportComments(scope, asked(), 'jsonl')
  let pages = 0
  const stop = onStatement((text) => (pages += Number(/from voice v where/.test(text))))
  const stretches = stream[Symbol.asyncIterator]()
  await stretches.next()
  await setImmediate()
  expect(pages).toBeLessThan(3)
  let rest = ''
  for (let next = await stretches.next(); next.done !== true; next = await stretches.next()) rest += String(next.value) // prettier-ignore
  stop()
  expect(pages).toBe(3)
  expect((await showThemes(scope, { days: 30 })).total).toBe(600)
  expect(new Set(rest.match(/Number \d+ /g)).size).toBeGreaterThan(300)
  const whole = await taken({}, 'jsonl')
  expect(new Set(whole.match(/"id":"[^"]+"/g)).size).toBe(600)
})
