/** Q6, time zones: finds expressions whose result depends on the session's TimeZone. */
import type { Problem } from './problem.ts'
import { as, columnOf, nameOf, signOf, some, typeOf, walk, type Call, type TreeNode } from './tree.ts'

const CLOCKS = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'])
/** Functions that read a timestamp through the session's zone unless they are handed a local one. */
const READERS = new Set(['date_trunc', 'date_part', 'extract', 'to_char', 'date_bin', 'age'])
const LOCAL_TYPES = new Set(['date', 'timestamp', 'time'])

/** Breaches of Q6 that concern time zones. */
export function zoneProblems(statement: TreeNode): Problem[] {
  const found = new Set<string>()
  walk(statement, (node) => {
    const value = as(node, 'SQLValueFunction')
    if (value?.op && /DATE|LOCALTIME|CURRENT_TIME(_N)?$/.test(value.op))
      found.add(`${value.op.replace('SVFOP_', '').toLowerCase()} is today's in the session's zone`)
    const cast = as(node, 'TypeCast')
    if (cast) {
      const type = typeOf(cast)
      if (LOCAL_TYPES.has(type) && dependsOnZone(cast.arg)) found.add(`::${type} uses the session's zone`)
      if (type === 'timestamptz' && isDayColumn(cast.arg))
        found.add("a date as timestamptz begins in the session's zone")
    }
    const call = as(node, 'FuncCall')
    if (call && READERS.has(nameOf(call)) && readsZone(call))
      found.add(`${nameOf(call)} uses the session's zone`)
  })
  return [...found].map((message) => ({ rule: 'Q6', message: `${message}: write (… at time zone $tz)` }))
}

function readsZone(call: Call): boolean {
  const args = call.args ?? []
  const name = nameOf(call)
  if (name === 'age') return args.length === 1 || args.some(dependsOnZone)
  const [field, instant, zone] = args
  if (name === 'date_trunc') return zone === undefined && dependsOnZone(instant)
  if (name === 'to_char') return dependsOnZone(field)
  if (name === 'date_bin') return false
  return as(field, 'A_Const')?.sval?.sval !== 'epoch' && dependsOnZone(instant)
}

/**
 * Whether an expression may be an instant that has not been brought to a zone. Columns named `…_on` are days; what
 * `at time zone`, a JSON arrow or a subquery yields is judged on its own.
 */
function dependsOnZone(expression: TreeNode | undefined): boolean {
  if (!expression) return false
  const call = as(expression, 'FuncCall')
  if (call && nameOf(call) === 'timezone') return false
  if (call && CLOCKS.has(nameOf(call))) return true
  if (as(expression, 'SubLink')) return false
  const operation = as(expression, 'A_Expr')
  if (operation && signOf(operation) === '->>') return false
  const cast = as(expression, 'TypeCast')
  if (cast && typeOf(cast) === 'timestamptz') return true
  if (cast) return !LOCAL_TYPES.has(typeOf(cast)) && dependsOnZone(cast.arg)
  const column = columnOf(expression)
  if (column) return !isDayColumn(expression)
  if (as(expression, 'SQLValueFunction')?.op?.startsWith('SVFOP_CURRENT_TIMESTAMP')) return true
  if (operation) return dependsOnZone(operation.lexpr) || dependsOnZone(operation.rexpr)
  if (call) return (call.args ?? []).some(dependsOnZone)
  return some(Object.values(expression)[0], (node) => node !== expression && dependsOnZone(node))
}

function isDayColumn(node: TreeNode | undefined): boolean {
  return columnOf(node)?.at(-1)?.endsWith('_on') ?? false
}
