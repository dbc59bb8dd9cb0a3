import { describe, expect, it } from 'vitest'
import { readUntil, usualChoices } from './until.ts'

const ZONE = 'America/New_York'
const FRIDAY = Date.parse('2025-11-21T15:42:00Z')
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

describe('until when a moment sleeps', () => {
  it.each([
    ['45 min', '2025-11-21T16:27:00.000Z'],
    ['3h', '2025-11-21T18:42:00.000Z'],
    ['2 days', '2025-11-23T14:00:00.000Z'],
    ['tomorrow', '2025-11-22T14:00:00.000Z'],
    ['tomorrow 9', '2025-11-22T14:00:00.000Z'],
    ['16:30', '2025-11-21T21:30:00.000Z'],
    ['9:00', '2025-11-22T14:00:00.000Z'],
    ['fri 14:00', '2025-11-28T19:00:00.000Z'],
    ['monday at 3pm', '2025-11-24T20:00:00.000Z'],
    ['tonight', '2025-11-21T23:00:00.000Z'],
  ])('reads “%s” in the workspace’s zone', (text, due) => {
    expect(iso(readUntil(text, FRIDAY, ZONE))).toBe(due)
  })

  it.each(['', 'soon', '25:00', 'fri 14:70', 'someday'])('does not guess at “%s”', (text) => {
    expect(readUntil(text, FRIDAY, ZONE)).toBeUndefined()
  })

  it('offers an hour, tonight and Monday morning', () => {
    expect(usualChoices(FRIDAY, ZONE).map(({ name, at }) => [name, iso(at)])).toEqual([
      ['In 1 hour', '2025-11-21T16:42:00.000Z'],
      ['Tonight', '2025-11-21T23:00:00.000Z'],
      ['Monday', '2025-11-24T14:00:00.000Z'],
    ])
  })

  it('keeps nine in the morning across the end of summer time', () => {
    expect(iso(readUntil('tomorrow', Date.parse('2025-11-01T15:00:00Z'), ZONE))).toBe(
      '2025-11-02T14:00:00.000Z',
    )
  })
})
