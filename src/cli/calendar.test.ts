import { existsSync, readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { runCalendar } from './calendar.ts'

async function ask(lines: readonly string[]): Promise<{ code: number; out: unknown[]; bad: unknown[] }> {
  const written: string[][] = [[], []]
  const sink = (into: string[]) =>
    new Writable({
      write(chunk, _encoding, done) {
        into.push(String(chunk))
        done()
      },
    })
  const code = await runCalendar(Readable.from(lines.join('\n')), sink(written[0]!), sink(written[1]!))
  const [out, bad] = written.map((part) => part.map((line): unknown => JSON.parse(line)))
  return { code, out: out!, bad: bad! }
}

const calendar = {
  time_zone: 'America/New_York',
  hours: { fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] },
}
const question = (more: object) =>
  JSON.stringify({ id: 1, calendar, op: 'add', start: '2026-03-06T21:00:00Z', ...more })

describe('spoonful calendar', () => {
  test.each([
    [{ amount: 1, unit: 'hours' }, '2026-03-06T22:00:00Z'],
    [{ amount: 1, unit: 'hours', edge: 'opening' }, '2026-03-09T13:00:00Z'],
    [{ amount: 2, unit: 'hours' }, '2026-03-09T14:00:00Z'],
    [{ op: 'due', amount: 1, unit: 'business_day' }, '2026-03-09T21:00:00Z'],
    [{ op: 'explain', amount: 1, unit: 'business_day' }, '1 business day after Fri 16:00 ET: Mon 17:00'],
    [{ op: 'diff', end: '2026-03-06T20:30:00Z', unit: 'hours' }, -0.5],
    [{ op: 'within', end: '2026-03-06T20:30:00Z' }, 0],
    [{ op: 'next_close' }, '2026-03-06T22:00:00Z'],
    [{ op: 'previous_open' }, '2026-03-06T14:00:00Z'],
    [{ start: '2026-03-06T05:00:00Z', amount: 1, unit: 'days' }, '2026-03-09T04:00:00Z'],
  ])('answers %j', async (more, result) => {
    expect((await ask([question(more)])).out).toEqual([{ id: 1, result }])
  })

  test('sets a bad line aside, says which, and goes on', async () => {
    const { code, out, bad } = await ask([
      '{"id":',
      question({ op: 'fly' }),
      question({ start: '2026-03-06 16:00', op: 'in_hours' }),
      question({ calendar: { hours: {} } }),
      question({ op: 'in_hours' }),
    ])
    expect(code).toBe(1)
    expect(out).toEqual([{ id: 1, result: true }])
    expect(bad).toMatchObject([
      { line: 1, code: 'question_invalid' },
      { line: 2, code: 'question_invalid' },
      { line: 3, code: 'question_invalid' },
      { line: 4, code: 'calendar_never_open' },
    ])
  })
})

const VECTORS = new URL('../../../shared/data/business-hours/', import.meta.url)

/** Both differ from ours only where open time is used up exactly at a closing: biz goes on to the next opening (decision 0010). */
const OTHER_EDGE: Record<string, number> = { biz: 1, dayjs: 0, 'biz-oracle-a': 1 }

describe.skipIf(!existsSync(VECTORS))('the neutral vectors', () => {
  test.each(Object.keys(OTHER_EDGE))(
    '%s agree, but for the edge that biz decides otherwise',
    async (suite) => {
      type Vector = { id: string; expected: unknown }
      const vectors = JSON.parse(readFileSync(new URL(`${suite}.json`, VECTORS), 'utf8')) as Vector[]
      const differing = async (edge: object) => {
        const { out } = await ask(vectors.map((vector) => JSON.stringify({ ...vector, ...edge })))
        return vectors.filter(
          (vector, index) => vector.expected !== (out[index] as { result: unknown }).result,
        )
      }
      const ours = await differing({})
      expect(ours).toHaveLength(OTHER_EDGE[suite]!)
      if (suite.startsWith('biz')) expect(await differing({ edge: 'opening' })).toEqual([])
    },
  )
})
