/** What got in people's way: logged, put together without names, answered and told back; Friday's question without a name. */
import { describe, expect, test } from 'vitest'
import { makeId, type MemberId } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import type { Scope } from '#platform/scope.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import {
  addFridayLine,
  sayFriday,
  showQuestion,
  showSummary,
  skipFriday,
  takeFridayBack,
} from './actions/friday.ts'
import {
  answerHindrance,
  logFriction,
  returnAnswer,
  showHindrances,
  showOwnNotes,
  withdrawNote,
} from './actions/notes.ts'
import { showAgentsSay } from './actions/agents-say.ts'
import { showOutcomes, tellOutcome, withdrawOutcome } from './actions/outcomes.ts'
import { fridayOf, hindrancesOf, saidOf } from './rules/hindrances.ts'

const as = (scope: Scope, n: number): Scope => ({
  ...scope,
  actor: {
    kind: 'member',
    id: makeId<'member'>(NOW, 0, new Uint8Array(8).fill(n)) as MemberId,
    name: `Agent ${n}`,
    role: 'agent',
  },
})
const aNote = (over: object = {}) => ({
  cause: 'tool' as const,
  line: null,
  touchpoint: 'chase',
  momentId: null,
  ...over,
})

describe('what got in the way', () => {
  test.each([1, 4] as const)(
    'is put together without names, answered, told back, and taken back, in %i slices',
    async (slices) => {
      const scope = await aWorkspace({ slices })
      const [jo, kim] = [as(scope, 1), as(scope, 2)]
      await logFriction(jo, aNote({ line: 'The carrier page logs me out' }))
      const mistaken = await logFriction(kim, aNote({ cause: 'rule' }))
      await withdrawNote(kim, mistaken.id)
      await expect(withdrawNote(kim, mistaken.id)).rejects.toMatchObject({ code: 'note_not_found' })
      await logFriction(kim, aNote())

      const [one, ...more] = await showHindrances(scope)
      expect(more).toEqual([])
      expect(one).toEqual({
        touchpoint: 'chase',
        name: 'Chases order',
        cause: 'tool',
        people: null,
        lines: ['The carrier page logs me out'],
      })
      expect(JSON.stringify(one)).not.toMatch(/Agent/)

      const { at } = await answerHindrance(scope, {
        touchpoint: 'chase',
        cause: 'tool',
        words: 'A new login since Monday',
      })
      expect(await showHindrances(scope)).toEqual([])
      expect(await showOwnNotes(kim)).toMatchObject([
        { name: 'Chases order', answer: { words: 'A new login since Monday', by: 'Priya Nair' } },
      ])
      await returnAnswer(scope, { touchpoint: 'chase', cause: 'tool', at })
      expect(await showHindrances(scope)).toHaveLength(1)
      expect(await showOwnNotes(kim)).toMatchObject([{ answer: null }])
      await expect(logFriction(jo, aNote({ touchpoint: 'nowhere' }))).rejects.toMatchObject({
        code: 'touchpoint_not_found',
      })
    },
  )

  test('tells how many people only from five on, and orders words, not times', () => {
    const from = (people: number) =>
      hindrancesOf(
        Array.from({ length: people }, (_, n) => ({
          touchpoint: null,
          cause: 'load' as const,
          line: `line ${9 - n}`,
          byId: `m${n}`,
        })),
        new Map(),
      )[0]
    expect(from(4)?.people).toBeNull()
    expect(from(5)?.people).toBe(5)
    expect(from(3)?.lines).toEqual(['line 7', 'line 8', 'line 9'])
  })
})

test('what agents say of a place stands beside the workbook from five people on, answered or not, for 90 days', async () => {
  const scope = await aWorkspace()
  for (const n of [1, 2, 3, 4])
    await logFriction(as(scope, n), aNote({ line: `The link is late, ${9 - n} times` }))
  await logFriction(as(scope, 5), aNote({ touchpoint: 'refund', line: 'Nobody knows the day' }))
  await logFriction(as(scope, 4), aNote({ line: 'A second note of one person' }))
  expect(await showAgentsSay(scope, 'chase')).toEqual({ noted: null, friday: null })
  // All places together have five.
  expect((await showAgentsSay(scope, null)).noted).toMatchObject({ people: 5 })
  await logFriction(as(scope, 5), aNote())
  await answerHindrance(scope, { touchpoint: 'chase', cause: 'tool', words: 'A new login since Monday' })
  expect(await showAgentsSay(scope, 'chase')).toEqual({
    noted: {
      people: 5,
      lines: [
        'A second note of one person',
        'The link is late, 5 times',
        'The link is late, 6 times',
        'The link is late, 7 times',
        'The link is late, 8 times',
      ],
    },
    friday: null,
  })
  for (const n of [1, 2, 3, 4, 5])
    await sayFriday(as(scope, n), {
      cause: 'load',
      line: n === 3 ? 'Half my morning is this one e-mail.' : null,
    })
  expect((await showAgentsSay(scope, 'chase')).friday).toEqual({
    fridayOn: '2025-11-21',
    answered: 5,
    lines: ['Half my morning is this one e-mail.'],
  })
  const later = { ...scope, now: new Date(NOW.getTime() + 91 * DAY_MS) }
  expect((await showAgentsSay(later, 'chase')).noted).toBeNull()
})

