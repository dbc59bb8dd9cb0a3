/** Promises in words: names of touchpoints, why one is at risk, how each came to stand as it does, a first draft. Pure. */
import type { Calendar } from '#kit/calendar.ts'
import { clockOf, WEEKDAYS, zoneLabelOf, type Weekday } from '#kit/time.ts'
import type { StandingPromise } from '../contract.ts'
import { dayWords, instantWords, lateWords } from './due.ts'
import { standingOf, type CustomerPromise } from './promise.ts'

const TOUCHPOINTS: Readonly<Record<string, string>> = {
  contact_form: 'Contact form',
  refund: 'Refund',
  dispatch_date: 'Dispatch date',
  delivery_date: 'Delivery date',
  check_back: 'Check-back',
  email_reply: 'E-mail reply',
  chat_reply: 'Chat',
  phone_reply: 'Phone call-back',
  sms_reply: 'Text message',
  social_reply: 'Social media',
  reply: 'Reply',
}

/** What a touchpoint is called on screen; a standing promise's own label first. */
export function touchpointLabel(touchpoint: string, standing: readonly StandingPromise[]): string {
  const own = standing.find((one) => one.touchpoint === touchpoint)?.label
  const plain = touchpoint.replaceAll('_', ' ')
  return own ?? TOUCHPOINTS[touchpoint] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
}

/** Who is on the team, and until when somebody of it is away. */
export type Roster = {
  readonly members: ReadonlyMap<string, { readonly name: string; readonly awayUntil: Date | null }>
  readonly now: Date
  readonly zone: string
}

/** Whether its owner is on the team and here. */
export function isOwnerHere(
  { ownerId }: Pick<CustomerPromise, 'ownerId'>,
  { members, now }: Roster,
): boolean {
  const owner = ownerId === null ? undefined : members.get(ownerId)
  return owner !== undefined && (owner.awayUntil === null || owner.awayUntil <= now)
}

/** Why it is at risk, in a few words. An owner who is not among the members has left. */
export function riskWordsOf(promise: CustomerPromise, roster: Roster): string {
  const { delayWords, ownerId, snoozedUntil } = promise
  if (delayWords !== null) return delayWords
  if (ownerId === null) return 'nobody owns it'
  const owner = roster.members.get(ownerId)
  if (!owner) return 'its owner has left'
  if (owner.awayUntil !== null && !isOwnerHere(promise, roster))
    return `${owner.name} is away until ${dayWords(owner.awayUntil, roster.zone)}`
  return snoozedUntil === null ? 'little time left' : 'snooze is over'
}

/** How a promise came to stand as it does, in one sentence. */
export function explain(promise: CustomerPromise, now: Date, calendar: Calendar): string {
  const { dueAt, keptAt, dueWords, keptWords } = promise
  const by = dueAt === null ? '' : ` by ${instantWords(dueAt, calendar.zone)}`
  switch (standingOf(promise, now)) {
    case 'pending':
      return 'It waits for the customer; the clock starts with her answer.'
    case 'withdrawn':
      return 'It was taken back.'
    case 'kept':
      return `${keptWords ?? 'It was kept'}${dueAt === null ? '' : `, in time: promised${by}`}.`
    case 'broken':
      if (dueAt === null) return 'It was not kept.'
      return keptAt === null
        ? `Promised${by}, and not kept since: ${lateWords(dueAt, now, calendar)} late.`
        : `${keptWords ?? 'It was kept'} ${lateWords(dueAt, keptAt, calendar)} after the promised time. Late is broken.`
    case 'at_risk':
      return `Promised${by}, and time is running out.`
    case 'open':
      return `Counted as: ${dueWords}.`
  }
}

/** A first draft of what to write: before it breaks, tell them first; after, own it. */
export function draftOf(promise: CustomerPromise, first: string, now: Date, calendar: Calendar): string {
  const { dueAt, wording, isQuoted } = promise
  if (promise.origin === 'carrier') return parcelDraft(promise, first, now)
  const when = dueAt === null ? '' : ` by ${dayWords(dueAt, calendar.zone)} ${clockOf(dueAt, calendar.zone)}`
  const what = isQuoted ? `I told you: “${wording}”` : `We promised you: ${wording.replace(/[.!]+$/, '')}`
  switch (standingOf(promise, now)) {
    case 'broken':
      return `Hi ${first}, we owe you an apology. ${what}${when === '' || isQuoted ? '' : ','}${when}. We didn’t keep it, and that is on us. Here is where it stands now, and what I’ll do next: `
    case 'at_risk':
      return `Hi ${first}, before you have to ask. ${what}${when === '' || isQuoted ? '' : ','}${when}. It may take longer than that. What I know so far: `
    default:
      return `Hi ${first}, as promised: `
  }
}

/** Of a parcel the day stands in the promise itself. */
function parcelDraft(promise: CustomerPromise, first: string, now: Date): string {
  const { wording, orderNo, delayWords, madeBy } = promise
  const parcel = orderNo === null ? 'your parcel' : `your order #${orderNo.replace(/^#/, '')}`
  const day = wording.replace(/^Delivery /, '')
  const carrier = madeBy ?? 'The carrier'
  const news =
    delayWords === null ? 'has not told us why' : `tells us: ${delayWords.replace(/^carrier says /, '')}`
  switch (standingOf(promise, now)) {
    case 'broken':
      return `Hi ${first}, ${parcel} should have been with you ${day}, and it wasn’t. I’m sorry. ${carrier} ${news}. What I’m doing now: `
    case 'at_risk':
      return `Hi ${first}, before you have to ask: ${parcel} was to be with you ${day}, and it may take longer. ${carrier} ${news}. I’m keeping an eye on it.`
    default:
      return `Hi ${first}, ${parcel} is due with you ${day}. `
  }
}

/** "Mon to Fri 09:00 to 17:00 ET", or day by day where they differ. */
export function hoursWords(calendar: Calendar, now: Date): string {
  const zone = zoneLabelOf(calendar.zone, now)
  const open = WEEKDAYS.filter((day) => calendar.week[day]?.length)
  const windows = (day: Weekday) =>
    (calendar.week[day] ?? []).map(([from, to]) => `${from} to ${to}`).join(' and ')
  const same = new Set(open.map(windows))
  if (same.size === 1 && open.join() === 'mon,tue,wed,thu,fri')
    return `Business hours ${[...same][0] ?? ''} ${zone}`
  const runs: { days: Weekday[]; hours: string }[] = []
  for (const day of open) {
    const last = runs.at(-1)
    const isNext = last && WEEKDAYS.indexOf(last.days.at(-1) ?? day) === WEEKDAYS.indexOf(day) - 1
    if (last && isNext && last.hours === windows(day)) last.days.push(day)
    else runs.push({ days: [day], hours: windows(day) })
  }
  const named = runs.map(({ days, hours }) => {
    const [first, last] = [capital(days[0] ?? ''), capital(days.at(-1) ?? '')]
    return `${first === last ? first : `${first} to ${last}`} ${hours}`
  })
  return `Business hours ${named.join(', ')} ${zone}`
}

const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** Her first name as one would write it; "there" where only an address is known. */
export function firstNameOf(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? ''
  return first === '' || first.includes('@') || /^customer$/i.test(first) ? 'there' : first
}
