/** What crosses the wire for the one thing to fix: what is proposed, what is under way, and what earlier ones did. */
import { z } from 'zod'

export const FIX_STANDINGS = ['started', 'finished', 'dropped'] as const
export const FixStanding = z.enum(FIX_STANDINGS)
export type FixStanding = z.infer<typeof FixStanding>

/** The part of the friction that is hoped to go: a quarter, half, three quarters, all of it. */
export const HOPED_SHARES = [0.25, 0.5, 0.75, 1] as const

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const Owner = z.object({ id: z.string(), name: z.string() }).nullable()

/** Pieces that rub, a week, that would be gone if the hoped share of them goes. */
export const ExpectedEffect = z.object({
  share: z.number(),
  perWeek: z.number(),
  low: z.number(),
  high: z.number(),
})
export type ExpectedEffect = z.infer<typeof ExpectedEffect>

/** One side of the comparison: pieces that rub in so many happenings, or comments of a theme in so many of all. */
export const FixSide = z.object({
  from: z.string(),
  to: z.string(),
  rubs: z.number(),
  happened: z.number(),
  /** Pieces that rub per hundred happenings, with the 95 % interval; null without a happening. */
  per100: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type FixSide = z.infer<typeof FixSide>

export const FIX_VERDICTS = ['less', 'more', 'no_difference', 'too_early', 'not_measured'] as const
export const FixEffect = z.object({
  verdict: z.enum(FIX_VERDICTS),
  /** Days on either side, whole weeks. */
  days: z.number(),
  /** Happenings of the touchpoint itself; of all touchpoints where it happens only because something rubs; all comments where it is about a theme. */
  basis: z.enum(['here', 'everywhere', 'comments']),
  before: FixSide.nullable(),
  after: FixSide.nullable(),
  /** −0.12 for twelve per cent fewer a happening; `high` null where it has no upper end. */
  change: z.object({ ratio: z.number(), low: z.number(), high: z.number().nullable() }).nullable(),
  /** What it says, and why it says no more. */
  words: z.string(),
})
export type FixEffect = z.infer<typeof FixEffect>

export const Fix = z.object({
  id: z.string(),
  /** Null for a theme that belongs to none. */
  touchpoint: z.string().nullable(),
  /** What the touchpoint is called; the theme where there is none. */
  name: z.string(),
  /** What is said, where that is the reason. */
  theme: z.object({ id: z.string(), name: z.string() }).nullable(),
  words: z.string(),
  ideaId: z.string().nullable(),
  owner: Owner,
  by: z.string(),
  at: z.string(),
  standing: FixStanding,
  startsOn: z.string(),
  endedOn: z.string().nullable(),
  expected: ExpectedEffect.nullable(),
  effect: FixEffect,
})
export type Fix = z.infer<typeof Fix>

export const FixProposal = z.object({
  touchpoint: z.string(),
  name: z.string(),
  rank: z.number(),
  rubs: z.number(),
  days: z.number(),
  perWeek: z.number(),
  low: z.number(),
  high: z.number(),
  trend: z.enum(['rising', 'falling', 'steady', 'too_few', 'nothing_before']),
  quote: z
    .object({ words: z.string(), marks: z.array(z.object({ start: z.number(), end: z.number() })) })
    .nullable(),
  /** The idea that answers it best; null where one has to be written. */
  idea: z.object({ id: z.string(), words: z.string(), votes: z.number(), owner: Owner }).nullable(),
  expected: z.array(ExpectedEffect),
})
export type FixProposal = z.infer<typeof FixProposal>

export const FixBoard = z.object({
  running: Fix.nullable(),
  /** Most friction first; empty where nothing rubs enough to say. */
  proposed: z.array(FixProposal),
  /** Finished and dropped ones, the newest first. */
  earlier: z.array(Fix),
})
export type FixBoard = z.infer<typeof FixBoard>

/** What may be hoped of a theme, from its comments of the days before today. */
export const ThemeProposal = z.object({
  theme: z.object({ id: z.string(), name: z.string() }),
  comments: z.number(),
  of: z.number(),
  days: z.number(),
  expected: z.array(ExpectedEffect),
})
export type ThemeProposal = z.infer<typeof ThemeProposal>

export const StartFix = z.strictObject({
  /** Null only for a theme that belongs to no touchpoint. */
  touchpoint: z.string().max(60).nullable(),
  /** A theme of Voices as the reason: then its share of all comments is what is measured. */
  theme: z.string().max(60).nullable().default(null),
  /** The one under way whose place it takes, and what becomes of that. */
  replaces: z
    .strictObject({ id: z.string().max(60), standing: z.enum(['finished', 'dropped']) })
    .nullable()
    .default(null),
  /** An idea of this touchpoint, or words of its own. */
  ideaId: z.string().max(60).nullable(),
  words: z.string().trim().min(3).max(500),
  ownerId: z.string().max(60).nullable(),
  startsOn: Day,
  hopedShare: z.number().min(0.05).max(1).default(0.5),
})
export type StartFix = z.infer<typeof StartFix>
/** As it is sent. */
export type FixToStart = z.input<typeof StartFix>

export const ChangeFix = z.strictObject({
  standing: FixStanding.optional(),
  ownerId: z.string().max(60).nullable().optional(),
  words: z.string().trim().min(3).max(500).optional(),
})
export type ChangeFix = z.infer<typeof ChangeFix>

/** A touchpoint with much traffic at which nobody looked for longer than it should be. */
export const Overlooked = z.object({
  touchpoint: z.string(),
  name: z.string(),
  happened: z.number(),
  /** Whole weeks since somebody looked; null where nobody ever did. */
  weeks: z.number().nullable(),
  everyWeeks: z.number(),
})
export type Overlooked = z.infer<typeof Overlooked>