describe('Friday’s question', () => {
  test('is asked once, can be skipped, and shows nothing under five answers', async () => {
    const scope = await aWorkspace()
    expect(await showQuestion(as(scope, 1))).toEqual({ fridayOn: '2025-11-21', isAsked: true })
    const { id } = await sayFriday(as(scope, 1), { cause: 'load', line: null })
    await addFridayLine(as(scope, 1), { id, line: 'Half my morning is this one e-mail.' })
    await expect(sayFriday(as(scope, 1), { cause: 'tool', line: null })).rejects.toMatchObject({
      code: 'friday_said',
    })
    await skipFriday(as(scope, 2))
    expect(await showQuestion(as(scope, 2))).toMatchObject({ isAsked: false })
    for (const n of [3, 4, 5]) await sayFriday(as(scope, n), { cause: 'nothing', line: null })
    expect(await showSummary(scope)).toMatchObject({ fridayOn: '2025-11-21', said: null })
    const last = await sayFriday(as(scope, 6), { cause: 'load', line: null })
    expect((await showSummary(scope)).said).toEqual({
      answered: 5,
      causes: [
        { cause: 'nothing', count: 3 },
        { cause: 'load', count: 2 },
      ],
      lines: ['Half my morning is this one e-mail.'],
    })
    await takeFridayBack(as(scope, 6), last.id)
    expect(await showQuestion(as(scope, 6))).toMatchObject({ isAsked: true })
    expect((await showSummary(scope)).said).toBeNull()
  })

  test('keeps no time by which an answer could be told from another, and is asked on Fridays only', async () => {
    const scope = await aWorkspace()
    const ids = await Promise.all([1, 2].map((n) => sayFriday(as(scope, n), { cause: 'tool', line: null })))
    expect(new Set(ids.map(({ id }) => id.slice(0, 13))).size).toBe(1)
    const saturday = { ...as(scope, 3), now: new Date(NOW.getTime() + DAY_MS) }
    expect(await showQuestion(saturday)).toEqual({ fridayOn: '2025-11-21', isAsked: false })
    await expect(skipFriday(saturday)).rejects.toMatchObject({ code: 'not_friday' })
  })

  test('is told back by cause to everybody, the next Friday too, and never of a Friday that is hidden', async () => {
    const scope = await aWorkspace({ slices: 4 })
    const of = { fridayOn: '2025-11-21', cause: 'load' } as const
    const answers = [1, 2, 3, 4, 5].map((n) => as(scope, n))
    for (const agent of answers.slice(0, 4)) await sayFriday(agent, { cause: 'load', line: null })
    const words = 'Two more people from December on'
    await expect(tellOutcome(scope, { ...of, words })).rejects.toMatchObject({
      code: 'friday_cause_not_found',
    })
    const fifth = await sayFriday(answers[4]!, { cause: 'nothing', line: null })
    await expect(tellOutcome(scope, { ...of, cause: 'tool', words })).rejects.toMatchObject({
      code: 'friday_cause_not_found',
    })
    await tellOutcome(scope, { ...of, words: 'We look into it' })
    await tellOutcome(scope, { ...of, words })
    const told = [{ ...of, words, by: 'Priya Nair', at: NOW.toISOString() }]
    expect(await showOutcomes(answers[0]!)).toEqual(told)
    const next = (weeks: number) => ({ ...scope, now: new Date(NOW.getTime() + weeks * 7 * DAY_MS) })
    expect(await showOutcomes(next(1))).toEqual(told)
    expect(await showOutcomes(next(5))).toEqual([])
    // Under five answers nothing that tells of them is shown either.
    await takeFridayBack(answers[4]!, fifth.id)
    expect(await showOutcomes(scope)).toEqual([])
    await withdrawOutcome(scope, of)
    await expect(withdrawOutcome(scope, of)).rejects.toMatchObject({ code: 'friday_outcome_not_found' })
  })

  test('belongs to the Friday on or before a day', () => {
    expect(['2025-11-21', '2025-11-22', '2025-11-27'].map(fridayOf)).toEqual(Array(3).fill('2025-11-21'))
    expect(saidOf([])).toBeNull()
  })
})
