import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  addBusinessHours,
  addBusinessMinutes,
  checkCalendar,
  dueOf,
  explainDue,
  isOpenAt,
  nextOpening,
  officeHours,
  openMinutesBetween,
} from '#kit/calendar.ts'
import type { Calendar } from '#kit/calendar.ts'
import { holidaysFromIcal } from '#kit/calendar/ical.ts'
import { publicHolidays } from '#kit/calendar/holidays.ts'
import { calendarFromWire } from '#kit/calendar/wire.ts'
import { clockOf, dayOf, instantAt, zoneLabelOf } from '#kit/time.ts'

const newYork: Calendar = {
  ...officeHours('America/New_York'),
  holidays: [
    { on: '2026-05-25', name: 'Memorial Day' },
    { on: '*-12-25', name: 'Christmas' },
    { on: '2026-12-24', windows: [['09:00', '12:00']] },
  ],
}
const at = (day: string, clock: string, zone = newYork.zone) => instantAt(day, clock, zone)
const shown = (instant: Date, zone = newYork.zone) => `${dayOf(instant, zone)} ${clockOf(instant, zone)}`

describe('a promise is due', () => {
  test.each([
    ['2026-05-20', '15:12', 2, 'business_day', '2026-05-22 17:00'],
    ['2026-05-22', '15:12', 2, 'business_day', '2026-05-27 17:00'], // the weekend and Memorial Day are closed
    ['2026-05-23', '11:00', 1, 'business_day', '2026-05-26 17:00'], // made on a Saturday
    ['2026-05-20', '22:30', 1, 'business_day', '2026-05-21 17:00'], // made after hours
    ['2026-05-20', '05:00', 1, 'business_day', '2026-05-21 17:00'], // made before hours
    ['2026-05-20', '15:12', 0, 'business_day', '2026-05-20 17:00'],
    ['2026-05-20', '18:00', 0, 'business_day', '2026-05-21 17:00'],
    ['2026-12-23', '10:00', 1, 'business_day', '2026-12-24 12:00'], // a half day closes at noon
    ['2026-12-23', '10:00', 2, 'business_day', '2026-12-28 17:00'],
    ['2026-05-20', '16:00', 1, 'business_hour', '2026-05-20 17:00'], // used up just when we close
    ['2026-05-20', '16:00', 2, 'business_hour', '2026-05-21 10:00'],
    ['2026-05-22', '20:00', 30, 'business_minute', '2026-05-26 09:30'],
    ['2026-03-07', '11:15', 1, 'day', '2026-03-08 11:15'], // 23 hours later: the clock was set forward
    ['2026-03-07', '11:15', 24, 'hour', '2026-03-08 12:15'],
    ['2024-02-28', '10:00', 1, 'day', '2024-02-29 10:00'],
    ['2026-05-20', '16:00', 90, 'minute', '2026-05-20 17:30'],
  ] as const)('made %s %s, %d %s: %s', (day, clock, amount, unit, due) => {
    expect(shown(dueOf(newYork, at(day, clock), { amount, unit }))).toBe(due)
  })

  test('and says in words how it was counted', () => {
    const friday = at('2026-05-22', '15:12')
    expect(explainDue(newYork, at('2026-05-15', '15:12'), { amount: 2, unit: 'business_day' })).toBe(
      '2 business days after Fri 15:12 ET: Tue 17:00',
    )
    expect(explainDue(newYork, friday, { amount: 2, unit: 'business_day' })).toBe(
      '2 business days after Fri 15:12 ET: Wed 17:00 (closed Mon 25 May: Memorial Day)',
    )
    expect(explainDue(newYork, friday, { amount: 1, unit: 'hour' })).toBe(
      '1 hour after Fri 15:12 ET: Fri 16:12',
    )
    expect(explainDue(newYork, friday, { amount: 10, unit: 'day' })).toBe(
      '10 days after Fri 15:12 ET: Mon 1 Jun 15:12',
    )
  })

  test.each([-1, 1.5, Number.NaN, 1e9])('but never for %d business days', (amount) => {
    expect(() => dueOf(newYork, at('2026-05-20', '15:12'), { amount, unit: 'business_day' })).toThrow(
      expect.objectContaining({ code: 'span_invalid' }),
    )
  })
})

