/**
 * Cuts an SQL file into its statements; knows quotes and comments, not grammar. A statement ends at a semicolon that
 * stands outside of strings, quoted names, comments and dollar quotes. Write function bodies in dollar quotes: a
 * `begin atomic` body is refused, since its inner semicolons cannot be told from the statement's own.
 */

/** One statement without the comments before it and without its semicolon; `line` is where it starts, from 1. */
export type Statement = { readonly text: string; readonly line: number }

const SPACE = /\s+/y
const COMMENT = /--[^\n]*/y
const BLOCK = /\/\*/y
const TOKENS = [
  /[eE]'(?:[^'\\]+|\\[^])*'/y, // a string with backslashes
  /'[^']*'/y, // 'it''s' reads as two strings side by side, which cuts the same
  /"[^"]*"/y,
  /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[^]*?\$\1\$/y,
  /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y, // takes a dollar inside a name along
  /\d[\w.]*/y,
  /;/y,
  /[^;'"$/-]/y,
  /[$](?=\d)/y,
  /[/-]/y,
]

/** The statements of a file in order. Throws an Error naming the line where a quote or comment is not closed. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = []
  let start = -1
  let end = 0
  for (let at = 0; at < sql.length;) {
    const blank = skipBlank(sql, at)
    if (blank > at) {
      at = blank
      continue
    }
    const token = TOKENS.map((pattern) => matchAt(pattern, sql, at)).find((found) => found !== undefined)
    if (token === undefined) throw new Error(`Line ${String(lineOf(sql, at))}: a quote is not closed.`)
    at += token.length
    if (token !== ';') {
      if (start < 0) start = at - token.length
      end = at
    } else if (start >= 0) {
      statements.push(statement(sql, start, end))
      start = -1
    }
  }
  if (start >= 0) statements.push(statement(sql, start, end))
  return statements
}

function statement(sql: string, start: number, end: number): Statement {
  const text = sql.slice(start, end)
  const line = lineOf(sql, start)
  if (/\bbegin\s+atomic\b/i.test(text)) {
    throw new Error(
      `Line ${String(line)}: write the function's body in dollar quotes instead of "begin atomic".`,
    )
  }
  return { text, line }
}

/** The place after the blanks and comments at `at`. Block comments nest in SQL. */
function skipBlank(sql: string, at: number): number {
  const plain = matchAt(SPACE, sql, at) ?? matchAt(COMMENT, sql, at)
  if (plain !== undefined) return at + plain.length
  if (matchAt(BLOCK, sql, at) === undefined) return at
  const edge = /\/\*|\*\//g
  edge.lastIndex = at
  let depth = 0
  for (let found = edge.exec(sql); found; found = edge.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  throw new Error(`Line ${String(lineOf(sql, at))}: a comment is not closed.`)
}

function matchAt(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(sql)?.[0]
}

function lineOf(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length
}
