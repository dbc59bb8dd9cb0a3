/** The statement linter: rules Q1 to Q7 of its README over the parse tree of one SQL text. */
import { homeProblems } from './homes.ts'
import type { Problem, Tables } from './problem.ts'
import { floorProblems, sessionProblems } from './session.ts'
import { statementsOf, type TreeNode } from './tree.ts'
import { writeProblems } from './writes.ts'
import { zoneProblems } from './zone.ts'

export type { Problem, Rule, Tables } from './problem.ts'

/** The comment of Q2 with a reason of at least two words. */
const FAN_OUT = /\/\*\s*fan-out:\s*\S+\s+\S[^*]*\*\//
const FAN_OUT_WITHOUT_REASON = /\bfan-out\b/
/** A reason to hold something in the connection: the migration lock, a listener. */
const SESSION = /\/\*\s*session:\s*\S+\s+\S[^*]*\*\//

/**
 * Breaches of one SQL text, none where it keeps all rules. Statements that define things (DDL) are asked only for what
 * concerns them: one statement per call, the floor of PostgreSQL 15, no session state.
 */
export function lintStatement(sql: string, tables: Tables): Problem[] {
  let statements: TreeNode[]
  try {
    statements = statementsOf(sql)
  } catch (error) {
    return [{ rule: 'parse', message: error instanceof Error ? error.message : String(error) }]
  }
  const fanOut = FAN_OUT.test(sql)
  const problems = statements.flatMap((statement) => [
    ...homeProblems(statement, tables, fanOut),
    ...writeProblems(statement, tables),
    ...(isData(statement) ? zoneProblems(statement) : []),
    ...(SESSION.test(sql) ? [] : sessionProblems(statement)),
    ...floorProblems(statement),
  ])
  if (statements.length > 1) problems.push({ rule: 'S6', message: 'one statement per call' })
  if (!fanOut && FAN_OUT_WITHOUT_REASON.test(sql))
    problems.push({
      rule: 'Q2',
      message: 'the fan-out comment gives no reason: /* fan-out: why this reads many homes */',
    })
  return problems
}

function isData(statement: TreeNode): boolean {
  const kind = Object.keys(statement)[0] ?? ''
  return /^(Select|Insert|Update|Delete|Copy|Explain|DeclareCursor)Stmt$/.test(kind)
}
