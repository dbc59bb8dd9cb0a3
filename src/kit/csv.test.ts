import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
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