describe('open hours', () => {
  test('end at closing time and are cut by breaks', () => {
    const calendar: Calendar = { ...newYork, breaks: { '2026-05-20': [['12:00', '13:00']] } }
    expect(isOpenAt(calendar, at('2026-05-20', '16:59'))).toBe(true)
    expect(isOpenAt(calendar, at('2026-05-20', '17:00'))).toBe(false)
    expect(isOpenAt(calendar, at('2026-05-20', '12:00'))).toBe(false)
    expect(shown(addBusinessHours(calendar, at('2026-05-20', '11:30'), 1))).toBe('2026-05-20 13:30')
    expect(shown(addBusinessHours(calendar, at('2026-05-20', '11:30'), 0.5))).toBe('2026-05-20 12:00')
    expect(shown(addBusinessHours(calendar, at('2026-05-20', '11:30'), 0.5, 'opening'))).toBe(
      '2026-05-20 13:00',
    )
  })

  test('are replaced by a shift, and a holiday outranks it', () => {
    const shifts = { '2026-05-23': [['10:00', '12:00']], '2026-12-25': [['10:00', '12:00']] } as const
    const calendar: Calendar = { ...newYork, shifts }
    expect(shown(nextOpening(calendar, at('2026-05-22', '17:00')))).toBe('2026-05-23 10:00')
    expect(isOpenAt(calendar, at('2026-12-25', '11:00'))).toBe(false)
  })

  test('last an hour less on the night the clock is set forward, and an hour more when it is set back', () => {
    const always: Calendar = { zone: 'Europe/Berlin', week: { sun: [['00:00', '24:00']] } }
    const minutes = (day: string, next: string) =>
      openMinutesBetween(always, at(day, '00:00', always.zone), at(next, '00:00', always.zone))
    expect(minutes('2026-03-29', '2026-03-30')).toBe(23 * 60)
    expect(minutes('2026-10-25', '2026-10-26')).toBe(25 * 60)
  })

  test('do not exist on the day Samoa skipped', () => {
    const samoa = officeHours('Pacific/Apia')
    const thursday = at('2011-12-29', '15:00', samoa.zone)
    expect(shown(dueOf(samoa, thursday, { amount: 1, unit: 'business_day' }), samoa.zone)).toBe(
      '2012-01-02 17:00',
    )
  })

  test('carry a clock time to a later open day, and into open time', () => {
    expect(shown(addBusinessDays(newYork, at('2026-05-22', '10:00'), 1))).toBe('2026-05-26 10:00')
    expect(shown(addBusinessDays(newYork, at('2026-05-22', '20:00'), 1))).toBe('2026-05-27 09:00')
    expect(shown(addBusinessDays(newYork, at('2026-05-26', '20:00'), -1))).toBe('2026-05-22 17:00')
  })

  test('count years away without walking every day', () => {
    const start = at('2026-01-05', '09:00')
    expect(openMinutesBetween(newYork, start, addBusinessMinutes(newYork, start, 1_000_000))).toBe(1_000_000)
  })
})

