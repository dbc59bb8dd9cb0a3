/** The workbook's rules: no letter of anybody is lost, questions can be changed, and the page to take along says what was written. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JourneyMap } from '../../contract.ts'
import type { Exercise, Workbook } from '../../contract/workbook.ts'
import { changedExercise, exercisesOf, restoredExercise, STARTER_EXERCISES } from './exercises.ts'
import { isWithin, mustBeKept, placeOf, problemOfAnswer, type Written } from './fields.ts'
import { markdownOf } from './markdown.ts'
import { progressOf } from './progress.ts'

const exercise = (id: string): Exercise => STARTER_EXERCISES.find((one) => one.id === id)!

test('six exercises: two before, two during, two after', () => {
  expect(STARTER_EXERCISES.map(({ phase }) => phase)).toEqual(['before', 'before', 'during', 'during', 'after', 'after']) // prettier-ignore
})

describe('what is written over', () => {
  const at = (seconds: number) => new Date(seconds * 1_000)
  const by = (byId: string, text: string, seconds: number, version = 1): Written => ({ byId, text, at: at(seconds), version }) // prettier-ignore

  test.each([
    ['goes on being written', 'Say the d', 'Say the day', false],
    ['has a word put into its middle', 'Say day', 'Say the day', false],
    ['is taken away', 'Say the day', '', true],
    ['is replaced', 'Say the day', 'Name the person', true],
    ['was empty', '', 'Say the day', false],
  ])('a text that %s', (_, standing, next, isKept) => {
    expect(mustBeKept(by('jo', standing, 0), by('jo', next, 5), undefined)).toBe(isKept)
  })

  test('one person deleting letter by letter keeps her words once; another’s words are kept each time', () => {
    const whole = by('jo', 'Say the day', 0)
    expect(mustBeKept(by('jo', 'Say the', 10), by('jo', 'Say', 20), whole)).toBe(false)
    expect(mustBeKept(by('jo', 'Say the', 10), by('ana', 'Say', 20), whole)).toBe(true)
    expect(mustBeKept(by('jo', 'Say the', 900), by('jo', 'Say', 910), whole)).toBe(true)
  })

  test('whatever several people write one after the other, every text stands or is within one that is kept', () => {
    const step = fc.record({
      byId: fc.constantFrom('jo', 'ana'),
      text: fc.stringMatching(/^[ab ]{0,6}$/),
      seconds: fc.integer({ min: 1, max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const kept: Written[] = []
        const all: Written[] = []
        let standing = by('jo', '', 0, 0)
        let now = 0
        for (const { byId, text, seconds } of steps) {
          now += seconds
          const next = by(byId, text, now, standing.version + 1)
          if (mustBeKept(standing, next, kept.at(-1))) kept.push(standing)
          all.push(next)
          standing = next
        }
        for (const one of all) {
          const after = all.slice(all.indexOf(one)).map(({ text }) => text)
          const isThere = [...kept.map(({ text }) => text), standing.text, ...after.slice(-1)].some((text) => isWithin(one.text, text)) // prettier-ignore
          expect(isThere).toBe(true)
        }
      }),
    )
  })
})

describe('where an answer belongs', () => {
  const touchpoints = [{ id: 'dispatch' }]
  test.each([
    ['purpose.goal', true],
    ['purpose.goal@dispatch', false],
    ['walk.does@dispatch', true],
    ['walk.does', false],
    ['walk.does@gone', false],
    ['walk.nothing@dispatch', false],
    ['nothing.goal', false],
  ])('%s', (key, isThere) => {
    expect(placeOf(key, STARTER_EXERCISES, touchpoints) !== undefined).toBe(isThere)
  })

  test('a feeling is −2 to 2 and a day is a day', () => {
    const [feeling] = exercise('feel').questions
    const day = exercise('act').questions.find(({ kind }) => kind === 'date')
    expect(['-2', '0', '2', ''].map((text) => problemOfAnswer(feeling!, text))).toEqual([undefined, undefined, undefined, undefined]) // prettier-ignore
    expect(['3', '-0', 'good'].every((text) => problemOfAnswer(feeling!, text) !== undefined)).toBe(true)
    expect(problemOfAnswer(day!, '2026-02-28')).toBeUndefined()
    expect(problemOfAnswer(day!, '2026-02-30')).toBeDefined()
  })
})

test('a supervisor changes questions; what she takes out stays readable, and the product’s own come back', () => {
  const purpose = exercise('purpose')
  const [goal, , success] = purpose.questions
  const wanted = {
    title: 'Why?',
    task: '',
    questions: [
      { id: success!.id, words: 'How will we know?', help: '' },
      { id: goal!.id, words: goal!.words, help: '' },
      { id: null, words: 'Who pays?', help: '' },
    ],
  }
  const [changed] = exercisesOf(new Map([['purpose', changedExercise(purpose, wanted, () => 'q-new')]]))
  expect(changed).toMatchObject({ title: 'Why?', isChanged: true, phase: 'before' })
  expect(changed?.questions.map(({ id, isRemoved }) => `${id}${isRemoved ? ' out' : ''}`)).toEqual(['success', 'goal', 'q-new', 'decision out', 'journey out']) // prettier-ignore
  const restored = restoredExercise(changed!)
  expect(restored?.questions.map(({ id, isRemoved }) => `${id}${isRemoved ? ' out' : ''}`)).toEqual(['goal', 'decision', 'success', 'journey', 'q-new out']) // prettier-ignore
  expect(restoredExercise({ ...purpose, isChanged: true })).toBeUndefined()
})

const field = (key: string, text: string) => ({ key, text, version: 1, at: '2025-11-21T15:00:00Z', byId: 'm', by: 'Jo', past: 0, ideaId: null }) // prettier-ignore
const BOOK: Workbook = {
  id: 'w', route: 'everyone', routeName: 'Everyone', startedAt: '2025-11-03T10:00:00Z', startedBy: 'Alice', closedAt: null, closedBy: null,
  exercises: [...STARTER_EXERCISES], done: [{ exercise: 'purpose', at: '2025-11-03T11:00:00Z', by: 'Alice' }], present: [], ideas: [],
  fields: [field('purpose.goal', '# Why *first* orders\nend in <b>questions</b>'), field('act.owner', 'm-1'), field('choose.easier@chase', 'Name the person'), field('feel.feeling@chase', '-2'), field('walk.does@gone', 'She waited'), field('purpose.old', 'Still here')],
} // prettier-ignore
const COUNTS = { met: 412, good: 2, even: 0, bad: 40, chases: 40, complaints: 0, rubs: 40, answered: 0, slow: 0 } // prettier-ignore
const column = (touchpoint: string, name: string, rank: number | null) => ({ touchpoint, name, icon: 'at', phase: 'during' as const, counts: COUNTS, before: COUNTS, feeling: { mean: -0.9, low: -1, high: -0.78, pieces: 42 }, health: null, healthBefore: null, parts: [], rank, promise: null, easier: 0, memorable: 0, quote: null }) // prettier-ignore
const MAP: JourneyMap = { route: 'everyone', from: '2025-10-23', to: '2025-11-21', days: 30, pieces: 84, unplaced: 0, columns: [column('website', 'Website', null), column('chase', 'Chases order', 1)], friction: [], waiting: 0 } // prettier-ignore

test('progress counts questions, or touchpoints with any answer', () => {
  expect(progressOf(exercise('purpose'), BOOK, ['chase'])).toEqual({ answered: 1, of: 4 })
  expect(progressOf(exercise('choose'), BOOK, ['chase', 'website'])).toEqual({ answered: 1, of: 2 })
})

test('the page to take along has the questions, the words as they were written, and what was measured', () => {
  const page = markdownOf(BOOK, MAP, (id) => (id === 'm-1' ? 'Priya Nair' : '?'), (at) => at.slice(0, 10)) // prettier-ignore
  expect(page).toContain('# Workbook: Everyone')
  expect(page).toContain('*Before*, done on 2025-11-03 by Alice')
  expect(page).toContain('> \\# Why \\*first\\* orders\n> end in \\<b\\>questions\\</b\\>')
  expect(page).toContain('> Priya Nair')
  expect(page).toContain(
    '### Chases order\n\n412 happened; felt −0.90 (95% −1.00 to −0.78, 42 pieces); friction rank 1.',
  )
  expect(page).toContain('> −2')
  expect(page).toContain('**purpose.old**\n\n> Still here')
  expect(page).toContain('## Answers to former questions')
  expect(page, 'a touchpoint off the map keeps its answers').toContain('> She waited')
  expect(page).not.toContain('### Website')
})
