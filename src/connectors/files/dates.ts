/** Dates as files write them: which form a column has is decided once over a sample, and then nothing is guessed. Pure. */
import { zoneOf } from '#kit/time.ts'
import type { DateOrder } from './contract.ts'

export type DateForm = 'iso' | 'day-first' | 'month-first' | 'seconds' | 'milliseconds' | 'compact' | 'named'

export type DateColumn = {
  readonly form: DateForm
  /** For people: "dates as day/month/year". */
  readonly words: string
  /** The values fit both orders of day and month, so one was assumed. */
  readonly isAssumed: boolean
}

const WORDS: Readonly<Record<DateForm, string>> = {
  iso: 'dates as year-month-day',
  'day-first': 'dates as day/month/year',
  'month-first': 'dates as month/day/year',
  seconds: 'dates in seconds since 1970',
  milliseconds: 'dates in milliseconds since 1970',
  compact: 'dates as yyyymmdd',
  named: 'dates with the month by name',
}

/**
 * The form that reads the most of a column's values, or undefined when fewer than half can be read at all. `wished` is a
 * person's word where day and month might stand either way.
 */
export function dateColumnOf(
  values: readonly string[],
  zone: string,
  wished?: DateOrder,
): DateColumn | undefined {
  const said = values.filter((value) => !saysNothing(value)).slice(0, 5_000)
  if (said.length === 0) return undefined
  const count = (form: DateForm) => said.filter((value) => readDate(value, form, 'UTC') !== undefined).length
  const forms = (Object.keys(WORDS) as DateForm[]).map((form) => ({ form, read: count(form) }))
  const best = forms.reduce((a, b) => (b.read > a.read ? b : a))
  if (best.read < said.length / 2) return undefined
  const dayFirst = forms.find(({ form }) => form === 'day-first')?.read ?? 0
  const monthFirst = forms.find(({ form }) => form === 'month-first')?.read ?? 0
  const isSlashed = best.read === Math.max(dayFirst, monthFirst)
  if (isSlashed && wished) return { form: wished, words: WORDS[wished], isAssumed: false }
  if (!isSlashed || dayFirst !== monthFirst)
    return { form: best.form, words: WORDS[best.form], isAssumed: false }
  // No day above 12 anywhere: the workspace's own country decides, and it is said.
  const form =
    /^(America|US)\//.test(zone) && !/Argentina|Sao_Paulo|Mexico|Bogota|Lima|Santiago/.test(zone)
      ? 'month-first'
      : 'day-first'
  return { form, words: `${WORDS[form]}, as in ${zone}, since no day above 12 tells`, isAssumed: true }
}

/** Milliseconds since 1970, or undefined where the value is no date of that form. Without a zone of its own it is `zone`'s wall clock. */
export function readDate(value: string, form: DateForm, zone: string): number | undefined {
  const text = value.trim()
  if (text === '' || text.length > 60) return undefined
  switch (form) {
    case 'iso':
      return isoOf(text, zone)
    case 'day-first':
    case 'month-first':
      return slashedOf(text, form, zone)
    case 'seconds':
      return /^-?\d{9,10}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1_000) : undefined
    case 'milliseconds':
      return /^\d{12,13}$/.test(text) ? Number(text) : undefined
    case 'compact': {
      const parts = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text)
      return parts ? instantOf([parts[1], parts[2], parts[3]], [], zone) : undefined
    }
    case 'named':
      return namedOf(text, zone)
  }
}

/** Whether a cell says nothing: empty, or one of the ways to write that. */
export function saysNothing(value: string): boolean {
  return value === '' || NOTHING.test(value)
}
const NOTHING = /^\s*(\?|-|n\/?a|null|none|nil|undefined|nan|\(?not set\)?)?\s*$/i

const WHOLE_ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const ISO = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T\s]+(.*))?$/
const SLASHED = /^(\d\d?)[-/.](\d\d?)[-/.](\d{4}|\d\d)(?:[,T\s]+(.*))?$/
const CLOCK =
  /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?:\s*\(.*\))?$/i
const NAMED =
  /^(?:[a-z]{3,9}\.?,?\s+)?(?:(\d\d?)(?:st|nd|rd|th)?\.?[\s-]+([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d\d?)(?:st|nd|rd|th)?)[,\s-]+(\d{4})(?:[,\s]+(?:at\s+)?(.*))?$/i

function isoOf(text: string, zone: string): number | undefined {
  if (WHOLE_ISO.test(text)) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? undefined : at
  }
  const parts = ISO.exec(text)
  return parts ? instantOf([parts[1], parts[2], parts[3]], parts[4], zone) : undefined
}

function slashedOf(text: string, form: 'day-first' | 'month-first', zone: string): number | undefined {
  const parts = SLASHED.exec(text)
  if (!parts) return undefined
  const [, first, second, year = ''] = parts
  const whole = year.length === 2 ? (Number(year) < 70 ? `20${year}` : `19${year}`) : year
  return instantOf(form === 'day-first' ? [whole, second, first] : [whole, first, second], parts[4], zone)
}

function namedOf(text: string, zone: string): number | undefined {
  const parts = NAMED.exec(text)
  if (!parts) return undefined
  const month = MONTHS.indexOf((parts[2] ?? parts[3] ?? '').slice(0, 3).toLowerCase()) + 1
  return month === 0 ? undefined : instantOf([parts[5], String(month), parts[1] ?? parts[4]], parts[6], zone)
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

type Parts = readonly (string | undefined)[]

/** The instant of a day and a clock as text, or undefined where no calendar or clock shows it. */
function instantOf(day: Parts, clock: string | Parts | undefined, zone: string): number | undefined {
  const [year = 0, month = 0, date = 0] = day.map(Number)
  if (month < 1 || month > 12 || date < 1) return undefined
  const parts = typeof clock === 'string' && clock.trim() !== '' ? CLOCK.exec(clock.trim()) : []
  if (parts === null) return undefined
  const half = parts[5]?.[0]?.toLowerCase()
  const said = Number(parts[1] ?? 0)
  if (half !== undefined && (said < 1 || said > 12)) return undefined
  const hours = half === undefined ? said : (said % 12) + (half === 'p' ? 12 : 0)
  const [minutes, seconds] = [Number(parts[2] ?? 0), Number(parts[3] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined
  const local = Date.UTC(
    year,
    month - 1,
    date,
    hours,
    minutes,
    seconds,
    Number((parts[4] ?? '0').padEnd(3, '0').slice(0, 3)),
  )
  if (new Date(local).getUTCDate() !== date) return undefined
  const offset = parts[6]
  if (offset !== undefined) {
    if (/^[zug]/i.test(offset)) return local
    const minutesEast = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
    return local - (offset[0] === '-' ? -1 : 1) * minutesEast * 60_000
  }
  // Outside of this no zone table is asked: the timeline refuses such dates anyhow.
  return year < 1970 || year > 2100 ? local : zoneOf(zone).firstReaching(local)
}
