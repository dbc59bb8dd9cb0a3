import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitStatements } from './statements.ts'

const cases: [name: string, sql: string, statements: string[]][] = [
  ['two statements', 'select 1; select 2;', ['select 1', 'select 2']],
  ['the last needs no semicolon', 'select 1;\nselect 2\n', ['select 1', 'select 2']],
  ['empty statements vanish', ';; select 1 ;;', ['select 1']],
  ['a semicolon in a string', "select 'a;b'; select 'it''s; so'", ["select 'a;b'", "select 'it''s; so'"]],
  ['a backslash ends no plain string', "select 'a\\'; select 2", ["select 'a\\'", 'select 2']],
  ['a backslash escapes in an E string', "select E'a\\';b'; select 2", ["select E'a\\';b'", 'select 2']],
  ['a quoted name', 'select 1 as "a;b"; select 2', ['select 1 as "a;b"', 'select 2']],
  ['a line comment', '-- why; indeed\nselect 1; -- it ends; here\nselect 2', ['select 1', 'select 2']],
  ['a nested comment', '/* a; /* b; */ c; */ select 1; select 2', ['select 1', 'select 2']],
  ['a comment inside stays', 'select 1 -- one; not two\n + 1', ['select 1 -- one; not two\n + 1']],
  ['a quote in a comment', "-- it's\nselect 1; /* don't */ select 2", ['select 1', 'select 2']],
  ['a function body', 'do $$ begin; end $$; select 2', ['do $$ begin; end $$', 'select 2']],
  ['a tagged body', "do $a$ x; $$ ' $b$ $a$; select 2", ["do $a$ x; $$ ' $b$ $a$", 'select 2']],
  ['a dollar in a name', 'select a$b$c; select $1; select 2', ['select a$b$c', 'select $1', 'select 2']],
  ['operators', 'select 1-2/3*4::int; select a->>1', ['select 1-2/3*4::int', 'select a->>1']],
]

test.each(cases)('%s', (_name, sql, statements) => {
  expect(splitStatements(sql).map(({ text }) => text)).toEqual(statements)
})

test('a statement knows its line', () => {
  expect(splitStatements('-- one\n\nselect 1;\n\nselect\n2').map(({ line }) => line)).toEqual([3, 5])
})

test.each([["select 1;\nselect 'open; select 2"], ['select 1;\n/* open; select 2'], ['\ndo $x$ open; $$']])(
  'what is not closed is named by its line: %j',
  (sql) => {
    expect(() => splitStatements(sql)).toThrow(/^Line 2: .* not closed/)
  },
)

test('a body without dollar quotes is refused, since its semicolons would cut it', () => {
  const sql = 'create function f() returns int begin atomic select 1; end;'
  expect(() => splitStatements(sql)).toThrow(/dollar quotes/)
})

test('any statements joined by semicolons come apart again', () => {
  const piece = fc.constantFrom(
    "'a;''b'",
    '"c;"',
    '$$;$$',
    '$t$ ; $$ $t$',
    "E'\\';'",
    '/* ; */ x',
    'select',
    '1.5',
    '- 2',
  )
  const statement = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `x ${pieces.join(' ')} y`)
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      expect(splitStatements(statements.join(';\n')).map(({ text }) => text)).toEqual(statements)
    }),
  )
})
