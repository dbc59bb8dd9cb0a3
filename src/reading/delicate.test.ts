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
