/** Q1 to Q5: walks the query blocks of one statement and asks each distributed table for its home. */
import { readBlock, type Block, type Derived, type Pin } from './block.ts'
import { judgeBlock, type Standing } from './judge.ts'
import type { Problem, Rule, Tables } from './problem.ts'
import { as, columnOf, isValue, some, walk } from './tree.ts'
import type { Copy, Delete, Insert, Select, Table, TreeNode, Update, With } from './tree.ts'

/** Where a block stands, and the CTEs in its sight; whether each has a column `home`. */
type Place = Omit<Standing, 'fanOut'> & { readonly ctes: ReadonlyMap<string, boolean> }

const TOP: Place = { ctes: new Map(), outer: new Set(), limited: false, recursive: false }

/** Breaches of Q1 to Q5. `fanOut` says that the text gives a reason for reading many homes. */
export function homeProblems(statement: TreeNode, tables: Tables, fanOut: boolean): Problem[] {
  const walker = new HomeWalker(tables, fanOut)
  walker.statement(statement, TOP)
  return walker.finish()
}

class HomeWalker {
  readonly #distributed: ReadonlySet<string>
  readonly #reference: ReadonlySet<string>
  readonly #known: ReadonlySet<string>
  readonly #fanOut: boolean
  readonly #problems: Problem[] = []
  readonly #written = new Set<string>()
  #fanned = false

  constructor(tables: Tables, fanOut: boolean) {
    this.#distributed = new Set(tables.distributed)
    this.#reference = new Set(tables.reference)
    this.#known = new Set([...tables.distributed, ...tables.reference, ...tables.local])
    this.#fanOut = fanOut
  }

