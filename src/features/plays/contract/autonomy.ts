/** What crosses the wire about the money agents may give without asking: the policy, its use, the ledger, the asks. */
import { z } from 'zod'

/**
 * Everything an agent can do about a moment. Words: line, anecdote, ask, education, tell_first. Among ourselves: note.
 * A promise: check_back. Money in the shop: credit, discount. A task somebody owns: gift, handwritten_note, parcel,
 * refund_request, exchange_request, gesture (off-policy, with reasoning and estimate), step (one of several, of a play).
 */
export const ACT_KINDS = [
  'line',
  'anecdote',
  'ask',
  'education',
  'tell_first',
  'note',
  'check_back',
  'credit',
  'discount',
  'gift',
  'handwritten_note',
  'parcel',
  'refund_request',
  'exchange_request',
  'gesture',
  'step',
] as const
export const ActKind = z.enum(ACT_KINDS)
export type ActKind = z.infer<typeof ActKind>

/** Who decides: herself, any colleague ("ask a peer"), a supervisor or owner ("ask Alice"). Never oneself where it says ask. */
export const Decider = z.enum(['own', 'peer', 'lead'])
export type Decider = z.infer<typeof Decider>

export const MoneyAmount = z.object({ amountMinor: z.number().int(), currency: z.string().length(3) })

/** Integer minor units of the workspace's currency. */
const Minor = z.number().int().min(0).max(1_000_000_000)

/** What a policy says; the three amounts are one sentence on screen. */
export const PolicyFields = z.strictObject({
  /** For one agent in a calendar month of the workspace's zone. */
  agentMonthMinor: Minor,
  /** For one customer, by all agents together, in the calendar period below. */
  customerMinor: Minor,
  customerPeriod: z.enum(['month', 'quarter', 'year']),
  /** For one act. */
  actMinor: Minor,
  /** Who decides inside the limits, by kind of act. */
  deciders: z.record(ActKind, Decider),
  /** Who decides beyond them. */
  aboveLimits: z.enum(['peer', 'lead']),
  /** Warn before the same customer is given money again within so many days. */
  warnAgainDays: z.number().int().min(0).max(366),
  /** Conversations about an order from this total on are written from scratch, by a person; null for none. */
  bigOrderMinor: Minor.nullable(),
  /** Whether everyone sees what colleagues have given; leaders always do. */
  showsEveryone: z.boolean(),
})
export type PolicyFields = z.infer<typeof PolicyFields>

export const AutonomyAnswer = PolicyFields.extend({
  /** ISO 4217, of the workspace. */
  currency: z.string(),
  /** "Each agent may spend up to $250 a month, at most $40 for one customer and $25 for one act, without asking anybody." */
  sentence: z.string(),
  /** The matrix in words, one row for each kind that can be decided about. */
  matrix: z.array(
    z.object({
      kind: ActKind,
      label: z.string(),
      detail: z.string(),
      decider: Decider,
      /** Words of one's own: nobody can be asked to ask. */
      isFixed: z.boolean(),
    }),
  ),
  /** Null while nobody has changed what every workspace begins with. */
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type AutonomyAnswer = z.infer<typeof AutonomyAnswer>

/** Saving is by field: what is left out stays as it is; a decider alone changes its own row of the matrix only. */
export const ChangeAutonomy = PolicyFields.omit({ deciders: true })
  .partial()
  .extend({ deciders: z.partialRecord(ActKind, Decider).optional() })
export type ChangeAutonomy = z.infer<typeof ChangeAutonomy>

/** What limits would have meant for the acts of the last 90 days, in the order they were given. */
export const ReplayAnswer = z.object({
  days: z.number(),
  acts: z.number(),
  covered: z.number(),
  /** The dearest of those that would have needed a word; null where none would. */
  dearest: MoneyAmount.nullable(),
  /** "These limits would have covered 312 of 318 acts. Six would have needed a word, the dearest $94." */
  sentence: z.string(),
})
export type ReplayAnswer = z.infer<typeof ReplayAnswer>

/** What was given in a calendar month. Members in the order of their names, never by amount. */
export const UseAnswer = z.object({
  /** 'YYYY-MM' */
  month: z.string(),
  currency: z.string(),
  limitMinor: z.number(),
  /** Those the asker may see: everyone's for leaders or where the policy shows them, else her own. */
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      initials: z.string(),
      usedMinor: z.number(),
      acts: z.number(),
      isYou: z.boolean(),
    }),
  ),
  team: z.object({ usedMinor: z.number(), acts: z.number(), customers: z.number(), members: z.number() }),
  byKind: z.array(z.object({ kind: ActKind, label: z.string(), acts: z.number(), usedMinor: z.number() })),
})
export type UseAnswer = z.infer<typeof UseAnswer>

