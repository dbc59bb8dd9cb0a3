import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBusinessMinutes,
  closingOf,
  dueOf,
  isOpenAt,
  isOpenDay,
  nextOpening,
  openMinutesBetween,
  subtractBusinessMinutes,
} from '#kit/calendar.ts'
import type { Calendar, TimeWindow } from '#kit/calendar.ts'
import { MINUTE_MS, WEEKDAYS, addDays, dayOf } from '#kit/time.ts'

/**
 * The slow judge: it walks minute by minute with the platform's own clock and never sees the tables. A window is open from
 * the first minute the wall clock has reached its start until the first it has reached its end, so a clock set back does not
 * open a shop twice. `reached` is the furthest the wall clock has got.
 */
function walk(calendar: Calendar, from: number, minutes: number): boolean[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: calendar.zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  // From three hours before the first minute asked, so that a clock set back just before is known.
  const lead = 3 * 60
  const open: boolean[] = []
  let reached = ''
  for (let minute = -lead; minute < minutes; minute++) {
    const parts = new Map(
      format.formatToParts(from + minute * MINUTE_MS).map((part) => [part.type, part.value]),
    )
    const wall = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')} ${parts.get('hour')}:${parts.get('minute')}`
    if (wall > reached) reached = wall
    if (minute >= 0) open.push(isOpenAtWall(calendar, reached))
  }
  return open
}

function isOpenAtWall(calendar: Calendar, wall: string): boolean {
  const [day, clock] = wall.split(' ') as [string, string]
  const holiday = calendar.holidays?.find((one) => one.on === day || one.on === `*${day.slice(4)}`)
  const weekday = WEEKDAYS[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7]!
  const windows = holiday ? (holiday.windows ?? []) : (calendar.shifts?.[day] ?? calendar.week[weekday] ?? [])
  const within = ([opens, closes]: TimeWindow) => opens <= clock && clock < closes
  return windows.some(within) && !(calendar.breaks?.[day] ?? []).some(within)
}

/** The zones of SAFETY G8, each with days on which its clock jumped, and one day in any year. */
const ZONES: Record<string, string[]> = {
  'America/New_York': ['2020-03-08', '2024-11-03', '2026-03-08'],
  'Europe/London': ['2021-03-28', '2025-10-26'],
  'Europe/Berlin': ['2019-03-31', '2023-10-29'],
  'Australia/Sydney': ['2022-04-03', '2024-10-06'],
  'Australia/Lord_Howe': ['2021-04-04', '2025-10-05'],
  'Asia/Kathmandu': ['2024-02-29'],
  'America/Sao_Paulo': ['2017-10-15', '2018-02-18', '2018-11-04'],
  'Pacific/Apia': ['2011-12-30', '2011-09-24', '2020-04-05'],
}

const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const minutes = quarter * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})
const windows = fc
  .uniqueArray(clock, { minLength: 2, maxLength: 6 })
  .map((clocks) => clocks.sort())
  .map((clocks) =>
    clocks.flatMap((opens, index): TimeWindow[] =>
      index % 2 === 0 && clocks[index + 1] ? [[opens, clocks[index + 1]!]] : [],
    ),
  )
const office: TimeWindow[] = [['09:00', '17:00']]

const cases = fc.constantFrom(...Object.keys(ZONES)).chain((zone) =>
  fc
    .oneof(
      fc.constantFrom(...ZONES[zone]!),
      fc.integer({ min: 0, max: 3_650 }).map((days) => addDays('2016-01-01', days)),
    )
    .chain((around) =>
      fc.record({
        around: fc.constant(around),
        startMinute: fc.integer({ min: -1_500, max: 1_500 }),
        spanMinutes: fc.integer({ min: 0, max: 2_000 }),
        amount: fc.integer({ min: 0, max: 900 }),
        calendar: fc.record(
          {
            zone: fc.constant(zone),
            week: fc
              .array(fc.oneof(fc.constant(office), windows, fc.constant([])), { minLength: 7, maxLength: 7 })
              .map((days) => Object.fromEntries(WEEKDAYS.map((weekday, index) => [weekday, days[index]!])))
              .map((week) => ({ ...week, wed: office })),
            holidays: fc.array(
              fc.oneof(
                fc.integer({ min: -2, max: 3 }).map((days) => ({ on: addDays(around, days) })),
                fc.integer({ min: -2, max: 3 }).map((days) => ({ on: `*${addDays(around, days).slice(4)}` })),
              ),
              { maxLength: 2 },
            ),
            breaks: fc.dictionary(fc.constantFrom(around, addDays(around, 1)), windows, { maxKeys: 1 }),
            shifts: fc.dictionary(fc.constantFrom(around, addDays(around, -1)), windows, { maxKeys: 1 }),
          },
          { requiredKeys: ['zone', 'week'] },
        ),
      }),
    ),
)