  finish(): Problem[] {
    const written = [...this.#written]
    const reference = written.find((table) => this.#reference.has(table))
    const distributed = written.find((table) => this.#distributed.has(table))
    if (reference && distributed)
      this.#report('Q5', `${reference} is a reference table: write it in a transaction of its own`)
    if (this.#fanOut && !this.#fanned)
      this.#report('Q2', 'the fan-out comment excuses nothing: every table has its home, take it away')
    return this.#problems
  }

  statement(node: TreeNode | undefined, place: Place): void {
    const select = as(node, 'SelectStmt')
    if (select) return this.#select(select, place)
    const insert = as(node, 'InsertStmt')
    if (insert) return this.#insert(insert, place)
    const update = as(node, 'UpdateStmt')
    if (update) return this.#change(update, update.fromClause, place)
    const deletion = as(node, 'DeleteStmt')
    if (deletion) return this.#change(deletion, deletion.usingClause, place)
    const copy = as(node, 'CopyStmt')
    if (copy) return this.#copy(copy, place)
    const inner =
      as(node, 'ExplainStmt') ??
      as(node, 'DeclareCursorStmt') ??
      as(node, 'CreateTableAsStmt') ??
      as(node, 'PrepareStmt')
    if (inner?.query) this.statement(inner.query, place)
  }

  #select(select: Select, around: Place): void {
    const place = {
      ...this.#withCtes(select.withClause, around),
      limited: around.limited || isLimited(select),
    }
    if (select.larg && select.rarg) {
      this.#select(select.larg, place)
      this.#select(select.rarg, place)
      this.#subqueries([select.sortClause, select.limitCount, select.limitOffset], place, new Set())
      return
    }
    const block = this.#read(select.fromClause ?? [], select.whereClause, place)
    this.#judge(block, place, select)
    this.#derived(block.derived, place, aliasesOf(block))
    const { withClause: _, ...rest } = select
    this.#subqueries(rest, place, aliasesOf(block))
  }

  #change(statement: Update | Delete, from: readonly TreeNode[] | undefined, around: Place): void {
    const target = statement.relation
    if (!target) return
    const place = this.#withCtes(statement.withClause, around)
    const block = this.#read([{ RangeVar: target }, ...(from ?? [])], statement.whereClause, place)
    this.#judge(block, place, undefined)
    this.#target(target, block.pins.get(target.alias?.aliasname ?? target.relname ?? ''))
    this.#derived(block.derived, place, aliasesOf(block))
    const { withClause: _, ...rest } = statement
    this.#subqueries(rest, place, aliasesOf(block))
  }

  /** A write goes to one home; a list of homes is a loop in the caller. */
  #target(target: Table, pin: Pin | undefined): void {
    const table = target.relname ?? ''
    this.#written.add(table)
    if (!this.#distributed.has(table)) return
    if (pin === 'many')
      this.#report('Q4', `${table} is written in many homes at once: write home = $n, once per home`)
    if (pin === undefined && this.#fanOut) this.#report('Q2', `${table} is written: a write never fans out`)
  }

  #insert(insert: Insert, around: Place): void {
    const place = this.#withCtes(insert.withClause, around)
    const table = insert.relation?.relname ?? ''
    if (insert.relation) this.#classify(insert.relation, place)
    this.#written.add(table)
    if (this.#distributed.has(table)) {
      const at = (insert.cols ?? []).findIndex((column) => as(column, 'ResTarget')?.name === 'home')
      if (at < 0) this.#report('Q1', `insert into ${table} does not name its column home`)
      else this.#homeGiven(table, at, as(insert.selectStmt, 'SelectStmt'), place)
      const conflict = insert.onConflictClause?.infer
      const names = conflict?.indexElems?.map((column) => as(column, 'IndexElem')?.name) ?? []
      if (conflict && !names.includes('home'))
        this.#report('Q1', `on conflict of ${table} must list its columns, home among them`)
    }
    this.statement(insert.selectStmt, place)
    const { withClause: _, selectStmt: __, ...rest } = insert
    this.#subqueries(rest, place, new Set([insert.relation?.alias?.aliasname ?? table]))
  }

  /** The home an INSERT writes is a parameter, or the home of a source row that is held to one home. */
  #homeGiven(table: string, at: number, source: Select | undefined, around: Place): void {
    if (!source) return
    const place = this.#withCtes(source.withClause, around, false)
    if (source.larg && source.rarg) {
      this.#homeGiven(table, at, source.larg, place)
      this.#homeGiven(table, at, source.rarg, place)
      return
    }
    if (source.valuesLists) {
      const given = source.valuesLists.map((row) => as(row, 'List')?.items?.[at])
      if (!given.every(isValue))
        this.#report('Q1', `insert into ${table}: home must be given as $n in every row`)
      return
    }
    const value = as(source.targetList?.[at], 'ResTarget')?.val
    if (isValue(value)) return
    const column = columnOf(value)
    if (column?.at(-1) !== 'home')
      return this.#report('Q1', `insert into ${table}: home must be $n or the home of a source row`)
    const block = this.#read(source.fromClause ?? [], source.whereClause, place, false)
    const bearers = block.sources.filter((each) => each.bearsHome)
    const alias = column.length > 1 ? column.at(-2) : bearers[0]?.alias
    const from = block.sources.find((each) => each.alias === alias)
    if (from?.distributed === undefined)
      return this.#report(
        'Q4',
        `insert into ${table} takes its homes from a list: one home per statement, as $n`,
      )
    if (block.pins.get(from.alias) === 'many')
      this.#report('Q4', `insert into ${table} from many homes at once: one home per statement`)
  }

  #copy(copy: Copy, place: Place): void {
    if (copy.query) return this.statement(copy.query, place)
    const table = copy.relation?.relname ?? ''
    if (!copy.relation) return
    this.#classify(copy.relation, place)
    if (!this.#distributed.has(table)) return
    if (!copy.is_from) this.#report('Q1', `copy ${table} to reads every home: copy a query with home = $n`)
    else if (!copy.attlist?.some((column) => as(column, 'String')?.sval === 'home'))
      this.#report('Q1', `copy ${table} does not name its column home`)
  }

