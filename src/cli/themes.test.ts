/** The command `themes`: one answer for all lines, and a bad line stops nothing. */
import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { runThemes } from './themes.ts'

async function run(lines: string): Promise<{ exit: number; out: string; faults: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const exit = await runThemes(Readable.from([lines]), stdout, stderr)
  const textOf = (stream: PassThrough): string => String(stream.read() ?? '')
  return { exit, out: textOf(stdout), faults: textOf(stderr) }
}

test('answers one object for all comments, and names the lines it cannot read', async () => {
  const { exit, out, faults } = await run(
    '\ufeff{"id":7,"text":"late parcel"}\nnot json\n{"id":"b"}\n{"text":"late again"}',
  )
  expect(exit).toBe(1)
  expect(JSON.parse(out)).toEqual({ themes: [], unthemed: { count: 2, members: ['7', '4'] } })
  expect(
    faults
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { line: number }).line),
  ).toEqual([2, 3])
})

test('no comments at all have no themes', async () => {
  expect((await run('')).out).toBe('{"themes":[],"unthemed":{"count":0,"members":[]}}\n')
})