const SEED = Number(process.env['FC_SEED'] ?? 20_260_301)
/** A long run multiplies the number of cases. */
const TIMES = Number(process.env['FC_TIMES'] ?? 1)

type Case = { calendar: Calendar; start: Date; spanMinutes: number; amount: number }

function check(name: string, runs: number, property: (one: Case) => void): void {
  test(`${name} (seed ${SEED}, ${runs * TIMES} cases)`, () => {
    fc.assert(
      fc.property(cases, ({ around, startMinute, calendar, spanMinutes, amount }) => {
        const start = new Date(Date.parse(`${around}T00:00Z`) + startMinute * MINUTE_MS)
        property({ calendar: calendar as Calendar, start, spanMinutes, amount })
      }),
      { seed: SEED, numRuns: runs * TIMES },
    )
  })
}

check('open time is what a minute by minute walk counts', 600, ({ calendar, start, spanMinutes }) => {
  const open = walk(calendar, start.getTime(), spanMinutes)
  const end = new Date(start.getTime() + spanMinutes * MINUTE_MS)
  expect(openMinutesBetween(calendar, start, end)).toBe(open.filter(Boolean).length)
  for (const minute of [0, spanMinutes >> 1, spanMinutes - 1].filter(
    (one) => one >= 0 && one < spanMinutes,
  )) {
    expect(isOpenAt(calendar, new Date(start.getTime() + minute * MINUTE_MS))).toBe(open[minute])
  }
})

check('an amount is used up where the walk has counted it', 400, ({ calendar, start, amount }) => {
  const due = addBusinessMinutes(calendar, start, amount)
  const minutes = (due.getTime() - start.getTime()) / MINUTE_MS
  if (minutes > 4_000) return
  const open = walk(calendar, start.getTime(), minutes + 1)
  expect(open.slice(0, minutes).filter(Boolean).length).toBe(amount)
  if (amount > 0)
    expect(open[minutes - 1]).toBe(true) // ends inside open time or just at closing
  else expect(open.indexOf(true)).toBe(minutes)
})

check('adding, taking away and measuring agree, and days end at a closing', 10_000, (one) => {
  const { calendar, start, amount, spanMinutes } = one
  const due = addBusinessMinutes(calendar, start, amount)
  const between = [openMinutesBetween(calendar, start, due), openMinutesBetween(calendar, due, start)]
  const from = nextOpening(calendar, start)
  const back = subtractBusinessMinutes(calendar, due, amount)
  const more = addBusinessMinutes(calendar, start, amount + (spanMinutes % 60))
  if (between[0] !== amount || between[1] !== 0 - amount) throw new Error(`measured ${between.join()}`)
  if (amount > 0 ? back.getTime() !== from.getTime() : openMinutesBetween(calendar, back, from) !== 0)
    throw new Error(`back at ${back.toISOString()}`)
  if (more < due) throw new Error('more was due earlier')
  checkDays(calendar, start, amount % 30)
})

function checkDays(calendar: Calendar, start: Date, days: number): void {
  const due = dueOf(calendar, start, { amount: days, unit: 'business_day' })
  const dueDay = dayOf(new Date(due.getTime() - 1), calendar.zone)
  if (!isOpenDay(calendar, dueDay)) throw new Error(`${dueDay} is a closed day`)
  if (closingOf(calendar, dueDay)?.getTime() !== due.getTime()) throw new Error('not at closing time')
  const made = dayOf(start, calendar.zone)
  let open = 0
  for (let day = addDays(made, 1); day <= dueDay; day = addDays(day, 1)) if (isOpenDay(calendar, day)) open++
  if (days > 0 && open !== days) throw new Error(`${open} open days, not ${days}`)
}
