/** What reading a promise gives, and what it needs to know. */
import type { Calendar, Span } from '#kit/calendar.ts'

/** `dated`: a clock or a duration. `asap`: soon, shortly. `event`: once X. `none`: no time at all. */
export type PromiseClass = 'dated' | 'asap' | 'event' | 'none'
/** `conditional` waits for the customer ("DM us and we'll look"); `effort` binds nobody ("we'll do our best"). */
export type Standing = 'firm' | 'conditional' | 'effort'

/** One promise in a text: `text.slice(start, end) === quote`. */
export type FoundPromise = {
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly class: PromiseClass
  readonly standing: Standing
  /** Null where the text names no time, or no `at` was given to count from. */
  readonly due: Date | null
  /** The due time is the default of the workspace, not the writer's. */
  readonly assumed: boolean
  /** How the due time was counted, in words: `5 business days after Fri 15:12 ET: Fri 17:00`. Empty without one. */
  readonly wording: string
}

export type PromiseContext = {
  /** When the text was written. Without it nothing is due. */
  readonly at?: Date
  /** Zone of the writer when no calendar is given: an IANA name or `-05:00`. UTC unless given. */
  readonly zone?: string
  /** Business hours that durations and days are counted in; Monday to Friday nine to five unless given. */
  readonly calendar?: Calendar
  /** Due time of firm promises that name none. */
  readonly undated?: Span
  /** Leaves out what no rule finds; for those who train the rest. */
  readonly rulesOnly?: boolean
}

/** Where a promise may begin in a sentence: its subject, and what follows its modal. */
export type Head = {
  readonly start: number
  readonly who: 'company' | 'customer' | 'thing'
  readonly kind:
    | 'will'
    | 'under way'
    | 'plans'
    | 'should'
    | 'takes'
    | 'allow'
    | 'expect'
    | 'let me'
    | 'usually'
    | 'soon'
    | 'word'
    | 'day set'
    | 'when'
    | 'told'
  readonly after: string
}
