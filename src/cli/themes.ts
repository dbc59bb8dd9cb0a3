/** `spoonful themes`: what many comments are about, from JSON lines `{id, text}` to one JSON answer, without a database. */
import { createInterface } from 'node:readline'
import { Refusal } from '#kit/refusal.ts'
import { readWordTable } from '#platform/word-table.ts'

/** A line that can't be read is told on stderr and left out. Returns the exit code: 0, or 1 when a line was bad. */
export async function runThemes(
  stdin: NodeJS.ReadableStream,
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): Promise<number> {
  const { discoverThemes, openWordTable } = await import('#reading/index.ts')
  const comments: { id: string; text: string }[] = []
  let number = 0
  let exit = 0
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    number++
    const bare = number === 1 ? line.replace(/^\ufeff/, '') : line
    if (bare.trim() === '') continue
    try {
      comments.push(commentOf(bare, number))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      stderr.write(`${JSON.stringify({ line: number, error: error.message })}\n`)
      exit = 1
    }
  }
  const themes = discoverThemes(comments, openWordTable(await readWordTable()))
  await new Promise<void>((resolve) => stdout.write(`${JSON.stringify(themes)}\n`, () => resolve()))
  return exit
}

/** Without an id a line is known by its number. */
function commentOf(line: string, number: number): { id: string; text: string } {
  const value = parsed(line)
  const { id, text } = value
  if (typeof text !== 'string') throw new Refusal('line_invalid', '"text" should be a string.')
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    throw new Refusal('line_invalid', '"id" should be a string or a number.')
  return { id: String(id ?? number), text }
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // refused below, with every other line that is not an object
  }
  throw new Refusal('line_invalid', 'This line is not a JSON object.')
}