  #withCtes(clause: With | undefined, around: Place, judge = true): Place {
    if (!clause) return around
    const ctes = new Map(around.ctes)
    for (const node of clause.ctes ?? []) {
      const cte = as(node, 'CommonTableExpr')
      const name = cte?.ctename
      if (!cte || name === undefined) continue
      const select = as(cte.ctequery, 'SelectStmt')
      const named = cte.aliascolnames?.some((column) => as(column, 'String')?.sval === 'home')
      const repeats =
        clause.recursive === true && some(cte.ctequery, (each) => as(each, 'RangeVar')?.relname === name)
      if (repeats) ctes.set(name, named ?? true)
      const inside: Place = { ...around, ctes: new Map(ctes), limited: false, recursive: repeats }
      if (judge) this.statement(cte.ctequery, inside)
      ctes.set(name, named ?? (select ? this.#exposesHome(select, inside) : true))
    }
    return { ...around, ctes }
  }

  #derived(derived: readonly Derived[], place: Place, siblings: ReadonlySet<string>): void {
    for (const { select, lateral } of derived)
      this.#select(select, {
        ...place,
        outer: lateral ? new Set([...place.outer, ...siblings]) : place.outer,
      })
  }

  /** Judges the subqueries in any expression of a block; what FROM holds is judged as derived tables. */
  #subqueries(parts: unknown, place: Place, aliases: ReadonlySet<string>): void {
    const inside: Place = {
      ...place,
      limited: false,
      recursive: false,
      outer: new Set([...place.outer, ...aliases]),
    }
    walk(parts, (node) => {
      if (as(node, 'RangeSubselect')) return false
      const link = as(node, 'SubLink')
      if (!link) return true
      this.#subqueries(link.testexpr, place, aliases)
      this.statement(link.subselect, inside)
      return false
    })
  }

  #read(from: readonly TreeNode[], where: TreeNode | undefined, place: Place, judge = true): Block {
    return readBlock(
      from,
      where,
      (table) => this.#classify(table, place, judge),
      (select) => this.#exposesHome(select, place),
    )
  }

  #classify(
    table: Table,
    place: Place,
    judge = true,
  ): { distributed: string | undefined; bearsHome: boolean } {
    const name = table.relname ?? ''
    const bearsHome = table.schemaname ? undefined : place.ctes.get(name)
    if (bearsHome !== undefined) return { distributed: undefined, bearsHome }
    const elsewhere = (table.schemaname && table.schemaname !== 'public') || name.startsWith('pg_')
    if (elsewhere) return { distributed: undefined, bearsHome: false }
    if (judge && !this.#known.has(name))
      this.#report('registry', `${name} is in no class of platform/tables.ts`)
    const distributed = this.#distributed.has(name) ? name : undefined
    return { distributed, bearsHome: distributed !== undefined }
  }

  #exposesHome(select: Select, place: Place): boolean {
    if (select.larg) return this.#exposesHome(select.larg, place)
    return (select.targetList ?? []).some((node) => {
      const target = as(node, 'ResTarget')
      if (target?.name !== undefined) return target.name === 'home'
      const last = columnOf(target?.val)?.at(-1)
      if (last !== '*') return last === 'home'
      return this.#read(select.fromClause ?? [], undefined, place, false).sources.some(
        (each) => each.bearsHome,
      )
    })
  }

  #judge(block: Block, place: Place, select: Select | undefined): void {
    const { fans, problems } = judgeBlock(block, { ...place, fanOut: this.#fanOut }, select)
    this.#fanned ||= fans
    for (const { rule, message } of problems) this.#report(rule, message)
  }

  #report(rule: Rule, message: string): void {
    if (!this.#problems.some((each) => each.rule === rule && each.message === message))
      this.#problems.push({ rule, message })
  }
}

function isLimited(select: Select): boolean {
  return select.limitCount !== undefined && !as(select.limitCount, 'A_Const')?.isnull
}

function aliasesOf(block: Block): ReadonlySet<string> {
  return new Set(block.sources.map((source) => source.alias))
}
