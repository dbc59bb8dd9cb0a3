/** One thing to fix, from what rubs most to what became of it, on a real database. */
import { describe, expect, test } from 'vitest'
import { noticeRecorded } from '#features/moments/index.ts'
import { voiceSubscribers } from '#features/voices/index.ts'
import { addDays, DAY_MS, dayOf } from '#kit/time.ts'
import type { Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { countMarked, markRecorded } from './actions/count.ts'
import { changeFix, proposeTheme, showFixes, startFix, withdrawFix } from './actions/fixes.ts'
import { addIdea, voteForIdea } from './actions/ideas.ts'
import { showOverlooked } from './actions/overlooked.ts'
import { showTouchpointPage } from './actions/show.ts'
import { reviewTouchpoint } from './actions/touchpoints.ts'

const ZONE = 'America/New_York'
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const day = (days: number) => dayOf(ago(days), ZONE)
const at = (scope: Scope, days: number): Scope => ({ ...scope, now: ago(days) })

/** Pages seen on every day, and so many chases on each. */
async function bringDays(scope: Scope, from: number, to: number, chasesADay: number): Promise<void> {
  const entries = []
  for (let days = from; days > to; days--)
    for (let one = 0; one < 3 + chasesADay; one++) {
      const identities = [{ kind: 'email' as const, value: `p${days}-${one}@example.com`, verified: true }]
      if (one < 3)
        entries.push(anEntry({ identities, kind: 'page', at: ago(days), data: { device: 'desktop' } }))
      else
        entries.push(
          anEntry({ identities, kind: 'order', at: ago(days + 0.2), data: { order: `${days}${one}` } }),
          anEntry({
            identities,
            at: ago(days),
            text: 'Where is my parcel? I have written twice and still no answer.',
          }),
        )
    }
  const body = await record(scope, entries)
  await noticeRecorded(scope, [body])
  await markRecorded(scope, [body])
  await countMarked(scope)
}

const ideaFor = (scope: Scope) =>
  addIdea(scope, 'chase', { question: 'easier', words: 'Send the dispatch mail after the first scan' })
const aFix = (over: object = {}) => ({
  touchpoint: 'chase' as string | null,
  theme: null as string | null,
  replaces: null,
  ideaId: null,
  words: 'Send the dispatch mail after the first scan',
  ownerId: null,
  startsOn: day(0),
  hopedShare: 0.5,
  ...over,
})

describe('one thing to fix', () => {
  test.each([1, 4] as const)(
    'is chosen, done, and later compared with as many days before, in %i slices',
    async (slices) => {
      const scope = await aWorkspace({ slices })
      await bringDays(scope, 50, 22, 2)
      await bringDays(scope, 21, 0, 0)
      const idea = await ideaFor(scope)
      await voteForIdea(scope, idea.id, true)
      const then = at(scope, 22)
      const [proposed] = (await showFixes(then)).proposed
      expect(proposed).toMatchObject({
        touchpoint: 'chase',
        rank: 1,
        idea: { id: idea.id, votes: 1 },
        quote: { words: expect.stringContaining('Where is my parcel') },
      })
      expect(proposed?.expected).toHaveLength(4)

      const ownerId = (scope.actor as { id: string }).id
      const fix = await startFix(then, aFix({ ideaId: idea.id, ownerId, startsOn: day(22) }))
      expect(fix).toMatchObject({
        owner: { name: 'Priya Nair' },
        effect: { verdict: 'too_early', before: null },
      })
      expect(fix.expected?.low).toBeLessThan(fix.expected?.perWeek ?? 0)
      expect((await showTouchpointPage(then, 'chase', { days: 30 })).ideas[0]).toMatchObject({
        standing: 'doing',
      })
      await changeFix(then, fix.id, { standing: 'finished' })

      const { running, earlier } = await showFixes(scope)
      expect(running).toBeNull()
      expect(earlier[0]).toMatchObject({ standing: 'finished', endedOn: day(22) })
      expect(earlier[0]?.effect).toMatchObject({
        verdict: 'less',
        basis: 'everywhere',
        days: 21,
        before: { from: day(43), to: addDays(day(22), -1), rubs: 42 },
        after: { from: day(21), rubs: 0 },
      })
    },
  )

  test('is one at a time; finishing, dropping and choosing can be taken back, with the idea', async () => {
    const scope = await aWorkspace()
    const idea = await ideaFor(scope)
    const standing = async () => (await showTouchpointPage(scope, 'chase', { days: 30 })).ideas[0]?.standing
    const fix = await startFix(scope, aFix({ ideaId: idea.id }))
    await expect(startFix(scope, aFix())).rejects.toMatchObject({ code: 'fix_running' })
    await changeFix(scope, fix.id, { standing: 'dropped' })
    expect(await standing()).toBe('idea')
    const second = await startFix(scope, aFix())
    await expect(changeFix(scope, fix.id, { standing: 'started' })).rejects.toMatchObject({
      code: 'fix_running',
    })
    await withdrawFix(scope, second.id)
    expect(await changeFix(scope, fix.id, { standing: 'started' })).toMatchObject({ endedOn: null })
    expect(await standing()).toBe('doing')
    await changeFix(scope, fix.id, { standing: 'finished' })
    expect(await standing()).toBe('done')
    await changeFix(scope, fix.id, { standing: 'started' })
    await withdrawFix(scope, fix.id)
    expect(await standing()).toBe('idea')
    const both = await Promise.allSettled([startFix(scope, aFix()), startFix(scope, aFix())])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await withdrawFix(scope, (await showFixes(scope)).running!.id)
    expect(await showFixes(scope)).toEqual({ running: null, proposed: [], earlier: [] })
    await expect(withdrawFix(scope, fix.id)).rejects.toMatchObject({ code: 'fix_not_found' })
  })

  test('belongs to who leads and who owns it; what is not there is refused', async () => {
    const scope = await aWorkspace()
    const agent: Scope = { ...scope, actor: { kind: 'member', id: 'x' as never, name: 'Jo', role: 'agent' } }
    const fix = await startFix(scope, aFix())
    await expect(changeFix(agent, fix.id, { standing: 'finished' })).rejects.toMatchObject({
      code: 'fix_not_yours',
    })
    const refused = (over: object) => startFix(scope, aFix(over))
    await expect(refused({ touchpoint: 'nowhere' })).rejects.toMatchObject({ code: 'touchpoint_not_found' })
    await expect(refused({ ideaId: 'nothing' })).rejects.toMatchObject({ code: 'idea_not_found' })
    await expect(refused({ ownerId: 'nobody' })).rejects.toMatchObject({ code: 'member_not_found' })
    await expect(refused({ startsOn: '2019-01-01' })).rejects.toMatchObject({ code: 'fix_start_far' })
  })
})

describe('a theme as the one thing to fix', () => {
  /** So many comments a day of which one says it, on each of these days. */
  async function bringComments(scope: Scope, from: number, to: number, saysIt: boolean): Promise<void> {
    const entries = []
    for (let days = from; days > to; days--)
      for (let one = 0; one < 3; one++)
        entries.push(
          anEntry({
            identities: [{ kind: 'email' as const, value: `c${days}-${one}@example.com`, verified: true }],
            kind: 'review',
            channel: 'review',
            at: ago(days),
            text: one === 0 && saysIt ? 'It runs small.' : 'A lovely green.',
          }),
        )
    const body = await record(scope, entries)
    for (const { handle } of voiceSubscribers.filter(({ subscriber }) => subscriber === 'voices.listen'))
      await handle(scope, body)
  }

  test.each([1, 4] as const)(
    'has its comments as the before, and is measured by its share of all, in %i slices',
    async (slices) => {
      const scope = await aWorkspace({ slices })
      await bringComments(scope, 52, 22, true)
      await bringComments(scope, 21, 0, false)
      const then = at(scope, 22)
      expect(await proposeTheme(then, 'runs-small')).toMatchObject({
        theme: { name: 'Runs small' },
        comments: 30,
        of: 90,
      })
      const fix = await startFix(then, aFix({ touchpoint: null, theme: 'runs-small', startsOn: day(22) }))
      expect(fix).toMatchObject({
        touchpoint: null,
        name: 'Runs small',
        theme: { id: 'runs-small', name: 'Runs small' },
        effect: { verdict: 'too_early' },
      })
      expect(fix.expected?.perWeek).toBeCloseTo(3.5, 1)
      await changeFix(then, fix.id, { standing: 'finished' })
      const { effect } = (await showFixes(scope)).earlier[0]!
      expect(effect).toMatchObject({
        verdict: 'less',
        basis: 'comments',
        days: 21,
        before: { rubs: 21, happened: 63 },
        after: { rubs: 0, happened: 63 },
        words: expect.stringContaining('A smaller share of all comments says it than before, beyond chance'),
      })
      // The 95 % interval of a share (Wilson): of 21 in 63, and of none in 63.
      expect(effect.before?.low).toBeCloseTo(22.9, 1)
      expect(effect.before?.high).toBeCloseTo(45.6, 1)
      expect(effect.after?.high).toBeCloseTo(5.7, 1)
    },
  )

  test('takes the place of another only where that is said, and both are taken back', async () => {
    const scope = await aWorkspace()
    const idea = await ideaFor(scope)
    const standing = async () => (await showTouchpointPage(scope, 'chase', { days: 30 })).ideas[0]?.standing
    const first = await startFix(scope, aFix({ ideaId: idea.id }))
    const wanted = (replaces: object | null) => aFix({ touchpoint: null, theme: 'runs-small', replaces })
    await expect(startFix(scope, wanted(null))).rejects.toMatchObject({ code: 'fix_running' })
    const second = await startFix(scope, wanted({ id: first.id, standing: 'dropped' }))
    const board = await showFixes(scope)
    expect(board.running?.id).toBe(second.id)
    expect(board.earlier).toMatchObject([{ id: first.id, standing: 'dropped' }])
    expect(await standing()).toBe('idea')
    await expect(startFix(scope, wanted({ id: first.id, standing: 'dropped' }))).rejects.toMatchObject({
      code: 'fix_running',
    })
    await withdrawFix(scope, second.id)
    await changeFix(scope, first.id, { standing: 'started' })
    expect((await showFixes(scope)).running?.id).toBe(first.id)
    expect(await standing()).toBe('doing')
  })

  test('is refused where there is no such theme, and where it is about nothing', async () => {
    const scope = await aWorkspace()
    const refused = (over: object) => startFix(scope, aFix({ touchpoint: null, ...over }))
    await expect(refused({ theme: 'nobody' })).rejects.toMatchObject({ code: 'theme_not_found' })
    await expect(refused({ theme: '*' })).rejects.toMatchObject({ code: 'theme_not_found' })
    await expect(refused({})).rejects.toMatchObject({ code: 'fix_of_nothing' })
    await expect(proposeTheme(scope, 'nobody')).rejects.toMatchObject({ code: 'theme_not_found' })
  })
})

test('a busy touchpoint nobody looked at is named until somebody does', async () => {
  const scope = await aWorkspace()
  await bringDays(scope, 10, 0, 0)
  expect(await showOverlooked(scope)).toMatchObject([{ touchpoint: 'website', happened: 30, weeks: null }])
  await reviewTouchpoint(scope, 'website', null)
  expect(await showOverlooked(scope)).toEqual([])
})
