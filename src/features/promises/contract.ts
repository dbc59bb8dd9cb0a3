/** What crosses the wire for promises: the ledger, its axis, kept rates, standing promises, calendars; shared by server, web and CLI. */
import { z } from 'zod'

export const Standing = z.enum(['pending', 'open', 'at_risk', 'kept', 'broken', 'withdrawn'])
export type Standing = z.infer<typeof Standing>

/** What keeps a promise by itself; "word" is kept only when somebody says so. */
export const KeptBy = z.enum(['reply', 'delivery', 'dispatch', 'refund', 'word'])
export type KeptBy = z.infer<typeof KeptBy>

export const Origin = z.enum(['made', 'found', 'standing', 'carrier', 'inherited'])
export type Origin = z.infer<typeof Origin>

export const Span = z.strictObject({
  amount: z.number().int().positive().max(10_000),
  unit: z.enum(['minute', 'hour', 'business_minute', 'business_hour', 'business_day', 'day']),
})

export const PromiseStory = z.object({
  at: z.string(),
  /** made, clock, at_risk, told, snoozed, kept, broken, made_good, withdrawn, moved, armed, customer_wrote */
  what: z.string(),
  title: z.string(),
  words: z.string(),
  quote: z.string().nullable(),
  by: z.string().nullable(),
})

export const PromiseRow = z.object({
  id: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  /** The promised words, exactly as said where they were said; ours where an agent made it by key. */
  wording: z.string(),
  isQuoted: z.boolean(),
  /** Two or three words for a list: "Reply about #10482". */
  about: z.string(),
  touchpoint: z.string(),
  origin: Origin,
  keptBy: KeptBy,
  standing: Standing,
  madeAt: z.string(),
  /** Null while nothing tells when. */
  dueAt: z.string().nullable(),
  /** "2 business days after Fri 15:12 ET: Tue 17:00" */
  dueWords: z.string(),
  /** The workspace's default was taken because the words named no time. */
  isAssumed: z.boolean(),
  /** What the customer was told, where the due time moved afterwards. */
  toldDueAt: z.string().nullable(),
  /** Found in what we wrote, and nobody has said yet whether it was meant. */
  isOffered: z.boolean(),
  /** Part of the promised business time gone by, 0 to 1 and over. */
  used: z.number(),
  /** Why it is at risk, in two or three words: "carrier says Wed", "nobody owns it". */
  risk: z.string().nullable(),
  /** Set where several customers wait for the same reason: this row stands for all of them. */
  delay: z.object({ key: z.string(), count: z.number() }).nullable(),
  /** When she was told first that it will be late. */
  toldFirstAt: z.string().nullable(),
  owner: z.object({ id: z.string(), name: z.string(), initials: z.string() }).nullable(),
  followUpAt: z.string().nullable(),
  snoozeReason: z.string().nullable(),
  keptAt: z.string().nullable(),
  brokenAt: z.string().nullable(),
  madeGoodAt: z.string().nullable(),
  momentId: z.string().nullable(),
  conversationId: z.string().nullable(),
})
export type PromiseRow = z.infer<typeof PromiseRow>

export const PromiseDetail = z.object({ row: PromiseRow, story: z.array(PromiseStory), draft: z.string() })
export type PromiseDetail = z.infer<typeof PromiseDetail>

export const ListPromises = z.object({
  of: z.enum(['mine', 'team']).default('team'),
  group: z.enum(['due_today', 'at_risk', 'broken', 'coming', 'pending', 'kept_today', 'all']).default('all'),
  touchpoint: z.string().max(60).optional(),
  customer: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(400).optional(),
})
export type ListPromises = z.infer<typeof ListPromises>

