/** One query block: what stands in its FROM, and which of it is held to a home by its conditions. */
import {
  as,
  columnOf,
  conjunctsOf,
  isValue,
  signOf,
  valuesIn,
  walk,
  type Expression,
  type Join,
  type Select,
  type Table,
  type TreeNode,
} from './tree.ts'

/** What a name in FROM stands for. */
export type Source = {
  /** Name it goes by in the block. */
  readonly alias: string
  /** The distributed table it is; undefined for anything else. */
  readonly distributed: string | undefined
  /** Whether it has a column `home`, so that a bare `home` could mean it. */
  readonly bearsHome: boolean
  readonly sampled: boolean
}

/** A derived table; `lateral` where it may see its neighbours. */
export type Derived = { readonly select: Select; readonly lateral: boolean }

/** `one` home for the whole statement, or `many` from a list. */
export type Pin = 'one' | 'many'

export type Block = {
  readonly sources: readonly Source[]
  readonly derived: readonly Derived[]
  /** How each alias is pinned, directly or by a join on home. */
  readonly pins: ReadonlyMap<string, Pin>
  /** Pairs of aliases whose homes are equal. */
  readonly links: readonly (readonly [string, string])[]
  /** Aliases whose home equals the home of a row outside the block. */
  readonly tiedOutside: ReadonlySet<string>
  readonly naturalJoin: boolean
}

/** Tells of a table what it is; the walker knows the registry and the CTEs in sight. */
export type Classify = (table: Table) => { distributed: string | undefined; bearsHome: boolean }

/**
 * Reads FROM and WHERE. A condition under an outer join binds only the side that may be missing:
 * `a left join b on a.home = $1` leaves every row of `a` in the result.
 */
export function readBlock(
  from: readonly TreeNode[],
  where: TreeNode | undefined,
  classify: Classify,
  exposesHome: (select: Select) => boolean,
): Block {
  const sources: Source[] = []
  const derived: Derived[] = []
  const conditions: { condition: TreeNode; binds: 'all' | ReadonlySet<string> }[] = []
  const shared: { left: string[]; right: string[]; binds: 'all' | ReadonlySet<string> }[] = []
  let naturalJoin = false

  const add = (source: Source): string[] => {
    sources.push(source)
    return [source.alias]
  }

  const table = (node: Table, sampled: boolean): string[] =>
    add({ alias: node.alias?.aliasname ?? node.relname ?? '', sampled, ...classify(node) })

  const join = (node: Join): string[] => {
    const left = read(node.larg)
    const right = read(node.rarg)
    const binds = boundBy(node, left, right)
    for (const condition of conjunctsOf(node.quals)) conditions.push({ condition, binds })
    const usesHome = node.usingClause?.some((column) => as(column, 'String')?.sval === 'home')
    naturalJoin ||= node.isNatural === true
    if (usesHome || node.isNatural) shared.push({ left, right, binds })
    return [...left, ...right]
  }

  const read = (node: TreeNode | undefined): string[] => {
    const plain = as(node, 'RangeVar')
    if (plain) return table(plain, false)
    const sample = as(as(node, 'RangeTableSample')?.relation, 'RangeVar')
    if (sample) return table(sample, true)
    const joined = as(node, 'JoinExpr')
    if (joined) return join(joined)
    const inner = as(node, 'RangeSubselect')
    const select = as(inner?.subquery, 'SelectStmt')
    if (inner && select) {
      derived.push({ select, lateral: inner.lateral === true })
      const bearsHome = namesHome(inner.alias?.colnames) ?? exposesHome(select)
      return add({ alias: inner.alias?.aliasname ?? '', distributed: undefined, bearsHome, sampled: false })
    }
    const called = as(node, 'RangeFunction')
    if (!called) return []
    const bearsHome =
      (namesHome(called.alias?.colnames) ?? false) ||
      (called.coldeflist ?? []).some((column) => as(column, 'ColumnDef')?.colname === 'home')
    return add({ alias: called.alias?.aliasname ?? '', distributed: undefined, bearsHome, sampled: false })
  }

  for (const node of from) read(node)
  for (const condition of conjunctsOf(where)) conditions.push({ condition, binds: 'all' })

  const bearers = sources.filter((source) => source.bearsHome).map((source) => source.alias)
  const merged = new Set(shared.flatMap(({ left, right }) => [...left, ...right]))
  const homes = new Homes(new Set(sources.map((source) => source.alias)), bearers, merged)
  for (const { left, right, binds } of shared) {
    for (const a of left.filter((alias) => bearers.includes(alias))) {
      for (const b of right.filter((alias) => bearers.includes(alias))) homes.equate(a, b, binds)
    }
  }
  for (const { condition, binds } of conditions) homes.learn(condition, binds)
  return { sources, derived, naturalJoin, ...homes.result() }
}

function boundBy(join: Join, left: string[], right: string[]): 'all' | ReadonlySet<string> {
  switch (join.jointype) {
    case 'JOIN_LEFT':
      return new Set(right)
    case 'JOIN_RIGHT':
      return new Set(left)
    case 'JOIN_FULL':
      return new Set()
    default:
      return 'all'
  }
}

