/** What Q1, Q2 and Q3 say about one query block; the walk over the statement is in `homes.ts`. */
import { mentions, type Block } from './block.ts'
import type { Problem } from './problem.ts'
import { as, some, type Select } from './tree.ts'

/** Where a block stands. */
export type Standing = {
  /** Aliases of the rows around it, visible to a subquery or LATERAL. */
  readonly outer: ReadonlySet<string>
  /** A LIMIT here or around it bounds what it may bring. */
  readonly limited: boolean
  /** It is part of WITH RECURSIVE and reads itself. */
  readonly recursive: boolean
  /** The statement gives a reason for reading many homes. */
  readonly fanOut: boolean
}

/** `fans` where a table of the block has no home; `select` is undefined for the block of an UPDATE or DELETE. */
export type Verdict = { readonly fans: boolean; readonly problems: readonly Problem[] }

export function judgeBlock(block: Block, standing: Standing, select: Select | undefined): Verdict {
  const problems: Problem[] = []
  const held = block.sources.filter((source) => source.distributed !== undefined)
  if (held.length === 0) return { fans: false, problems }
  const say = (rule: Problem['rule'], message: string) => problems.push({ rule, message })
  const names = (sources: typeof held) =>
    sources
      .map(({ distributed, alias }) => (distributed === alias ? alias : `${distributed} ${alias}`))
      .join(', ')

  const unpinned = held.filter((source) => !block.pins.has(source.alias))
  const tied = held.some((source) => block.tiedOutside.has(source.alias))
  if (block.naturalJoin) say('Q1', 'a natural join hides its columns: write using (home, …)')
  if (unpinned.length > 0 && !standing.fanOut)
    say('Q1', `no home = $n or home = any($n) of its own in its query block: ${names(unpinned)}`)
  if (unpinned.length > 0 && standing.fanOut && select && !standing.limited && !tied)
    say('Q2', `fans out without LIMIT: ${names(unpinned)}`)

  const oneHome = held.every((source) => block.pins.get(source.alias) === 'one')
  if (!oneHome) {
    if (
      !areLinked(
        held.map((source) => source.alias),
        block.links,
      )
    )
      say('Q1', `tables of many homes must be joined on home: ${names(held)}`)
    if (select && !tied && mentions(select, outsideOf(block, standing)))
      say('Q1', `correlated over many homes: its home must equal the home of the outer row: ${names(held)}`)
    if (select)
      problems.push(
        ...onlyInOneHome(
          select,
          standing,
          held.some((source) => source.sampled),
        ),
      )
  }
  return { fans: unpinned.length > 0, problems }
}

/** What a distributed database does within one home only. */
function onlyInOneHome(select: Select, standing: Standing, sampled: boolean): Problem[] {
  const problems: Problem[] = []
  const locks = (select.lockingClause ?? []).map((node) => as(node, 'LockingClause'))
  if (locks.some((lock) => lock?.waitPolicy === 'LockWaitSkip'))
    problems.push({
      rule: 'Q3',
      message: 'skip locked over many homes: scan unlocked, then claim with update … where home = $1',
    })
  else if (locks.length > 0)
    problems.push({
      rule: 'Q3',
      message: 'row locks over many homes: lock with home = $n, one home at a time',
    })
  if (standing.recursive) problems.push({ rule: 'Q2', message: 'recursion needs home = $n' })
  if (some(select.groupClause, (node) => as(node, 'GroupingSet') !== undefined))
    problems.push({ rule: 'Q2', message: 'grouping sets, rollup and cube need home = $n' })
  if (sampled) problems.push({ rule: 'Q2', message: 'tablesample needs home = $n' })
  return problems
}

function outsideOf(block: Block, standing: Standing): ReadonlySet<string> {
  const own = new Set(block.sources.map((source) => source.alias))
  return new Set([...standing.outer].filter((alias) => !own.has(alias)))
}

/** Whether equal homes chain all of these aliases together. */
function areLinked(aliases: readonly string[], links: Block['links']): boolean {
  const reached = new Set(aliases.slice(0, 1))
  for (let grown = true; grown;) {
    grown = false
    for (const [a, b] of links) {
      if (reached.has(a) === reached.has(b)) continue
      reached.add(a).add(b)
      grown = true
    }
  }
  return aliases.every((alias) => reached.has(alias))
}
