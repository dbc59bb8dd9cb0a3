/** SAFETY.md G17: no cell of ours is worked out by a spreadsheet. That one says so itself is for the long run (`SIZE=L`), where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { IS_LONG } from '#testing/checks/run.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { csvLine } from './csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd|calc', "'+cmd|calc"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['|x', "'|x"],
  ['-10.00', '-10.00'],
  ['12', '12'],
  ['Maren "M" Oduya, VT', 'Maren "M" Oduya, VT'],
])('%j is written as %j', (cell, written) => {
  expect(parse(csvLine([cell, 'x'])) as string[][]).toEqual([[written, 'x']])
})

test('whatever is written, no cell but a number begins like a formula, and the rest reads back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (cells) => {
      const [row = []] = parse(csvLine(cells), { relax_column_count: true }) as string[][]
      expect(row).toHaveLength(cells.length)
      for (const [i, cell] of row.entries()) {
        const original = (cells[i] ?? '').replaceAll('\u0000', '')
        if (!/^[+-]?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        expect([original, `'${original}`]).toContain(cell)
      }
    }),
    { numRuns: 500 },
  )
})

/** What a spreadsheet would work out, fetch or start. */
const FORMULAS = ['1+1', 'SUM(1;2)', 'HYPERLINK("http://127.0.0.1:9/x";"click")', 'WEBSERVICE("http://127.0.0.1:9/x")', "cmd|' /C calc'!A0", 'DDE("soffice";"a";"b")', 'NOW()', "'file:///etc/passwd'#$passwd.A1"] // prettier-ignore
const BEGINNINGS = ['=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '|=', '\u0000=', '\uFF1D', '=+', '+=', '-=', '"=', "'=", '\u00a0=', '\ufeff=', '{='] // prettier-ignore

test.runIf(IS_LONG)('a spreadsheet works nothing out of what we write', { timeout: 120_000 }, async () => {
  if (spawnSync('soffice', ['--version']).status !== 0) {
    console.log('SKIPPED: LibreOffice is not installed (soffice).')
    return
  }
  const directory = await makeTestDirectory('csv')
  const cells = FORMULAS.flatMap((formula) => BEGINNINGS.map((beginning) => beginning + formula))
  /** How many cells it took for something to be worked out, asked to take as many as it can. */
  const workedOut = (name: string, text: string): number => {
    writeFileSync(join(directory.path, `${name}.csv`), text)
    const asked = ['--headless', '--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true', '--convert-to', 'fods', '--outdir', directory.path] // prettier-ignore
    execFileSync('soffice', [`-env:UserInstallation=file://${directory.path}/profile`, ...asked, join(directory.path, `${name}.csv`)]) // prettier-ignore
    return readFileSync(join(directory.path, `${name}.fods`), 'utf8').match(/table:formula=/g)?.length ?? 0
  }
  try {
    // As they would stand there without the apostrophe: the spreadsheet does work them out.
    const bare = cells
      .map((cell) => `"${cell.replaceAll('\u0000', '').replaceAll('"', '""')}",x\r\n`)
      .join('')
    expect(workedOut('bare', bare)).toBeGreaterThan(FORMULAS.length)
    expect(workedOut('ours', cells.map((cell) => csvLine([cell, 'x'])).join(''))).toBe(0)
  } finally {
    await directory.remove()
  }
})
