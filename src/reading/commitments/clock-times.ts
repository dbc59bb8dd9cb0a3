/** Times of day in text ("by 5pm ET", "between 2pm and 4pm", "noon"). */

/** `clock` is `'HH:MM'`; `zone` only where the text names one. */
export type FoundClock = {
  readonly start: number
  readonly end: number
  readonly clock: string
  readonly zone?: string
}

const ZONES: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  eastern: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  gmt: 'UTC',
  utc: 'UTC',
  bst: 'Europe/London',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
}
const LEAD = String.raw`(?:(?:by|before|at|around|about|until|till|approximately|approx|than|@|~) ?)`
const MERIDIEM = String.raw`(?:(\d{1,2})(?:[:.](\d\d))?(?: ?([ap])\.?m\b\.?|([ap])\b))`
const CLOCK = new RegExp(
  String.raw`(?<![\d:/.$£€])(?:(${LEAD})?${MERIDIEM}|${LEAD}(?:at )?(\d{1,2}):(\d\d)\b|\b(noon|midday|midnight)\b|${LEAD}(\d{1,2}) ?o'clock\b)(?: ?\(?(${Object.keys(ZONES).join('|')})\b)?`,
  'g',
)
/** "2pm to 4pm": the later of two is the one that counts. */
const RANGE_BETWEEN = /^\s*(?:-|–|to|and|or)\s*$/

const HOURS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const HOUR = String.raw`(${HOURS.join('|')}|\d{1,2})`
/** "Before five", "at 3ish", "by half ten", "between ten and two": an hour of the working day, where nothing is counted after it. */
const BARE_HOUR = new RegExp(
  String.raw`\b(?:at|by|before|until|till|around|between)(?: (half|quarter)(?: (past|to))?)? ${HOUR}(?:ish)?(?: ?(?:-|–|to|and|or) ?${HOUR})?(?= ?(?:$|[.,;!?)]|(?:sharp|today|tomorrow|tonight|on|this|next|at the latest|latest|and|or|so|in the|o'clock|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b))`,
)

function bareHourIn(text: string): FoundClock | undefined {
  const match = BARE_HOUR.exec(text)
  if (!match) return undefined
  const [, part, side, from = '', to] = match
  const named = to ?? from
  const said = HOURS.includes(named) ? HOURS.indexOf(named) + 1 : Number(named)
  if (said < 1 || said > 12 || (part === 'quarter' && side === undefined)) return undefined
  const hour = side === 'to' ? said - 1 || 12 : said
  const minutes = part === undefined ? '00' : part === 'half' ? '30' : side === 'to' ? '45' : '15'
  const clock = `${String(hour < 7 ? hour + 12 : hour).padStart(2, '0')}:${minutes}`
  return { start: match.index, end: match.index + match[0].length, clock }
}

/** The first time of day in a lower-case text; the later one of a range. */
export function clockIn(text: string): FoundClock | undefined {
  const found: FoundClock[] = []
  for (const match of text.matchAll(CLOCK)) {
    const clock = clockOfMatch(match)
    if (!clock) continue
    const zone = ZONES[match[10] ?? '']
    found.push({ start: match.index, end: match.index + match[0].length, clock, ...(zone ? { zone } : {}) })
  }
  const [first, second] = found
  if (first && second && RANGE_BETWEEN.test(text.slice(first.end, second.start)))
    return { ...second, start: first.start }
  return first ?? bareHourIn(text)
}

function clockOfMatch(match: RegExpExecArray): string | undefined {
  const [, , hour, minute, spaced, attached, hour24, minute24, word, oclock] = match
  if (word) return word === 'midnight' ? '24:00' : '12:00'
  const late = (spaced ?? attached) === 'p'
  const hours = hour ? (Number(hour) % 12) + (late ? 12 : 0) : Number(hour24 ?? oclock)
  const minutes = Number(minute ?? minute24 ?? 0)
  if ((hour && Number(hour) > 12) || hours > 23 || minutes > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
