import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { delicateIn } from './delicate.ts'

test.each([
  ['Moving house for my chemotherapy', 'health'],
  ['I’m pregnant, so a size up', 'pregnancy'],
  ['A dress for my father’s funeral', 'grief'],
  ['For my son’s bar mitzvah on Saturday', 'faith'],
  ['I lost my job and can’t afford it', 'money'],
  ['J’étais à l’hôpital', 'health'],
  ['A coat for canvassing: I am a Democrat', 'politics'],
  ['Our union is on strike this week', 'union'],
  ['As a black woman I never find my shade', 'origin'],
  ['My wife and I are lesbians and need two veils', 'sexuality'],
  ['A dress for my sister’s wedding on the 29th', undefined],
  ['I wear XS petite', undefined],
  ['', undefined],
])('%j', (text, expected) => {
  expect(delicateIn(text)).toBe(expected)
})

test('of 323 statements of special categories at least 95 in 100 are held back (SAFETY.md G23)', () => {
  const rows = readFileSync(new URL('../../evaluate/labels/delicate.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
  const special = rows.filter(([about]) => about !== '-')
  expect(special.length).toBeGreaterThanOrEqual(300)
  const found = special.filter(([, , text = '']) => delicateIn(text) !== undefined)
  expect(found.length / special.length).toBeGreaterThanOrEqual(0.95)
  const alike = rows.filter(([about]) => about === '-')
  const falsely = alike.filter(([, , text = '']) => delicateIn(text) !== undefined)
  expect(falsely.length / alike.length).toBeLessThanOrEqual(0.12)
})
