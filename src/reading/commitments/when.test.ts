import { describe, expect, test } from 'vitest'
import { officeHours } from '#kit/calendar.ts'
import { clockOf, dayOf } from '#kit/time.ts'
import { parseWhen } from './when.ts'

const calendar = officeHours('America/New_York')
/** Wednesday, 20 May 2026, 11:00 in New York; Monday the 25th is a holiday. */
const now = new Date('2026-05-20T15:00:00Z')
const withHoliday = { ...calendar, holidays: [{ on: '2026-05-25' }] }

function read(text: string, edge: 'start' | 'end' = 'start', hours = withHoliday): string | undefined {
  const at = parseWhen(text, { now, calendar: hours, edge })
  return at && `${dayOf(at, calendar.zone)} ${clockOf(at, calendar.zone)}`
}

describe('an agent types', () => {
  test.each([
    ['tue 3pm', '2026-05-26 15:00'],
    ['Tue 15:00', '2026-05-26 15:00'],
    ['in 2 business days', '2026-05-22 17:00'],
    ['3 business days', '2026-05-26 17:00'],
    ['2h', '2026-05-20 13:00'],
    ['in 30 min', '2026-05-20 11:30'],
    ['in an hour and a half', '2026-05-20 12:30'],
    ['3d', '2026-05-23 11:00'],
    ['in 2 weeks', '2026-06-03 11:00'],
    ['in a month', '2026-06-20 11:00'],
    ['before the weekend', '2026-05-22 17:00'],
    ['tonight', '2026-05-20 20:00'],
    ['tomorrow', '2026-05-21 09:00'],
    ['tomorrow morning', '2026-05-21 09:00'],
    ['this aft', '2026-05-20 14:00'],
    ['by half three', '2026-05-20 15:30'],
    ['by quarter to four', '2026-05-20 15:45'],
    ['around 3ish', '2026-05-20 15:00'],
    ['mid-week', '2026-05-20 17:00'],
    ['mid-June', '2026-06-10 09:00'],
    ['tomorrow at noon', '2026-05-21 12:00'],
    ['monday', '2026-05-25 09:00'],
    ['wednesday', '2026-05-27 09:00'],
    ['next friday', '2026-05-29 09:00'],
    ['next week', '2026-05-25 09:00'],
    ['end of day', '2026-05-20 17:00'],
    ['eod friday', '2026-05-22 17:00'],
    ['this week', '2026-05-22 17:00'],
    ['end of the month', '2026-05-29 17:00'],
    ['the 29th', '2026-05-29 09:00'],
    ['Friday the 5th', '2026-06-05 09:00'],
    ['friday 29th', '2026-05-29 09:00'],
    ['a fortnight from today', '2026-06-03 09:00'],
    ['29th', '2026-05-29 09:00'],
    ['June 3', '2026-06-03 09:00'],
    ['3 June 2027 at 10am', '2027-06-03 10:00'],
    ['2026-06-03', '2026-06-03 09:00'],
    ['6/3', '2026-06-03 09:00'],
    ['5pm', '2026-05-20 17:00'],
    ['9am', '2026-05-21 09:00'],
    ['15:00', '2026-05-20 15:00'],
    ['day after tomorrow', '2026-05-22 09:00'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test('a due day, which ends when the team closes', () => {
    expect(read('tuesday', 'end')).toBe('2026-05-26 17:00')
    expect(read('saturday', 'end')).toBe('2026-05-23 23:59')
    expect(read('tonight', 'end')).toBe('2026-05-20 23:59')
    expect(read('next week', 'end')).toBe('2026-05-29 17:00')
  })

  test.each(['', 'soon', 'yesterday', 'hello', '2020-01-01', '0 days'])(
    '"%s", which is no time ahead',
    (text) => {
      expect(read(text)).toBeUndefined()
    },
  )

  test('a date that reads by the zone: day first in London', () => {
    const at = parseWhen('3/6', { now, zone: 'Europe/London' })
    expect(at && dayOf(at, 'Europe/London')).toBe('2026-06-03')
  })
})