describe('a calendar is refused', () => {
  const refused = (calendar: Calendar) => () => checkCalendar(calendar)
  const everyDay = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString())
  test.each([
    ['with no open hour', { zone: 'UTC', week: {} }, 'calendar_never_open'],
    [
      'with a holiday on every day of every year',
      { ...officeHours('UTC'), holidays: everyDay.map((day) => ({ on: `*${day.slice(4, 10)}` })) },
      'calendar_never_open',
    ],
    [
      'with hours that end before they begin',
      { zone: 'UTC', week: { mon: [['17:00', '09:00']] } },
      'calendar_invalid',
    ],
    ['with a clock time nobody has', { zone: 'UTC', week: { mon: [['09:00', '25:00']] } }, 'clock_invalid'],
    ['with a day nobody has', { ...officeHours('UTC'), holidays: [{ on: '2026-02-30' }] }, 'day_invalid'],
    ['in a zone nobody has', officeHours('Europe/Nowhere'), 'zone_unknown'],
  ] as const)('%s', (_name, calendar, code) => {
    expect(refused(calendar)).toThrow(expect.objectContaining({ code }))
  })

  test('when its only open day is over and something should come due after it', () => {
    const once: Calendar = { zone: 'UTC', week: {}, shifts: { '2026-05-23': [['10:00', '12:00']] } }
    expect(shown(addBusinessHours(once, at('2026-05-20', '10:00', 'UTC'), 2), 'UTC')).toBe('2026-05-23 12:00')
    expect(() => addBusinessHours(once, at('2026-05-20', '10:00', 'UTC'), 3)).toThrow(
      expect.objectContaining({ code: 'calendar_never_open' }),
    )
  })
})

describe('holidays come', () => {
  test('from the tables of a country and its regions', () => {
    const days = publicHolidays({ country: 'US' }, [2026, 2027])
    expect(days).toContainEqual({ on: '2026-11-26', name: 'Thanksgiving Day' })
    expect(publicHolidays({ country: 'DE', region: 'BY' }, [2026])).toContainEqual({
      on: '2026-01-06',
      name: expect.any(String),
    })
    expect(() => publicHolidays({ country: 'XX' }, [2026])).toThrow(
      expect.objectContaining({ code: 'holidays_unknown' }),
    )
    expect(() => publicHolidays({ country: 'DE', region: 'ZZ' }, [2026])).toThrow(
      expect.objectContaining({ code: 'holidays_unknown' }),
    )
  })

  test('from an iCalendar file', () => {
    const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
    const text = [
      'BEGIN:VCALENDAR',
      event('DTSTART;VALUE=DATE:20260525', 'DTEND;VALUE=DATE:20260526', 'SUMMARY:Memorial\r\n  Day\\, US'),
      event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Winter break'),
      event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year'),
      event('DTSTART:20260601T090000Z', 'SUMMARY:Stand-up'),
      event('DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY;BYDAY=4TH;BYMONTH=11', 'SUMMARY:Thanksgiving'),
      'END:VCALENDAR',
    ].join('\r\n')
    expect(holidaysFromIcal(text)).toEqual({
      holidays: [
        { on: '*-01-01', name: 'New Year' },
        { on: '2026-05-25', name: 'Memorial Day, US' },
        { on: '2026-12-24', name: 'Winter break' },
        { on: '2026-12-25', name: 'Winter break' },
        { on: '2026-12-26', name: 'Winter break' },
      ],
      left: 2,
    })
  })

  test('from what a program sends, half days included', () => {
    const calendar = calendarFromWire({
      time_zone: 'Europe/Berlin',
      hours: { thu: [['09:00', '17:00']] },
      holidays: ['2026-12-24', '*-12-31'],
      holiday_hours: { '2026-12-24': [['09:00', '12:00']] },
    })
    expect(shown(nextOpening(calendar, at('2026-12-24', '11:00', 'UTC')), 'UTC')).toBe('2027-01-07 08:00')
    expect(isOpenAt(calendar, at('2026-12-24', '09:30', calendar.zone))).toBe(true)
    expect(() => calendarFromWire({ hours: { monday: [] } })).toThrow(
      expect.objectContaining({ code: 'calendar_invalid' }),
    )
    expect(() => calendarFromWire({ hours: { mon: ['09:00'] } })).toThrow(
      expect.objectContaining({ code: 'calendar_invalid' }),
    )
  })
})

test.each([
  ['America/New_York', 'ET'],
  ['Europe/London', 'BST'],
  ['Asia/Kathmandu', 'GMT+5:45'],
  ['-05:00', 'GMT-5'],
  ['UTC', 'UTC'],
])('%s is written %s in summer', (zone, label) => {
  expect(zoneLabelOf(zone, new Date('2026-07-01T12:00:00Z'))).toBe(label)
})
