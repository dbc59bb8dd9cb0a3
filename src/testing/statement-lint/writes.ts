/** Q7: what a write to a distributed table may compute in the database. */
import type { Problem, Tables } from './problem.ts'
import { as, nameOf, some, walk, type TreeNode } from './tree.ts'

const VOLATILE = new Set([
  ...['random', 'random_normal', 'gen_random_uuid', 'gen_random_bytes', 'uuidv4', 'uuidv7'],
  ...[
    'uuid_generate_v1',
    'uuid_generate_v4',
    'clock_timestamp',
    'timeofday',
    'nextval',
    'setval',
    'currval',
    'lastval',
  ],
])

/** Breaches of Q7. */
export function writeProblems(statement: TreeNode, tables: Tables): Problem[] {
  const distributed = new Set(tables.distributed)
  const found = new Set<string>()
  const setters = (table: string, targets: readonly TreeNode[] | undefined) => {
    for (const node of targets ?? []) {
      if (as(node, 'ResTarget')?.name === 'home')
        found.add(`${table}: home is never updated; move a row by writing it anew`)
      if (some(node, isVolatile)) found.add(`${table}: hand in what set computes by chance or clock`)
    }
  }
  walk(statement, (node) => {
    const insert = as(node, 'InsertStmt')
    const table = insert?.relation?.relname ?? ''
    if (insert && distributed.has(table)) {
      setters(table, insert.onConflictClause?.targetList)
      if (some(as(insert.selectStmt, 'SelectStmt')?.valuesLists, (each) => as(each, 'SubLink') !== undefined))
        found.add(`insert into ${table}: no subquery in VALUES; read first, then write`)
    }
    const update = as(node, 'UpdateStmt')
    if (update && distributed.has(update.relation?.relname ?? ''))
      setters(update.relation?.relname ?? '', update.targetList)
    const changed = update ?? as(node, 'DeleteStmt')
    const name = changed?.relation?.relname ?? ''
    if (changed && distributed.has(name) && some(changed.whereClause, isVolatile))
      found.add(`${name}: nothing volatile in the condition of a write`)
  })
  return [...found].map((message) => ({ rule: 'Q7', message }))
}

function isVolatile(node: TreeNode): boolean {
  const call = as(node, 'FuncCall')
  return call !== undefined && VOLATILE.has(nameOf(call))
}
