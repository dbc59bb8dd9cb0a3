/**
 * Hears every SQL text a test file sends, holds it against the statement linter when the file is done, and leaves it in the
 * run's directory for the count at the end. `database.ts` imports it, so that no test with a database goes unheard.
 */
import { appendFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterAll, expect, inject } from 'vitest'
import { onStatement } from '#platform/database.ts'
import * as tables from '#platform/tables.ts'

/** One line of a worker's file: a test file and what it sent, each text once. */
export type HeardInFile = { readonly testFile: string; readonly statements: readonly string[] }

const heard = new Set<string>()
onStatement((text) => heard.add(text))

/** Takes a text back that a test sent on purpose to see it refused; answers whether it was heard. */
export function unhear(text: string): boolean {
  return heard.delete(text)
}

afterAll(async () => {
  const testFile = relative(process.cwd(), expect.getState().testPath ?? 'an unknown test file')
  const line: HeardInFile = { testFile, statements: [...heard] }
  await appendFile(
    join(inject('statementDirectory'), `${String(process.pid)}.jsonl`),
    `${JSON.stringify(line)}\n`,
  )
  const problems = await findProblems(heard)
  if (problems.length > 0) throw new Error(`${testFile} sent\n${problems.join('\n')}`)
})

/** One paragraph per statement that breaks a rule: the text and what is wrong with it. */
export async function findProblems(statements: Iterable<string>): Promise<string[]> {
  const { lintStatement } = await import('./statement-lint/index.ts') // the parser is loaded only where something was sent
  return [...statements].flatMap((text) => {
    const problems = lintStatement(text, tables)
    if (problems.length === 0) return []
    const reasons = problems.map(({ rule, message }) => `    ${rule}: ${message}`)
    return [`  ${text.replace(/\s+/g, ' ').trim()}\n${reasons.join('\n')}`]
  })
}
