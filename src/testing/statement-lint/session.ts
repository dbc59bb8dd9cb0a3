/** Q6 without the zones: what would live on in a connection; and what PostgreSQL 15 does not know. */
import type { Problem } from './problem.ts'
import { as, nameOf, walk, type Call, type SessionSetting, type TreeNode } from './tree.ts'

/** Breaches of Q6 that leave something behind in the session. */
export function sessionProblems(statement: TreeNode): Problem[] {
  const found = new Set<string>()
  const setting = as(statement, 'VariableSetStmt')
  if (setting && outlives(setting)) found.add('set lasts as long as the connection: write set local')
  if (as(statement, 'PrepareStmt') ?? as(statement, 'ExecuteStmt') ?? as(statement, 'DeallocateStmt'))
    found.add('prepared statements belong to a connection: leave them to the driver')
  if (isHeldCursor(statement)) found.add('a cursor with hold outlives its transaction')
  walk(statement, (node) => {
    const call = as(node, 'FuncCall')
    if (call && locksSession(call))
      found.add(`${nameOf(call)} outlives its transaction: use pg_advisory_xact_lock`)
    if (call && setsSession(call))
      found.add('set_config lasts as long as the connection: its third argument is true')
    const made =
      as(node, 'CreateStmt')?.relation ??
      as(node, 'CreateTableAsStmt')?.into?.rel ??
      as(node, 'SelectStmt')?.intoClause?.rel
    if (made?.relpersistence === 't') found.add('a temporary table belongs to a connection')
  })
  return [...found].map((message) => ({ rule: 'Q6', message }))
}

function outlives(setting: SessionSetting): boolean {
  const wholeTransaction = setting.kind === 'VAR_SET_MULTI' && setting.name === 'TRANSACTION'
  return !setting.is_local && !wholeTransaction
}

const HOLD = 0x0020 // CURSOR_OPT_HOLD of PostgreSQL's parsenodes.h

function isHeldCursor(statement: TreeNode): boolean {
  return ((as(statement, 'DeclareCursorStmt')?.options ?? 0) & HOLD) !== 0
}

function locksSession(call: Call): boolean {
  return /^pg_(try_)?advisory_lock(_shared)?$/.test(nameOf(call))
}

function setsSession(call: Call): boolean {
  if (nameOf(call) !== 'set_config') return false
  return as(call.args?.[2], 'A_Const')?.boolval?.boolval !== true
}

const NEWER_NODES: Readonly<Record<string, string>> = {
  MergeStmt: 'MERGE: write insert … on conflict',
  JsonTable: 'JSON_TABLE',
  JsonFuncExpr: 'JSON_VALUE, JSON_QUERY, JSON_EXISTS',
  JsonObjectConstructor: 'JSON_OBJECT: write jsonb_build_object',
  JsonArrayConstructor: 'JSON_ARRAY: write jsonb_build_array',
  JsonIsPredicate: 'IS JSON',
  JsonParseExpr: 'JSON()',
  JsonScalarExpr: 'JSON_SCALAR',
  JsonSerializeExpr: 'JSON_SERIALIZE',
}

const NEWER_FUNCTIONS = new Set([
  ...['uuidv7', 'uuidv4', 'any_value', 'array_sort', 'array_shuffle', 'array_sample', 'array_reverse'],
  ...[
    'random_normal',
    'date_add',
    'date_subtract',
    'pg_input_is_valid',
    'casefold',
    'crc32',
    'erf',
    'to_bin',
  ],
])

/** What a server of version 15 would refuse. */
export function floorProblems(statement: TreeNode): Problem[] {
  const found = new Set<string>()
  walk(statement, (node) => {
    const newer = NEWER_NODES[Object.keys(node)[0] ?? '']
    if (newer) found.add(newer)
    const call = as(node, 'FuncCall')
    if (call && NEWER_FUNCTIONS.has(nameOf(call))) found.add(`${nameOf(call)}()`)
    if (as(node, 'Constraint')?.generated_kind === 'v') found.add('virtual columns')
  })
  return [...found].map((what) => ({ rule: 'floor', message: `PostgreSQL 15 does not know ${what}` }))
}
