import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBusinessDays,
  addBusinessMinutes,
  closingOf,
  dueOf,
  isOpenAt,
  isOpenDay,
  nextOpening,
  openDaysBetween,
  openMinutesBetween,
  subtractBusinessDays,
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
  const [wallAt, isOpenAtWall] = [clockOn(calendar.zone), hoursOf(calendar)]
  // From three hours before the first minute asked, so that a clock set back just before is known.
  const lead = 3 * 60
  const open: boolean[] = []
  let reached = -Infinity
  for (let minute = -lead; minute < minutes; minute++) {
    reached = Math.max(reached, wallAt(from / MINUTE_MS + minute))
    if (minute >= 0) open.push(isOpenAtWall(reached))
  }
  return open
}

const HOUR = 60
const DAY = 24 * HOUR
const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** A clock on the wall, in minutes since the beginning of 1970. Within an hour that begins and ends alike it moves by one a minute. */
function clockOn(zone: string): (minute: number) => number {
  let [hour, offset, isSteady] = [NaN, 0, false]
  return (minute) => {
    if (!(minute >= hour && minute < hour + HOUR)) {
      hour = Math.floor(minute / HOUR) * HOUR
      offset = offsetAt(zone, hour)
      isSteady = offset === offsetAt(zone, hour + HOUR)
    }
    return minute + (isSteady ? offset : offsetAt(zone, minute))
  }
}

function offsetAt(zone: string, minute: number): number {
  const key = `${zone} ${minute}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }) // prettier-ignore
    formats.set(zone, format)
    offset = Date.parse(`${format.format(minute * MINUTE_MS).replace(' ', 'T')}Z`) / MINUTE_MS - minute
    offsets.set(key, offset)
  }
  return offset
}

type Stretch = readonly [opens: number, closes: number]

/** Whether the calendar's windows are open at a minute of the wall clock; a day's are looked up once. */
function hoursOf(calendar: Calendar): (wall: number) => boolean {
  const days = new Map<number, { readonly open: Stretch[]; readonly shut: Stretch[] }>()
  const stretchesOf = (windows: readonly TimeWindow[]) =>
    windows.map(([opens, closes]): Stretch => [minuteOf(opens), minuteOf(closes)])
  return (wall) => {
    const number = Math.floor(wall / DAY)
    const clock = wall - number * DAY
    let today = days.get(number)
    if (!today) {
      const day = new Date(number * DAY * MINUTE_MS).toISOString().slice(0, 10)
      const holiday = calendar.holidays?.find((one) => one.on === day || one.on === `*${day.slice(4)}`)
      const weekday = WEEKDAYS[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7]!
      const windows = holiday ? (holiday.windows ?? []) : (calendar.shifts?.[day] ?? calendar.week[weekday] ?? []) // prettier-ignore
      today = { open: stretchesOf(windows), shut: stretchesOf(calendar.breaks?.[day] ?? []) }
      days.set(number, today)
    }
    const within = ([opens, closes]: Stretch) => opens <= clock && clock < closes
    return today.open.some(within) && !today.shut.some(within)
  }
}

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3))

/** The zones of SAFETY G8. */
const ZONES = [
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Pacific/Apia',
]
const FIRST_DAY = '2016-01-01'
const TEN_YEARS = 3_653

/** The days of those ten years on which the clock of the zone jumps; the day Apia left out, and a leap day. */
function jumpsOf(zone: string): string[] {
  const days = Array.from({ length: TEN_YEARS }, (_, i) => Date.parse(FIRST_DAY) / MINUTE_MS + i * DAY)
  return [
    ...days.filter((day) => offsetAt(zone, day) !== offsetAt(zone, day + DAY)).map((day) => new Date(day * MINUTE_MS).toISOString().slice(0, 10)), // prettier-ignore
    '2024-02-29',
    ...(zone === 'Pacific/Apia' ? ['2011-12-30'] : []),
  ]
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

const JUMPS = Object.fromEntries(ZONES.map((zone) => [zone, jumpsOf(zone)]))

const cases = fc.constantFrom(...ZONES).chain((zone) =>
  fc
    .oneof(
      fc.constantFrom(...JUMPS[zone]!),
      fc.integer({ min: 0, max: TEN_YEARS - 1 }).map((days) => addDays(FIRST_DAY, days)),
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

check('open time is what a minute by minute walk counts', 10_000, ({ calendar, start, spanMinutes }) => {
  const open = walk(calendar, start.getTime(), spanMinutes)
  const end = new Date(start.getTime() + spanMinutes * MINUTE_MS)
  expect(openMinutesBetween(calendar, start, end)).toBe(open.filter(Boolean).length)
  for (const minute of [0, spanMinutes >> 1, spanMinutes - 1].filter(
    (one) => one >= 0 && one < spanMinutes,
  )) {
    expect(isOpenAt(calendar, new Date(start.getTime() + minute * MINUTE_MS))).toBe(open[minute])
  }
})

check('an amount is used up where the walk has counted it', 10_000, ({ calendar, start, amount }) => {
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
  if (!isOpenDay(calendar, made)) return
  const later = addBusinessDays(calendar, start, days, 'keep')
  const back = dayOf(subtractBusinessDays(calendar, later, days, 'keep'), calendar.zone)
  if (openDaysBetween(calendar, start, later) !== days)
    throw new Error(`${days} open days on there are others`)
  if (back !== made) throw new Error(`${days} open days on and back is ${back}, not ${made}`)
}
