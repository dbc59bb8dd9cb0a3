/** PostgreSQL's own parse tree: its types, a walk over it and the few shapes the rules ask for. */
import { loadModule, parseSync } from 'pgsql-parser'

await loadModule()

type Parsed = ReturnType<typeof parseSync>

/** A node of the tree: an object with one key, the node's kind. */
export type TreeNode = NonNullable<NonNullable<Parsed['stmts']>[number]['stmt']>

type Fields<Name extends string> =
  Extract<TreeNode, Readonly<Record<Name, unknown>>> extends infer Found
    ? Found extends Readonly<Record<Name, infer Value>>
      ? Value
      : never
    : never

export type Select = Fields<'SelectStmt'>
export type Insert = Fields<'InsertStmt'>
export type Update = Fields<'UpdateStmt'>
export type Delete = Fields<'DeleteStmt'>
export type With = Fields<'WithClause'>
export type Join = Fields<'JoinExpr'>
export type Table = Fields<'RangeVar'>
export type Expression = Fields<'A_Expr'>
export type Call = Fields<'FuncCall'>
export type Cast = Fields<'TypeCast'>
export type SessionSetting = Fields<'VariableSetStmt'>
export type Copy = Fields<'CopyStmt'>

/** The statements of a text, in order. Throws where PostgreSQL would not parse it. */
export function statementsOf(sql: string): TreeNode[] {
  return (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => (stmt ? [stmt] : []))
}

/** The fields of a node if it is of this kind. */
export function as<Name extends string>(node: TreeNode | undefined, kind: Name): Fields<Name> | undefined {
  return node && kind in node ? (node as unknown as Record<Name, Fields<Name>>)[kind] : undefined
}

/**
 * Visits every node below (and including) a value, outermost first. Where the visitor answers false the walk does not
 * go below that node.
 */
export function walk(value: unknown, visit: (node: TreeNode) => boolean | void): void {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, visit)
    return
  }
  if (value === null || typeof value !== 'object') return
  const keys = Object.keys(value)
  const isNode = keys.length === 1 && /^[A-Z]/.test(keys[0] ?? '')
  if (isNode && visit(value as TreeNode) === false) return
  for (const each of Object.values(value)) walk(each, visit)
}

/** Whether any node below satisfies the question. */
export function some(value: unknown, question: (node: TreeNode) => boolean): boolean {
  let found = false
  walk(value, (node) => {
    found ||= question(node)
    return !found
  })
  return found
}

/** "a.home" as ['a', 'home']; a star as '*'. Undefined where the node is no column. */
export function columnOf(node: TreeNode | undefined): string[] | undefined {
  return as(node, 'ColumnRef')?.fields?.map((field) => as(field, 'String')?.sval ?? '*')
}

/** Name of the called function, without its schema, in lower case. */
export function nameOf(call: Call): string {
  return as(call.funcname?.at(-1), 'String')?.sval?.toLowerCase() ?? ''
}

/** Last part of a cast's type name: `date`, `timestamptz`, `int8`. */
export function typeOf(cast: Cast): string {
  return as(cast.typeName?.names?.at(-1), 'String')?.sval ?? ''
}

/** The operator's sign, `=` or `->>`. */
export function signOf(expression: Expression): string {
  return as(expression.name?.[0], 'String')?.sval ?? ''
}

/** The parts of a condition that all have to hold. */
export function conjunctsOf(condition: TreeNode | undefined): TreeNode[] {
  const both = as(condition, 'BoolExpr')
  if (both?.boolop === 'AND_EXPR') return (both.args ?? []).flatMap(conjunctsOf)
  return condition ? [condition] : []
}

/** Whether a node is one given value: a parameter or a literal, cast or not; null is none. */
export function isValue(node: TreeNode | undefined): boolean {
  const cast = as(node, 'TypeCast')
  if (cast) return isValue(cast.arg)
  const literal = as(node, 'A_Const')
  return as(node, 'ParamRef') !== undefined || (literal !== undefined && !literal.isnull)
}

/** How many values a node lists: an array of values by its length, an array parameter as more than one; 0 where it is neither. */
export function valuesIn(node: TreeNode | undefined): number {
  const array = as(node, 'A_ArrayExpr')
  if (array) return array.elements?.every(isValue) ? (array.elements.length ?? 0) : 0
  const list = as(node, 'List')
  if (list) return list.items?.every(isValue) ? list.items.length : 0
  const cast = as(node, 'TypeCast')
  if (cast) return valuesIn(cast.arg)
  return isValue(node) ? Number.POSITIVE_INFINITY : 0
}
