import { describe, expect, test } from 'vitest'
import { daySaidNear, daysSaidIn, dayInWords, distanceInDays, endOfDay } from './dates.ts'

/** A Friday morning in New York. */
const AT = new Date('2025-11-21T14:20:00Z')
const ZONE = 'America/New_York'
const daysIn = (text: string) => daysSaidIn(text, AT, ZONE).map(({ day }) => day)

describe('days that are said', () => {
  test.each([
    ['my sister’s wedding on the 29th', ['2025-11-29']],
    ['for the party on the 5th', ['2025-12-05']],
    ['on Dec 3', ['2025-12-03']],
    ['by next Saturday', ['2025-11-29']],
    ['it is tomorrow', ['2025-11-22']],
    ['on 29 November and again on 6 December', ['2025-11-29', '2025-12-06']],
    ['sometime next week', []],
    ['in two months', []],
    ['for the 2nd time on the 3rd order', []],
    ['may I ask', []],
    ['in June', []],
    ['I ordered yesterday', []],
    ['order 10482 of 12345', []],
    ['', []],
  ])('%s', (text, days) => expect(daysIn(text)).toEqual(days))

  test('a day belongs to the words of its own sentence', () => {
    const text = 'I ordered on the 25th. My wedding is on the 29th! See you on the 30th.'
    const days = daysSaidIn(text, AT, ZONE)
    const start = text.indexOf('My wedding')
    expect(daySaidNear(text, start, start + 10, days)).toBe('2025-11-29')
  })

  test('late in the evening of New York the next day is not here yet', () => {
    const night = new Date('2025-11-22T03:00:00Z')
    expect(daysSaidIn('tomorrow', night, ZONE)[0]?.day).toBe('2025-11-22')
  })

  test('is put in words', () => {
    expect(dayInWords('2025-11-29')).toBe('Sat 29 Nov')
    expect(distanceInDays('2025-11-29', AT, ZONE)).toBe('in 8 days')
    expect(distanceInDays('2025-11-22', AT, ZONE)).toBe('tomorrow')
    expect(distanceInDays('2025-11-21', AT, ZONE)).toBe('today')
    expect(distanceInDays('2025-11-18', AT, ZONE)).toBe('3 days ago')
    expect(endOfDay('2025-11-29', ZONE)).toEqual(new Date('2025-11-30T05:00:00Z'))
  })
})