function namesHome(names: readonly TreeNode[] | undefined): boolean | undefined {
  return names?.length ? names.some((name) => as(name, 'String')?.sval === 'home') : undefined
}

/** Gathers what the conditions of one block say about home. */
class Homes {
  readonly #aliases: ReadonlySet<string>
  readonly #bearers: readonly string[]
  readonly #merged: ReadonlySet<string>
  readonly #pins = new Map<string, Pin>()
  readonly #flows: [string, string][] = []
  readonly #links: [string, string][] = []
  readonly #tiedOutside = new Set<string>()

  constructor(aliases: ReadonlySet<string>, bearers: readonly string[], merged: ReadonlySet<string>) {
    this.#aliases = aliases
    this.#bearers = bearers
    this.#merged = merged
  }

  learn(condition: TreeNode, binds: 'all' | ReadonlySet<string>): void {
    const expression = as(condition, 'A_Expr')
    if (!expression || signOf(expression) !== '=') return
    if (expression.kind === 'AEXPR_OP') this.#learnEqual(expression, binds)
    if (expression.kind === 'AEXPR_OP_ANY') this.#pin(expression.lexpr, valuesIn(expression.rexpr), binds)
    if (expression.kind === 'AEXPR_IN') this.#learnIn(expression, binds)
  }

  equate(a: string, b: string, binds: 'all' | ReadonlySet<string>): void {
    this.#links.push([a, b])
    if (binds === 'all' || binds.has(b)) this.#flows.push([a, b])
    if (binds === 'all' || binds.has(a)) this.#flows.push([b, a])
  }

  result(): Pick<Block, 'pins' | 'links' | 'tiedOutside'> {
    const pins = new Map(this.#pins)
    for (let changed = true; changed;) {
      changed = false
      for (const [from, to] of this.#flows) {
        const pin = pins.get(from)
        if (!pin || pins.get(to) === 'one' || pins.get(to) === pin) continue
        pins.set(to, pin)
        changed = true
      }
    }
    return { pins, links: this.#links, tiedOutside: this.#tiedOutside }
  }

  #learnEqual({ lexpr, rexpr }: Expression, binds: 'all' | ReadonlySet<string>): void {
    const left = as(lexpr, 'RowExpr')?.args ?? [lexpr]
    const right = as(rexpr, 'RowExpr')?.args ?? [rexpr]
    left.forEach((one, i) => {
      const other = right[i]
      const a = this.#homeOf(one)
      const b = this.#homeOf(other)
      if (a !== undefined && b !== undefined) this.#join(a, b, binds)
      else if (a !== undefined) this.#pin(one, isValue(other) ? 1 : 0, binds)
      else if (b !== undefined) this.#pin(other, isValue(one) ? 1 : 0, binds)
    })
  }

  #learnIn({ lexpr, rexpr }: Expression, binds: 'all' | ReadonlySet<string>): void {
    const row = as(lexpr, 'RowExpr')?.args
    if (!row) return this.#pin(lexpr, valuesIn(rexpr), binds)
    const place = row.findIndex((column) => this.#homeOf(column) !== undefined)
    const given = (as(rexpr, 'List')?.items ?? []).map((item) => as(item, 'RowExpr')?.args?.[place])
    if (place >= 0) this.#pin(row[place], given.every(isValue) ? given.length : 0, binds)
  }

  #join(a: string, b: string, binds: 'all' | ReadonlySet<string>): void {
    const [aInside, bInside] = [this.#aliases.has(a), this.#aliases.has(b)]
    if (aInside && bInside) this.equate(a, b, binds)
    else if (aInside) this.#tiedOutside.add(a)
    else if (bInside) this.#tiedOutside.add(b)
  }

  #pin(column: TreeNode | undefined, values: number, binds: 'all' | ReadonlySet<string>): void {
    const alias = this.#homeOf(column)
    if (alias === undefined || values === 0 || !(binds === 'all' || binds.has(alias))) return
    if (values === 1 || !this.#pins.has(alias)) this.#pins.set(alias, values === 1 ? 'one' : 'many')
  }

  /** The alias whose home a column is; a name that is none of the block's where it is an outer row's. */
  #homeOf(node: TreeNode | undefined): string | undefined {
    const column = columnOf(node)
    if (column?.at(-1) !== 'home') return undefined
    if (column.length > 1) return column.at(-2)
    const [first] = this.#bearers
    if (first === undefined) return '(outer)'
    const unambiguous = this.#bearers.length === 1 || this.#bearers.every((alias) => this.#merged.has(alias))
    return unambiguous ? first : undefined
  }
}

/** Aliases of other blocks that a select names, going down into its own subqueries. */
export function mentions(select: Select, aliases: ReadonlySet<string>): boolean {
  let found = false
  walk(select, (node) => {
    const column = columnOf(node)
    if (column && column.length > 1 && aliases.has(column.at(-2) ?? '')) found = true
    return !found
  })
  return found
}
