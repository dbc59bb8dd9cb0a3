import { expect, test } from 'vitest'
import { OwnKindDefinition } from '#features/moments/contract.ts'
import { definitionOf, EMPTY, fieldsOf } from './own-kind-fields.ts'

test('a definition goes into the form and comes back the same', () => {
  const definition: OwnKindDefinition = {
    name: 'Allergies',
    valence: 'threat',
    livesHours: 24,
    any: ['allergic to', 'hay fever'],
    none: ['not allergic'],
    saidBy: 'anyone',
    channel: 'chat',
    conditions: {
      orderAtLeast: 12_050,
      isFirstOrder: true,
      product: 'wren',
      daysSinceOrder: { from: null, to: 9 },
    },
  }
  expect(OwnKindDefinition.parse(definitionOf(fieldsOf(definition)))).toEqual(definition)
})

test('an empty form is no definition yet, a name and a word are one', () => {
  expect(OwnKindDefinition.safeParse(definitionOf(EMPTY)).success).toBe(false)
  expect(OwnKindDefinition.safeParse(definitionOf({ ...EMPTY, name: 'Wool', any: 'wool\n' })).success).toBe(
    true,
  )
  expect(
    OwnKindDefinition.safeParse(definitionOf({ ...EMPTY, name: 'Wool', any: 'wool', daysTo: 'x' })).success,
  ).toBe(false)
})