const Rate = z.object({
  kept: z.number(),
  settled: z.number(),
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

/** One call fills screen 02. */
export const PromiseBoard = z.object({
  counts: z.object({
    dueToday: z.number(),
    atRisk: z.number(),
    broken: z.number(),
    keptToday: z.number(),
    pending: z.number(),
  }),
  /** The last 30 days; Wilson 95 %. */
  rate: Rate,
  byTouchpoint: z.array(Rate.extend({ touchpoint: z.string(), label: z.string() })),
  goal: z.number(),
  groups: z.array(
    z.object({
      group: z.enum(['due_today', 'at_risk', 'broken', 'coming']),
      label: z.string(),
      count: z.number(),
      items: z.array(PromiseRow),
    }),
  ),
  /** Closed stretches of the axis, for the hatching, with a name where it is a holiday. */
  axis: z.object({
    from: z.string(),
    to: z.string(),
    zone: z.string(),
    closed: z.array(z.object({ from: z.string(), to: z.string(), name: z.string().nullable() })),
  }),
  hours: z.string(),
})
export type PromiseBoard = z.infer<typeof PromiseBoard>

/** P: `when` as the agent types it ("tue 3pm", "in 2 business days", "before the weekend"). */
export const MakePromise = z.strictObject({
  customerId: z.string(),
  momentId: z.string().optional(),
  wording: z.string().min(1).max(500),
  when: z.string().min(1).max(120),
  keptBy: KeptBy.default('word'),
  touchpoint: z.string().max(60).default('check_back'),
})
export const ReadWhen = z.object({ when: z.string().min(1).max(120) })
/** What a typed time means, before it is promised; `due` null where it can't be read. */
export const WhenAnswer = z.object({ due: z.string().nullable(), words: z.string() })

export const SettlePromise = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('kept'), words: z.string().max(500).optional() }),
  z.strictObject({ outcome: z.literal('withdrawn'), words: z.string().max(500).optional() }),
  z.strictObject({ outcome: z.literal('made_good'), words: z.string().max(2_000) }),
])
export type SettlePromise = z.infer<typeof SettlePromise>
export const SnoozePromise = z.strictObject({ until: z.coerce.date(), reason: z.string().min(1).max(500) })
/** Correct what was found in a text: its time, what keeps it, or that it was none. */
export const ChangePromise = z.strictObject({
  when: z.string().max(120).optional(),
  keptBy: KeptBy.optional(),
  ownerId: z.string().nullable().optional(),
})

/** A promise the brand makes by itself at a touchpoint: opened by every entry it fits. */
export const StandingPromise = z.strictObject({
  id: z.string(),
  touchpoint: z.string().max(60),
  label: z.string().max(80),
  wording: z.string().max(300),
  /** What opens it. */
  opens: z.strictObject({
    kind: z.string().max(40),
    channel: z.string().max(40).nullable(),
    status: z.string().max(40).nullable(),
  }),
  span: Span,
  keptBy: KeptBy,
  isOn: z.boolean(),
})
export type StandingPromise = z.infer<typeof StandingPromise>

export const CalendarSetting = z.strictObject({
  zone: z.string().max(60),
  week: z.partialRecord(
    z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    z.array(z.tuple([z.string(), z.string()])).max(8),
  ),
  holidays: z
    .array(
      z.strictObject({
        on: z.string().max(12),
        name: z.string().max(80).optional(),
        windows: z
          .array(z.tuple([z.string(), z.string()]))
          .max(8)
          .optional(),
      }),
    )
    .max(500),
  /** Hours that replace those of the week on single days: an evening shift, a Saturday in December. */
  shifts: z
    .record(z.string().max(12), z.array(z.tuple([z.string(), z.string()])).max(8))
    .refine((days) => Object.keys(days).length <= 500, 'at most 500 days')
    .optional(),
  /** Closed times of single days: a staff meeting, a fire drill. */
  breaks: z
    .record(z.string().max(12), z.array(z.tuple([z.string(), z.string()])).max(8))
    .refine((days) => Object.keys(days).length <= 500, 'at most 500 days')
    .optional(),
  /** What a promise without a time is taken to mean; left as it is where it is not sent. */
  undated: Span.optional(),
})
export type CalendarSetting = z.infer<typeof CalendarSetting>

