/** The audit of the basics against the database: run on what came in, answered, run again, compared; and its words opened. */
import { expect, test } from 'vitest'
import { noticeRecorded } from '#features/moments/index.ts'
import { DAY_MS } from '#kit/time.ts'
import type { Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { answerBasic, listBasicPieces, runBasics, showBasics } from './actions/basics.ts'
import { countMarked, markRecorded } from './actions/count.ts'
import { reviewTouchpoint } from './actions/touchpoints.ts'

const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const by = (person: string) => [{ kind: 'email' as const, value: `${person}@example.com`, verified: true }]

/** Twelve people write and are answered, `slow` of them after two days; one is lost. */
async function aSeason(scope: Scope, slow: number): Promise<void> {
  const body = await record(
    scope,
    Array.from({ length: 12 }, (_, i) => [
      anEntry({
        identities: by(`person-${i}`),
        at: ago(9),
        conversation: `c-${i}`,
        text:
          i === 0
            ? 'I am so confused, I cannot find where to start a return on your site.'
            : 'The scarf came today, the green one.',
      }),
      anEntry({
        identities: by(`person-${i}`),
        kind: 'message_out',
        at: ago(i < slow ? 6.5 : 8.8),
        conversation: `c-${i}`,
        author: { kind: 'agent', name: 'Jo' },
        text: 'Here is how.',
      }),
    ]).flat(),
  )
  await noticeRecorded(scope, [body])
  await markRecorded(scope, [body])
  await countMarked(scope)
}

test.each([1, 4] as const)(
  'in %i slices: run, answered by a person, run again and compared',
  async (slices) => {
    const scope = await aWorkspace({ slices })
    expect(await showBasics(scope)).toEqual({ runs: [], run: null })
    await aSeason(scope, 9)
    const { run } = await runBasics(scope)
    const of = (item: string, among = run) => among?.answers.find((answer) => answer.item === item)
    expect(of('in_time')).toMatchObject({
      reading: { good: 3, of: 12 },
      verdict: 'no',
      by: null,
      before: null,
    })
    expect(of('findability')).toMatchObject({ reading: { good: 11, of: 12 }, verdict: null, isByData: false })
    expect(of('content')).toMatchObject({ verdict: 'no', reading: { good: 0, interval: null } })
    expect(of('payment')).toMatchObject({ reading: null, verdict: null })

    const answered = await answerBasic(scope, run?.id ?? '', 'findability', { verdict: 'partly', note: 'Second page of the search' }) // prettier-ignore
    expect(of('findability', answered.run)).toMatchObject({ verdict: 'partly', by: 'Priya Nair', note: 'Second page of the search' }) // prettier-ignore
    const overruled = await answerBasic(scope, run?.id ?? '', 'in_time', {
      verdict: 'partly',
      note: 'A storm',
    })
    expect(of('in_time', overruled.run)).toMatchObject({ verdict: 'partly', reading: { good: 3, of: 12 } })
    const again = await answerBasic(scope, run?.id ?? '', 'in_time', { verdict: null, note: '' })
    expect(of('in_time', again.run)).toMatchObject({ verdict: 'no', by: null })

    await reviewTouchpoint(scope, 'website', null)
    const second = await runBasics({ ...scope, now: new Date(NOW.getTime() + DAY_MS) })
    expect(second.runs).toHaveLength(2)
    expect(of('content', second.run)).toMatchObject({ reading: { good: 1 }, verdict: 'partly', before: { verdict: 'no' }, change: 'better' }) // prettier-ignore
    expect(of('in_time', second.run)).toMatchObject({ change: 'steady' })
    expect(of('findability', second.run)).toMatchObject({
      verdict: null,
      before: { verdict: 'partly' },
      change: null,
    })
    expect((await showBasics(scope, run?.id)).run).toMatchObject({ id: run?.id, before: null })

    expect(await listBasicPieces(scope, 'findability')).toMatchObject([{ words: expect.stringContaining('confused') as string }]) // prettier-ignore
    await expect(answerBasic(scope, 'nothing', 'in_time', { verdict: null, note: '' })).rejects.toMatchObject({ code: 'audit_run_not_found' }) // prettier-ignore
  },
)

test('another workspace sees no run, and nobody answers one of another', async () => {
  const one = await aWorkspace()
  const { run } = await runBasics(one)
  const other = await aWorkspace()
  expect(await showBasics(other)).toEqual({ runs: [], run: null })
  await expect(showBasics(other, run?.id)).rejects.toMatchObject({ code: 'audit_run_not_found' })
})
