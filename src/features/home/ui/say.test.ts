import { expect, test } from 'vitest'
import type { PromiseRow } from '#features/promises/contract.ts'
import { dateWords, dueWords, greetingAt, promiseLine, wantedWords } from './say.ts'

const NOW = Date.parse('2025-11-21T15:42:00Z')
const ZONE = 'America/New_York'
const counts = (over: object) => ({ dueToday: 0, atRisk: 0, broken: 0, keptToday: 0, pending: 0, ...over })

test('the day is greeted by the clock of the workspace', () => {
  expect([greetingAt(NOW, ZONE), greetingAt(NOW, 'Europe/Vienna')]).toEqual([
    'Good morning',
    'Good afternoon',
  ])
  expect(greetingAt(NOW, 'Asia/Kolkata')).toBe('Good evening')
  expect(dateWords(NOW, ZONE)).toBe('Friday 21 November')
})

test.each([
  [{ broken: 1, atRisk: 3 }, '1 promise is broken, 3 are at risk.'],
  [{ broken: 2 }, '2 promises are broken.'],
  [{ atRisk: 1 }, '1 promise is at risk.'],
  [{ atRisk: 3 }, '3 promises are at risk.'],
  [{ dueToday: 2 }, '2 promises are due today.'],
  [{}, 'Nothing promised is in danger.'],
])('%j is said as “%s”', (some, words) => {
  expect(wantedWords(counts(some))).toBe(words)
})

test('a promise says how late it is, or how much is left, and who has it', () => {
  const row = (over: object) =>
    ({ standing: 'open', dueAt: null, about: 'Reply', risk: null, owner: null, ...over }) as PromiseRow
  const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString()
  expect(dueWords(row({ standing: 'broken', dueAt: at(-17.5) }), NOW)).toBe('17 h late')
  expect(dueWords(row({ standing: 'broken', dueAt: at(-72) }), NOW)).toBe('3 days late')
  expect(dueWords(row({ dueAt: at(0.5) }), NOW)).toBe('30 min')
  expect(dueWords(row({}), NOW)).toBe('no date')
  expect(promiseLine(row({}))).toBe('Reply · nobody owns it')
  expect(promiseLine(row({ owner: { id: 'p', name: 'Priya', initials: 'P' } }))).toBe('Reply · with Priya')
})