/** A changed calendar, and which open promises it moved; of more than 200 only the number is told. */
export const CalendarAnswer = z.object({
  calendar: CalendarSetting,
  movedCount: z.number(),
  moved: z.array(z.object({ id: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
})
export type CalendarAnswer = z.infer<typeof CalendarAnswer>

/** Public holidays to add; `region` is the part after the dash in ISO 3166-2. */
export const AddHolidays = z.strictObject({
  country: z.string().length(2),
  region: z.string().max(10).optional(),
  years: z.array(z.number().int().min(1990).max(2100)).min(1).max(20).optional(),
  /** The same as one of `years`. */
  year: z.number().int().min(1990).max(2100).optional(),
})
export const AddIcal = z.strictObject({ text: z.string().min(1).max(400_000) })

/** A list of promises that were made before this product was here, as CSV; `isTrial` shows what would be brought in. */
export const InheritPromises = z.strictObject({
  text: z.string().min(1).max(400_000),
  /** What to call where it comes from; the same name again finds the same promises again. */
  source: z.string().min(1).max(80).default('list'),
  isTrial: z.boolean().default(true),
})
export type InheritPromises = z.infer<typeof InheritPromises>

export const InheritedAnswer = z.object({
  read: z.number(),
  /** Promises opened, or that would be. */
  opened: z.number(),
  /** Brought in before. */
  known: z.number(),
  setAside: z.number(),
  /** Which column was taken for what. */
  columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
  /** The first promises as they would stand. */
  promises: z.array(
    z.object({
      line: z.number(),
      customer: z.string(),
      wording: z.string(),
      madeAt: z.string(),
      dueAt: z.string().nullable(),
      standing: Standing,
      isKnown: z.boolean(),
    }),
  ),
  /** The first lines that can't be brought in, and why. */
  aside: z.array(z.object({ line: z.number(), reason: z.string(), text: z.string() })),
})
export type InheritedAnswer = z.infer<typeof InheritedAnswer>

/** The words that tell a customer first, before she asks; they go to the timeline and into the promise's story. */
export const TellFirst = z.strictObject({
  words: z.string().min(1).max(2_000),
  /** Whether the agent copied them to send them elsewhere, or only wrote down that it was said. */
  via: z.enum(['copied', 'logged']).default('copied'),
})
export type TellFirst = z.infer<typeof TellFirst>

/** Customers who wait for the same reason, at least three. */
export const Delay = z.object({
  key: z.string(),
  /** "UPS: no carrier scan" */
  title: z.string(),
  words: z.string(),
  count: z.number(),
  dueAt: z.string().nullable(),
  names: z.array(z.string()),
})
export type Delay = z.infer<typeof Delay>

/** One delay with a first draft for each customer, the soonest due first. */
export const DelayDetail = z.object({
  delay: Delay,
  items: z.array(z.object({ row: PromiseRow, draft: z.string() })),
  /** How many of those who waited for this reason were told already. */
  told: z.number(),
})
export type DelayDetail = z.infer<typeof DelayDetail>

/** What a standing promise would have meant, had it been declared before: nothing is written. */
export const StandingTrial = z.object({
  /** How it would be counted for somebody who comes now: "2 business days after Fri 10:42 ET: Tue 17:00". */
  dueWords: z.string(),
  /** "Business hours 09:00 to 17:00 ET" */
  hours: z.string(),
  days: z.number(),
  opened: z.number(),
  kept: z.number(),
  broken: z.number(),
  open: z.number(),
  /** Wilson 95 % of those that are over; null where none is. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** False where there was more history than is read in one go: then the newest part was. */
  isWhole: z.boolean(),
})
export type StandingTrial = z.infer<typeof StandingTrial>
