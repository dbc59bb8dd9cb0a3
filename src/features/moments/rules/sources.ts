/** Where a fact comes from, in words: "Said today, in this e-mail". Pure. */
import { dayOf } from '#kit/time.ts'

const PLACES: Readonly<Record<string, string>> = {
  email: 'e-mail',
  chat: 'chat',
  phone: 'call',
  sms: 'text message',
  form: 'form',
  social: 'post',
  community: 'community post',
  review: 'review',
  survey: 'survey answer',
  store: 'visit to a shop',
  post: 'letter',
}
const BY_KIND: Readonly<Record<string, string>> = {
  review: 'review',
  survey_answer: 'survey answer',
  post: 'post',
  form: 'form',
  order: 'order',
}

export type FactSource = {
  /** The kind of entry it was said in; null when a member wrote it. */
  readonly saidIn: string | null
  readonly channel: string | null
  readonly at: Date
  readonly standing: string
  /** The member who wrote or confirmed it. */
  readonly stoodByName: string | null
  /** It was said in the entry on screen. */
  readonly isHere: boolean
}

/** One short line; days are those of the zone. */
export function sourceOf(
  { saidIn, channel, at, standing, stoodByName, isHere }: FactSource,
  now: Date,
  zone: string,
): string {
  const when = whenInWords(at, now, zone)
  if (saidIn === null) return `Written by ${stoodByName ?? 'the team'}, ${when}`
  const place = BY_KIND[saidIn] ?? PLACES[channel ?? ''] ?? 'message'
  if (saidIn === 'order')
    return standing === 'guess' ? `A guess: an order, ${when}` : `From an order, ${when}`
  if (standing === 'guess') return `A guess: ${isHere ? `this ${place}` : place}, ${when}`
  return isHere ? `Said ${when}, in this ${place}` : `Said so, ${place}, ${when}`
}

function whenInWords(at: Date, now: Date, zone: string): string {
  const day = dayOf(at, zone)
  if (day === dayOf(now, zone)) return 'today'
  const words = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(day.slice(0, 4) === dayOf(now, zone).slice(0, 4) ? {} : { year: 'numeric' }),
  })
  return words.format(new Date(`${day}T00:00:00Z`)).replace('Sept', 'Sep')
}