const ShareOf = z.object({
  /** Customers of the segment who had a moment in the period. */
  customers: z.number(),
  /** Of them, those who got a small act; and those who got something that cost money. */
  touched: z.number(),
  given: z.number(),
  /** Ratio 0 to 1 of touched to customers, with its Wilson 95 % interval; null without customers. */
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

/** Who gets small acts (S0.3): the share of customers touched, by segment, over the last 90 days. */
export const FairnessAnswer = z.object({
  days: z.number(),
  all: ShareOf,
  groups: z.array(
    z.object({
      by: z.enum(['orders', 'channel', 'moment']),
      label: z.string(),
      segments: z.array(ShareOf.extend({ segment: z.string(), label: z.string() })),
    }),
  ),
  /** True where the workspace has more customers than were looked at. */
  isPartial: z.boolean(),
})
export type FairnessAnswer = z.infer<typeof FairnessAnswer>

/** What acts cost beside what those customers bought in the 90 days after. No cause is claimed: they may have bought anyway. */
export const LaterAnswer = z.object({
  /** Days after an act in which orders are counted; acts younger than that are left out. */
  windowDays: z.number(),
  currency: z.string(),
  rows: z.array(
    z.object({
      kind: ActKind,
      label: z.string(),
      acts: z.number(),
      customers: z.number(),
      costMinor: z.number(),
      /** Of these customers, how many ordered again, and for how much in all. */
      boughtAgain: z.number(),
      boughtMinor: z.number(),
    }),
  ),
  /** Customers whose window is not over yet. */
  waiting: z.number(),
  sentence: z.string(),
})
export type LaterAnswer = z.infer<typeof LaterAnswer>

/** One row of the ledger. Rows are never changed; what is taken back is a row of its own with a negative amount. */
export const GrantRow = z.object({
  id: z.string(),
  at: z.string(),
  agent: z.object({ id: z.string(), name: z.string() }),
  customer: z.object({ id: z.string(), name: z.string() }),
  momentId: z.string().nullable(),
  actId: z.string().nullable(),
  kind: ActKind,
  label: z.string(),
  amountMinor: z.number(),
  currency: z.string(),
  /** Inside her own limits, or by a colleague's yes. */
  within: z.enum(['policy', 'approval']),
  approvedBy: z.string().nullable(),
  /** The row this one takes back; the row that took this one back. */
  reverses: z.string().nullable(),
  reversedBy: z.string().nullable(),
  /** Why, in the agent's words; null once they were removed with the customer. */
  reason: z.string().nullable(),
})
export type GrantRow = z.infer<typeof GrantRow>

export const ListGrants = z.object({
  agent: z.string().max(60).optional(),
  customer: z.string().max(60).optional(),
  /** 'YYYY-MM', in the workspace's zone. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type ListGrants = z.infer<typeof ListGrants>

/** Why something is taken back. */
export const ReverseGrant = z.strictObject({ because: z.string().min(1).max(300) })

/** A word asked of a colleague, for what the policy does not leave to the agent alone. */
export const AskColleague = z.strictObject({
  /** Makes sending twice one ask; a UUID. */
  key: z.string().min(8).max(100),
  momentId: z.string().max(60),
  kind: ActKind,
  amountMinor: Minor.positive().optional(),
  /** Why it is right for this customer; how the amount was estimated. */
  reasoning: z.string().min(1).max(2_000),
})
export type AskColleague = z.infer<typeof AskColleague>

export const Ask = z.object({
  id: z.string(),
  momentId: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  kind: ActKind,
  label: z.string(),
  money: MoneyAmount.nullable(),
  reasoning: z.string(),
  needs: z.enum(['peer', 'lead']),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
  /** By when an answer is promised: an hour for a peer, two for a lead. */
  answerBy: z.string(),
  answer: z
    .object({ isYes: z.boolean(), by: z.string(), at: z.string(), words: z.string().nullable() })
    .nullable(),
  /** Whether a yes has been used; it serves once. */
  isUsed: z.boolean(),
  /** Whether the one who looks may answer it: never her own. */
  mayAnswer: z.boolean(),
})
export type Ask = z.infer<typeof Ask>

export const AnswerAsk = z.strictObject({ isYes: z.boolean(), words: z.string().max(1_000).optional() })
export type AnswerAsk = z.infer<typeof AnswerAsk>
export const ListAsks = z.object({
  of: z.enum(['open', 'mine', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListAsks = z.infer<typeof ListAsks>
