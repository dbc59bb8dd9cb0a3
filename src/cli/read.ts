/** `spoonful read`: notices moments and promises in JSON lines, one answer a line in the order asked, without a database. */
import { readFile } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import type { Calendar } from '#kit/calendar.ts'
import { Refusal } from '#kit/refusal.ts'
import type * as Noticing from '#reading/moments.ts'
import { FOR_READING, keepYoungRoomSmall, openTidying } from './memory.ts'

/** Options as typed. Shape: `calendar` and `agents` are paths of JSON files. */
export type ReadOptions = { readonly calendar?: string; readonly agents?: string }

/** Longest line that is read, in UTF-16 units; a longer one is reported as bad, so that memory stays constant. */
const LINE_LIMIT = 8 * 1024 * 1024

type Setting = {
  readonly calendar?: Calendar
  readonly agents?: readonly string[]
  readonly noticing: typeof Noticing
}
type Message = {
  readonly id: unknown
  readonly text: string
  readonly role: 'customer' | 'agent'
  readonly at?: Date
  readonly zone?: string
}

/**
 * Answers each line `{id, text, role?, at?, zone?}` with `{id, language, moments, promises}`; a bad line yields `{line, error}` on stderr.
 * Returns the exit code: 0, or 1 when a line was bad. Errors: refuses `file_invalid` and what a calendar refuses.
 */
export async function runRead(
  options: ReadOptions,
  stdin: NodeJS.ReadableStream,
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): Promise<number> {
  keepYoungRoomSmall()
  const setting = await settingOf(options)
  const closed = readerGone(stdout)
  const tidy = openTidying(FOR_READING)
  let exit = 0
  let number = 0
  for await (const lines of chunksOfLines(stdin)) {
    let answers = ''
    let faults = ''
    for (const line of lines) {
      number++
      if (line !== undefined && line.trim() === '') continue
      try {
        const message = messageOf(line)
        const answer =
          message.role === 'customer' ? momentsOf(message, setting) : await promisesOf(message, setting)
        answers += `${JSON.stringify(answer)}\n`
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        faults += `${JSON.stringify({ line: number, error: error.message })}\n`
        exit = 1
      }
    }
    if (closed.yet) return exit
    await write(stderr, faults)
    await write(stdout, answers)
    tidy()
  }
  return exit
}

async function settingOf(options: ReadOptions): Promise<Setting> {
  const noticing = await import('#reading/moments.ts')
  const agents = options.agents === undefined ? undefined : agentsOf(await jsonFile(options.agents))
  const calendar = options.calendar === undefined ? undefined : await calendarOf(options.calendar)
  return { noticing, ...(agents && { agents }), ...(calendar && { calendar }) }
}

async function calendarOf(file: string): Promise<Calendar> {
  const { calendarFromWire } = await import('#kit/calendar/wire.ts')
  return calendarFromWire(await jsonFile(file))
}

async function jsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, ''))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Refusal('file_invalid', `${file} cannot be read as JSON: ${why}`)
  }
}

/** A list of names; entries may also be objects with a `name`. */
function agentsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value))
    throw new Refusal('file_invalid', 'The file of agents should be a JSON list of names.')
  return value.map((entry: unknown) => {
    const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : entry
    if (typeof name === 'string') return name
    throw new Refusal('file_invalid', 'Every entry in the file of agents should be a name.')
  })
}

function momentsOf({ id, text }: Message, { noticing, agents }: Setting): unknown {
  const { language, moments } = noticing.noticeMoments(text, agents ? { agents } : {})
  return { id, language, moments: moments.map(momentOnWire), promises: [] }
}

/** Days and calendars are loaded for the first agent's text: a fifth of a start that customers' messages need not wait for. */
async function promisesOf(
  { id, text, at, zone }: Message,
  { noticing, calendar }: Setting,
): Promise<unknown> {
  const { findPromises } = await import('#reading/index.ts')
  const language = noticing.languageOf(text)
  const context = { ...(at && { at }), ...(zone !== undefined && { zone }), ...(calendar && { calendar }) }
  const promises = findPromises(text, context).map((found) => ({
    quote: found.quote,
    start: found.start,
    end: found.end,
    class: found.class,
    standing: found.standing,
    due: found.due === null ? null : found.due.toISOString().replace('.000Z', 'Z'),
    assumed: found.assumed,
  }))
  return { id, language, moments: [], promises }
}

function momentOnWire({ kind, quote, start, end, score, by }: Noticing.Reading['moments'][number]): unknown {
  return { kind, quote, start, end, score, by }
}

function messageOf(line: string | undefined): Message {
  if (line === undefined)
    throw new Refusal('line_invalid', `This line is longer than ${LINE_LIMIT} characters.`)
  const fields = fieldsOf(line)
  const { id, text, role, at, zone } = fields
  if (typeof text !== 'string') throw new Refusal('line_invalid', '"text" should be a string.')
  if (role !== undefined && role !== null && role !== 'customer' && role !== 'agent')
    throw new Refusal('line_invalid', '"role" should be "customer" or "agent".')
  if (zone !== undefined && zone !== null && typeof zone !== 'string')
    throw new Refusal('line_invalid', '"zone" should be an IANA name such as "Europe/Berlin".')
  return {
    id: id ?? null,
    text,
    role: role ?? 'customer',
    ...(at !== undefined && at !== null && { at: instantOf(at) }),
    ...(typeof zone === 'string' ? { zone } : offsetOf(at)),
  }
}

/** Without a zone the writer's own offset tells what "by 1pm" and "tomorrow" mean. */
function offsetOf(at: unknown): { readonly zone?: string } {
  const offset = typeof at === 'string' ? /[+-]\d\d:\d\d$/.exec(at)?.[0] : undefined
  return offset === undefined ? {} : { zone: offset }
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // refused below, with every other line that is not an object
  }
  throw new Refusal('line_invalid', 'This line is not a JSON object.')
}

function instantOf(value: unknown): Date {
  const at = typeof value === 'string' ? new Date(value) : undefined
  if (!at || Number.isNaN(at.getTime()))
    throw new Refusal('line_invalid', '"at" should be an instant such as "2026-03-06T21:12:00Z".')
  return at
}

/** The lines of each chunk read; `undefined` stands for a line too long to hold. The last line may lack its end. */
async function* chunksOfLines(stdin: NodeJS.ReadableStream): AsyncGenerator<(string | undefined)[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let skipping = false
  let first = true
  for await (const chunk of stdin) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
    if (first && text !== '') {
      text = text.replace(/^\ufeff/, '')
      first = false
    }
    const end = text.lastIndexOf('\n')
    if (end < 0) {
      if (!skipping) rest += text
      if (rest.length > LINE_LIMIT) {
        rest = ''
        skipping = true
      }
      continue
    }
    const lines: (string | undefined)[] = (rest + text.slice(0, end)).split('\n')
    if (skipping) lines[0] = undefined
    skipping = false
    rest = text.slice(end + 1)
    yield lines
  }
  rest += decoder.end()
  if (skipping) yield [undefined]
  else if (rest !== '') yield [rest]
}

/** Somebody downstream may close early ("| head"): then there is nobody to answer, and that is no fault. */
function readerGone(stdout: NodeJS.WritableStream): { yet: boolean } {
  const closed = { yet: false }
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    closed.yet = true
  })
  return closed
}

/** Waits for room; an error or an early end frees the waiting too, and is judged where it is listened to. */
async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '' || stream.write(text)) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      for (const name of ['drain', 'close', 'error']) stream.off(name, done)
      resolve()
    }
    for (const name of ['drain', 'close', 'error']) stream.on(name, done)
  })
}
