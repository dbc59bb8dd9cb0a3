import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCsv, ROW_LIMIT } from './csv.ts'
import { encodingOf, openDecoder } from './decode.ts'
import { openJsonDocument, openJsonLines } from './json.ts'
import { sniff } from './sniff.ts'

/** Text in pieces of a size, so that every cut is met. */
function inPieces<Row>(
  reader: { push(text: string): Row[]; end(): Row[] },
  text: string,
  size: number,
): Row[] {
  const rows: Row[] = []
  for (let at = 0; at < text.length; at += size)
    for (const row of reader.push(text.slice(at, at + size))) rows.push(row)
  return rows.concat(reader.end())
}
const cellsOf = (text: string, size = 7, separator = ',') =>
  inPieces(openCsv(separator), text, size).map(({ cells, problem }) => problem ?? cells)

describe('CSV', () => {
  it('reads what csv-parse reads, wherever the text is cut', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', 'a,b', 'say "hi"', 'two\nlines', 'x\r\ny', ' '))
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const written = (text: string) => (/[",\n\r]|^\s|\s$/.test(text) || text === '' ? quoted(text) : text)
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 20 }),
        (rows, feed, size) => {
          const text = rows.map((row) => row.map(written).join(',')).join(feed) + feed
          const expected = parse(text, { relax_column_count: true, record_delimiter: feed }) as string[][]
          expect(cellsOf(text, size)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('a quote never closed costs its own line, and the rows after it are read', () => {
    expect(cellsOf('a,b\n1,"oops\n2,two\n3,"three"\n')).toEqual([
      ['a', 'b'],
      'quote_not_closed',
      ['2', 'two'],
      ['3', 'three'],
    ])
    expect(cellsOf('a,b\n1,"oops')).toEqual([['a', 'b'], 'quote_not_closed'])
  })

  it('knows the line each row begins at', () => {
    const rows = inPieces(openCsv(','), 'a,b\r\n"x\r\ny",2\r\n\r\n3,4\r\n', 3)
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5])
  })

  it('inch marks and stray quotes inside a cell are text', () => {
    expect(cellsOf('5" pipe,"5"" pipe"\n')).toEqual([['5" pipe', '5" pipe']])
  })

  it('a row without end is given up and the next one read', () => {
    const long = `1,${'x'.repeat(ROW_LIMIT + 10)}`
    expect(cellsOf(`a,b\n${long}\n2,two\n`, 100_000)).toEqual([['a', 'b'], 'row_too_long', ['2', 'two']])
    expect(cellsOf(`a,b\n1,"${'x\n'.repeat(ROW_LIMIT / 2 + 10)}`, 100_000).slice(0, 3)).toEqual([
      ['a', 'b'],
      'quote_not_closed',
      ['x'],
    ])
  })
})

describe('JSON', () => {
  const values = (text: string, reader = openJsonDocument, size = 5) =>
    inPieces(reader(), text, size).map(
      ({ value, key, problem }) => problem ?? (key === undefined ? value : [key, value]),
    )

  it('one object a line, and a broken line costs itself only', () => {
    const text = '{"a":1}\n\n{"a":\r\n[1]\n"x"\n{"a":2}'
    const rows = inPieces(openJsonLines(), text, 4)
    expect(rows.map(({ line, value, problem }) => [line, problem ?? value])).toEqual([
      [1, { a: 1 }],
      [3, 'not_json'],
      [4, 'not_an_object'],
      [5, 'not_an_object'],
      [6, { a: 2 }],
    ])
  })

  it.each([
    ['a list', '[ {"a":1}, {"a":{"b":["}"]}} ]', [{ a: 1 }, { a: { b: ['}'] } }]],
    [
      'a map by id',
      '{"x": {"a":1},\n "y": {"a":2}}',
      [
        ['x', { a: 1 }],
        ['y', { a: 2 }],
      ],
    ],
    [
      'a list by name',
      '{"orders": [{"a":1},{"a":2}]}',
      [
        ['orders', { a: 1 }],
        ['orders', { a: 2 }],
      ],
    ],
    ['a body by name', '{"order": {"a":"\\"{"}}', [['order', { a: '"{' }]]],
    ['scalars in a list', '[1, {"a":1}, "x"]', ['not_an_object', { a: 1 }, 'not_an_object']],
    ['nothing', '[]', []],
    ['half a list', '[{"a":1},{"a":', [{ a: 1 }, 'not_json']],
  ])('%s', (_, text, expected) => {
    for (const size of [1, 2, 5, 1_000]) expect(values(text, openJsonDocument, size)).toEqual(expected)
  })

  it('depth 10,000 and __proto__ are set aside', () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    expect(values(`${deep}\n{"__proto__":{"x":1}}\n{"a":1}`, openJsonLines, 1_000)).toEqual([
      'too_deep',
      'name_not_allowed',
      { a: 1 },
    ])
    expect(values(`[${deep},{"a":1}]`, openJsonDocument, 1_000)).toEqual(['too_deep', { a: 1 }])
  })

  it('a line without end is given up', () => {
    expect(values(`{"a":"${'x'.repeat(ROW_LIMIT + 10)}"}\n{"a":1}`, openJsonLines, 100_000)).toEqual([
      'row_too_long',
      { a: 1 },
    ])
  })
})

