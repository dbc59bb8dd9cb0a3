/** What crosses the wire about the book of plays: when one fits, as a closed language; what it offers; what it would have meant. */
import { z } from 'zod'
import { ActKind, MoneyAmount } from './autonomy.ts'

const Count = z.number().int().min(0).max(1_000_000)
const Minor = z.number().int().min(0).max(1_000_000_000)
/** 'MM-DD' */
const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** One thing that must hold. The list is closed: every clause can be said in words and tried on the past. */
export const Clause = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('kind'), anyOf: z.array(z.string().max(60)).min(1).max(40) }),
  z.strictObject({ field: z.literal('valence'), is: z.enum(['opportunity', 'threat']) }),
  z.strictObject({ field: z.literal('channel'), anyOf: z.array(z.string().max(40)).min(1).max(20) }),
  z.strictObject({ field: z.literal('orders'), atLeast: Count.optional(), atMost: Count.optional() }),
  z.strictObject({ field: z.literal('returns'), atLeast: Count.optional(), atMost: Count.optional() }),
  z.strictObject({
    field: z.literal('spent'),
    atLeastMinor: Minor.optional(),
    atMostMinor: Minor.optional(),
  }),
  z.strictObject({
    field: z.literal('order_total'),
    atLeastMinor: Minor.optional(),
    atMostMinor: Minor.optional(),
  }),
  z.strictObject({ field: z.literal('customer_days'), atLeast: Count.optional(), atMost: Count.optional() }),
  z.strictObject({ field: z.literal('is_gift'), is: z.boolean() }),
  z.strictObject({ field: z.literal('product'), contains: z.string().min(1).max(120) }),
  z.strictObject({ field: z.literal('days_since_given'), atLeast: Count }),
  z.strictObject({ field: z.literal('contacts'), inDays: Count.max(365), atLeast: Count }),
  z.strictObject({ field: z.literal('resolved_well'), is: z.boolean() }),
  z.strictObject({ field: z.literal('season'), from: DayOfYear, to: DayOfYear }),
])
export type Clause = z.infer<typeof Clause>

export const PlayCondition = z.strictObject({
  all: z.array(Clause).min(1).max(20),
  /** None of these may hold. */
  none: z.array(Clause).max(20).default([]),
})
export type PlayCondition = z.infer<typeof PlayCondition>

export const PlayAct = z.strictObject({
  kind: ActKind,
  title: z.string().min(1).max(200),
  /** A template with variables, as in macros: what enters the reply, stands on the card, or describes the task. */
  words: z.string().max(2_000).nullable().default(null),
  amountMinor: Minor.positive().nullable().default(null),
  /** For a check-back: "in 2 business days". */
  when: z.string().min(1).max(120).nullable().default(null),
})
export type PlayAct = z.infer<typeof PlayAct>

export const PlayFields = z.strictObject({
  name: z.string().min(1).max(120),
  when: PlayCondition,
  acts: z.array(PlayAct).min(1).max(6),
  /** Who is offered it. */
  who: z.enum(['everyone', 'leads']).default('everyone'),
  /** What it hopes to change: "Comes back for a second order". */
  hope: z.string().min(1).max(300),
})
export type PlayFields = z.infer<typeof PlayFields>

export const Play = PlayFields.extend({
  id: z.string(),
  pack: z.enum(['starter', 'holiday', 'own']),
  isOn: z.boolean(),
  /** "When it is a first order or a gift, and nothing was given in the last 30 days." */
  sentence: z.string(),
  /** What it costs if every act of it is taken; null where none costs. */
  cost: MoneyAmount.nullable(),
  /** Changed from how the product brings it, and can be put back. */
  isChanged: z.boolean(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type Play = z.infer<typeof Play>

export const SwitchPlay = z.strictObject({ isOn: z.boolean() })
/** Plays of a pack at once: the holidays begin, the holidays are over. */
export const SwitchPack = z.strictObject({ pack: z.enum(['starter', 'holiday']), isOn: z.boolean() })

/** What a play would have meant over the last 90 days. */
export const TryPlay = z.strictObject({ when: PlayCondition, acts: z.array(PlayAct).min(1).max(6) })
export const TrialAnswer = z.object({
  days: z.number(),
  /** Moments looked at, and whether there were more than could be. */
  moments: z.number(),
  isPartial: z.boolean(),
  offered: z.number(),
  customers: z.number(),
  /** Offers that the basics would have held back: a question open, a hard time. */
  heldBack: z.number(),
  /** If every offer had been taken, within what one customer may get. */
  most: MoneyAmount.nullable(),
  /** "Would have been offered 214 times, at most $310." */
  sentence: z.string(),
  examples: z.array(
    z.object({
      momentId: z.string(),
      name: z.string(),
      label: z.string(),
      words: z.string(),
      at: z.string(),
    }),
  ),
})
export type TrialAnswer = z.infer<typeof TrialAnswer>
