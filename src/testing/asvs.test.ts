/** security/asvs.csv (OWASP ASVS 5.0.0, all of levels 1 and 2) and security/requirements.csv (R1 to R33): no row is blank, and what it names is there (SAFETY.md G24). */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

type Row = Readonly<Record<'id' | 'level' | 'asks' | 'status' | 'shown' | 'note', string>>
const rows = parse(readFileSync('security/asvs.csv', 'utf8'), { columns: true }) as Row[]
const met = rows.filter(({ status }) => status === 'met')
/** How many requirements the two levels have. */
const WANTED = { 1: 70, 2: 183 }

test('each requirement of levels 1 and 2 stands there once, with what it asks and where it stands', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const [level, count] of Object.entries(WANTED))
    expect(rows.filter((row) => row.level === level).length, `level ${level}`).toBe(count)
  expect(rows.filter(({ asks }) => asks === '')).toEqual([])
  expect(rows.filter(({ status }) => !['met', 'not met', 'not applicable'].includes(status))).toEqual([])
})

test('what is met says where that is shown; what is not, or does not apply, says why', () => {
  expect(met.filter(({ shown }) => shown === '')).toEqual([])
  expect(rows.filter(({ status, note }) => status !== 'met' && note === '')).toEqual([])
})

test.each(met)('$id is shown by $shown', ({ shown }) => isThere(shown))

type Requirement = Readonly<Record<'id' | 'asks' | 'shown' | 'also' | 'note', string>>
const requirements = parse(readFileSync('security/requirements.csv', 'utf8'), {
  columns: true,
}) as Requirement[]

test('each of the requirements R1 to R33 stands there once', () => {
  expect(requirements.map(({ id }) => id)).toEqual(Array.from({ length: 33 }, (_, i) => `R${i + 1}`))
})

test.each(requirements)('$id is shown by $shown', ({ shown, also }) => {
  isThere(shown)
  if (also !== '') isThere(also)
})

/** Whether the file is there, and the test in it that the words after # name. */
function isThere(shown: string): void {
  const [file = '', words] = shown.split(/#(.*)/s)
  expect(existsSync(file), file).toBe(true)
  if (words === undefined) return
  // The words stand in the title of a test that runs: none is switched off.
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((line) => line.includes(words))
  expect(line, `${file} has no test “${words}”`).toBeDefined()
  expect(line).not.toMatch(/\.(?:skip|todo|only)\b/)
}

test('says how much of it is met, and by what that is shown', () => {
  const applying = rows.filter(({ status }) => status !== 'not applicable')
  const byTest = met.filter(({ shown }) => shown.includes('#')).length
  console.log(`ASVS 5.0.0: ${rows.length} rows, ${applying.length} apply, ${met.length} met, ${byTest} of them shown by a test`) // prettier-ignore
  // All of level 1 that applies, and .95 of both levels by a test (SAFETY.md G24).
  const open = rows.filter(({ level, status }) => level === '1' && status === 'not met')
  expect(open.map(({ id }) => id)).toEqual([])
  expect(byTest / applying.length).toBeGreaterThanOrEqual(0.95)
})