describe('the encoding', () => {
  const text = 'id,text\n1,"Größe – naïve café ☕ 👗"\n2,ok\n'
  const utf16be = (value: string) => Buffer.from(`\ufeff${value}`, 'utf16le').swap16()
  const decoded = (bytes: Uint8Array, size: number) => {
    const decoder = openDecoder(encodingOf(bytes))
    let out = ''
    for (let at = 0; at < bytes.length; at += size) out += decoder.decode(bytes.subarray(at, at + size))
    return out + decoder.decode()
  }

  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', utf16be(text), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ])('%s, wherever it is cut', (_, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding)
    for (const size of [1, 2, 3, 5, 1_000]) expect(decoded(bytes, size)).toBe(text)
  })

  it('Latin-1, also when the first half of the file does not show it', () => {
    const latin = Buffer.from('café', 'latin1')
    expect(decoded(latin, 2)).toBe('café')
    const late = Buffer.concat([Buffer.from('a'.repeat(10_000)), latin])
    expect(encodingOf(late.subarray(0, 5_000))).toBe('utf-8')
    const decoder = openDecoder('utf-8')
    expect(
      (
        decoder.decode(late.subarray(0, 5_000)) +
        decoder.decode(late.subarray(5_000)) +
        decoder.decode()
      ).slice(-4),
    ).toBe('café')
    expect(decoder.encoding).toBe('windows-1252')
  })
})

describe('what a file is', () => {
  const words = (text: string | Uint8Array) =>
    sniff(typeof text === 'string' ? Buffer.from(text) : text, true).words
  it.each([
    ['a,b\n1,2\n', 'CSV, commas, UTF-8'],
    ['a;b\n1,5;2\n2,5;3\n', 'CSV, semicolons, UTF-8'],
    ['a\tb, c\n1\t2\n', 'CSV, tabs, UTF-8'],
    ['a|b\n1|2\n', 'CSV, bars, UTF-8'],
    ['{"a":1}\n{"a":2}\n', 'JSON, one a line, UTF-8'],
    ['[\n{"a":1}]', 'JSON, UTF-8'],
    ['{\n "x": {"a":1}}', 'JSON, UTF-8'],
    ['only\none\ncolumn\n', 'CSV, commas, UTF-8'],
  ])('%j is %s', (text, expected) => expect(words(text)).toBe(expected))

  it('UTF-16 with semicolons', () => {
    expect(words(Buffer.from('\ufeffa;b\n1;2\n', 'utf16le'))).toBe('CSV, semicolons, UTF-16')
  })
})
