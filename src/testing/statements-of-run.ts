/**
 * Where the test files of one run leave the SQL they sent, and the count at its end. A full run that heard next to
 * nothing fails: the linter would have been deaf.
 */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { HeardInFile } from './record-statements.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Directory for the statements heard in this run, one file per worker. */
    statementDirectory: string
  }
}

/** A full run hears at least this many different statements; raise it as the product grows. */
const LEAST = 40

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'spoonful-statements-'))
  project.provide('statementDirectory', directory)
  return async () => {
    const files = await readHeard(directory)
    await rm(directory, { recursive: true, force: true })
    const count = new Set(files.flatMap(({ statements }) => statements)).size
    if (files.length > 0)
      console.log(`${String(count)} statements heard in ${String(files.length)} test files.`)
    if (!(await isFullRun(project)) || count >= LEAST) return
    console.error(
      `The statement linter heard ${String(count)} statements in a full run; at least ${String(LEAST)} are sent.`,
    )
    process.exitCode = 1 // an error thrown here would be printed and forgiven
  }
}

async function readHeard(directory: string): Promise<HeardInFile[]> {
  const names = await readdir(directory)
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')))
  return texts.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line) as HeardInFile)
}

async function isFullRun(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles()
  return project.vitest.state.getTestModules().length >= testFiles.length
}
