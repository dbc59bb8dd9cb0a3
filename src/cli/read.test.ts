/** What a program sees that pipes customers' and agents' texts through `spoonful read`. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { runRead } from './read.ts'
import type { ReadOptions } from './read.ts'

type Answer = {
  id: unknown
  language: string
  moments: { kind: string; quote: string; start: number; end: number }[]
  promises: { quote: string; class: string; standing: string; due: string | null; assumed: boolean }[]
}

async function read(
  input: string | string[],
  options: ReadOptions = {},
): Promise<{ exit: number; answers: Answer[]; faults: { line: number; error: string }[] }> {
  const out: string[] = []
  const err: string[] = []
  const sink = (list: string[]): Writable =>
    new Writable({
      highWaterMark: 16,
      write(chunk: Buffer, _encoding, done) {
        list.push(chunk.toString())
        setImmediate(done)
      },
    })
  const chunks = (Array.isArray(input) ? input : [input]).map((each) => Buffer.from(each))
  const exit = await runRead(options, Readable.from(chunks), sink(out), sink(err))
  const parse = (list: string[]): unknown[] =>
    list
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown)
  return { exit, answers: parse(out) as Answer[], faults: parse(err) as { line: number; error: string }[] }
}

const line = (fields: object): string => `${JSON.stringify(fields)}\n`

test('a customer who mentions her puppy is noticed, with the words she used', async () => {
  const text = 'We are getting a new puppy!'
  const { answers, exit } = await read(line({ id: 1, text }))
  const pet = answers[0]!.moments.find(({ kind }) => kind === 'pet')!
  expect(text.slice(pet.start, pet.end)).toBe(pet.quote)
  expect([exit, answers[0]!.language, answers[0]!.promises]).toEqual([0, 'en', []])
})

test('an agent who names a day is held to it, and her text shows no moments', async () => {
  const { answers } = await read(
    line({
      id: 'a',
      role: 'agent',
      at: '2026-11-20T10:00:00Z',
      text: 'We will refund you within 2 business days.',
    }),
  )
  expect(answers[0]!.moments).toEqual([])
  expect(answers[0]!.promises).toMatchObject([
    { class: 'dated', standing: 'firm', due: '2026-11-24T17:00:00Z' },
  ])
})

test('a holiday in the calendar moves the day an agent promised', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-'))
  const calendar = join(folder, 'calendar.json')
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]),
  )
  await writeFile(calendar, JSON.stringify({ time_zone: 'UTC', hours, holidays: ['2026-11-23'] }))
  const { answers } = await read(
    line({
      id: 1,
      role: 'agent',
      at: '2026-11-20T10:00:00Z',
      text: 'We will refund you within 2 business days.',
    }),
    { calendar },
  )
  expect(answers[0]!.promises[0]!.due).toBe('2026-11-25T17:00:00Z')
})

test('a colleague on the roster is named even when the customer mistypes her', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-'))
  const agents = join(folder, 'agents.json')
  await writeFile(agents, JSON.stringify(['Priya Shah', 'Danielle Ortiz']))
  const { answers } = await read(
    line({ id: 1, text: 'Daniele was so kind and patient with me' }) +
      line({ id: 2, text: 'Hi Danielle, where is my order?' }) +
      line({ id: 3, text: 'Thanks to Corrine for the help' }),
    { agents },
  )
  expect(answers.map(({ moments }) => moments.some(({ kind }) => kind === 'shoutout'))).toEqual([
    true,
    false,
    false,
  ])
})

test('a bad line is named with its number and the next customer is still read', async () => {
  const { answers, faults, exit } = await read(
    `${line({ id: 1, text: 'Love it' })}{"id": 2,\n[1]\n${line({ id: 4 })}${line({ id: 5, text: 'Hi', role: 'robot' })}${line({ id: 6, text: 'Love it' })}`,
  )
  expect(answers.map(({ id }) => id)).toEqual([1, 6])
  expect(faults.map(({ line: at }) => at)).toEqual([2, 3, 4, 5])
  expect(exit).toBe(1)
})

test('ids of every type come back as they were, and the last line may lack its end', async () => {
  const ids = [0, 'x', null, true, { a: [1] }, 1.5]
  const { answers } = await read(
    ids
      .map((id) => line({ id, text: 'hello' }))
      .join('')
      .trimEnd(),
  )
  expect(answers.map(({ id }) => id)).toEqual(ids)
})

test('letters cut in two by a chunk are put together again', async () => {
  const bytes = Buffer.from(line({ id: 1, text: 'Grüße 🐶 und vielen Dank' }))
  const out: string[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      out.push(chunk.toString())
      done()
    },
  })
  const single = Array.from(bytes, (byte) => Buffer.from([byte]))
  await runRead({}, Readable.from(single), sink, new Writable({ write: (_c, _e, done) => done() }))
  expect((JSON.parse(out.join('')) as Answer).language).toBe('de')
})

test('a reader that closes early is no fault', async () => {
  const gone = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    },
  })
  const many = Array.from({ length: 50 }, (_, id) => Buffer.from(line({ id, text: 'Love it' })))
  const exit = await runRead({}, Readable.from(many), gone, new Writable({ write: (_c, _e, done) => done() }))
  expect(exit).toBe(0)
})

test('a file of agents that is no list is refused with its reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-'))
  const agents = join(folder, 'agents.json')
  await writeFile(agents, '{"name": "Priya"}')
  await expect(read('', { agents })).rejects.toMatchObject({ code: 'file_invalid' })
})
