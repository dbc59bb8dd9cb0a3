/** security/asvs.csv (OWASP ASVS 4.0.3, levels 1 and 2): no row is blank, and the tests it names are there (SAFETY.md G24). */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

type Row = { readonly id: string; readonly applies: string; readonly test: string; readonly reason: string }
const rows = parse(readFileSync('security/asvs.csv', 'utf8'), { columns: true }) as Row[]
const applying = rows.filter(({ applies }) => applies === 'yes')

test('every row that applies names a test or says what is missing; every other one says why not', () => {
  expect(rows.length).toBeGreaterThan(100)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(rows.filter(({ test, reason }) => test === '' && reason === '')).toEqual([])
  expect(rows.filter(({ applies, reason }) => applies === 'no' && reason === '')).toEqual([])
})

test.each(applying.filter(({ test }) => test !== ''))('$id is shown by $test', ({ test: named }) => {
  const [file = '', words = ''] = named.split(/#(.*)/s)
  expect(existsSync(file), file).toBe(true)
  // The words stand in the title of a test that runs: none is switched off.
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((line) => line.includes(words))
  expect(line, `${file} has no test “${words}”`).toBeDefined()
  expect(line).not.toMatch(/\.(?:skip|todo|only)\b/)
})

test('at least 95 in a hundred of what applies is shown by a test', () => {
  const shown = applying.filter(({ test }) => test !== '').length
  console.log(`ASVS: ${rows.length} rows, ${applying.length} apply, ${shown} shown by a test`)
  expect(shown / applying.length).toBeGreaterThanOrEqual(0.95)
})
