/** A program for tests: starts the embedded PostgreSQL on the directory given, prints how to reach it, and holds it. */
import { startPostgres } from '#platform/postgres/index.ts'

const log = {
  info: (sentence: string) => console.error(sentence),
  warn: (sentence: string) => console.error(sentence),
}
try {
  const { connection } = await startPostgres({ dataDirectory: process.argv[2] ?? '', log })
  console.log(JSON.stringify(connection))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
