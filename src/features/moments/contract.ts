/** What crosses the wire for moments: the queue, one moment, what can be done about it, facts; shared by server, web and CLI. */
import { z } from 'zod'
import { Channel, CustomerDetail, TimelineEntry } from '#features/timeline/contract.ts'

export const Valence = z.enum(['opportunity', 'threat'])
export type Valence = z.infer<typeof Valence>

/** Why something is not a moment (X): it teaches the rule. */
export const DISMISSAL_REASONS = ['wrong_person', 'wrong_meaning', 'not_worth_it'] as const
export type DismissalReason = (typeof DISMISSAL_REASONS)[number]

export const MomentState = z.enum(['open', 'snoozed', 'done', 'dismissed', 'expired', 'folded'])
export type MomentState = z.infer<typeof MomentState>

/** One reason why a moment was noticed. With words of a message: `quote` is exactly `text.slice(start, end)` of its entry. */
export const Sign = z.object({
  kind: z.string(),
  /** What the kind is called on screen: "Chasing an order". */
  label: z.string(),
  valence: Valence,
  /** The reason in words: "Asks where an order is," … the bold lead and the rest. */
  lead: z.string(),
  rest: z.string(),
  quote: z.string().nullable(),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  /** The rule or model that saw it. */
  by: z.string(),
  score: z.number(),
})
export type Sign = z.infer<typeof Sign>

export const Expiry = z.object({
  at: z.string(),
  /** Which of the reasons is the earliest: "wedding on Sat 29 Nov". */
  because: z.string(),
  /** Part of its life still left, 0 to 1, at the time of the answer. */
  left: z.number(),
})

/** A row of the queue. */
export const MomentRow = z.object({
  id: z.string(),
  kind: z.string(),
  label: z.string(),
  valence: Valence,
  icon: z.string(),
  /** Further signs in one or two words each: ["wedding"]. */
  also: z.array(z.string()),
  customer: z.object({ id: z.string(), name: z.string() }),
  /** Set where it stands for several customers who wait for the same reason (`/api/v1/promises/delay`). */
  delay: z.object({ key: z.string(), count: z.number() }).optional(),
  channel: z.string().nullable(),
  /** The clause around the leading quote, with the places of the marks in it (UTF-16 offsets into `words`). */
  words: z.string(),
  marks: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  at: z.string(),
  expiry: Expiry,
  state: MomentState,
  snoozedUntil: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string(), initials: z.string() }).nullable(),
})
export type MomentRow = z.infer<typeof MomentRow>

/** A small act that suits the moment. Acts that send or spend come with plays; these are done by the agent herself. */
export const OfferedAct = z.object({
  id: z.string(),
  kind: z.enum(['line', 'note', 'ask']),
  icon: z.string(),
  title: z.string(),
  /** The words that enter the draft when it is added; null for a note. */
  words: z.string().nullable(),
  why: z.string(),
})
export type OfferedAct = z.infer<typeof OfferedAct>

export const DoneAct = z.object({
  id: z.string(),
  kind: z.enum(['line', 'note']),
  text: z.string(),
  via: z.enum(['copied', 'logged']).nullable(),
  by: z.string(),
  at: z.string(),
})
export type DoneAct = z.infer<typeof DoneAct>

export const Fact = z.object({
  id: z.string(),
  kind: z.string(),
  icon: z.string(),
  /** "Sister's wedding, Sat 29 Nov" */
  value: z.string(),
  quote: z.string().nullable(),
  /** "Said today, in this e-mail" */
  source: z.string(),
  entryId: z.string().nullable(),
  at: z.string(),
  standing: z.enum(['guess', 'confirmed', 'forgotten']),
  /** Remembered with her consent alone. */
  sensitivity: z.enum(['pregnancy', 'grief', 'health', 'faith', 'money', 'politics', 'union', 'origin', 'sexuality']).nullable(), // prettier-ignore
  isNew: z.boolean(),
  expiresAt: z.string().nullable(),
})
export type Fact = z.infer<typeof Fact>

/** A finding that is not sure enough for the queue: "maybe: a trip", in the words of one entry. */
export const Hint = z.object({
  entryId: z.string(),
  customerId: z.string(),
  /** When the entry was written. */
  at: z.string(),
  kind: z.string(),
  label: z.string(),
  /** One or two words: "trip". */
  short: z.string(),
  quote: z.string(),
  /** UTF-16 offsets into the entry's text. */
  start: z.number().int(),
  end: z.number().int(),
  by: z.string(),
  score: z.number(),
})
export type Hint = z.infer<typeof Hint>

/** A person's word on a hint; null takes it back. */
export const JudgeHint = z.strictObject({
  entryId: z.string().max(60),
  customerId: z.string().max(60),
  at: z.iso.datetime({ offset: true }),
  kind: z.string().max(60),
  verdict: z.enum(['right', 'wrong']).nullable(),
  reason: z.enum(DISMISSAL_REASONS).optional(),
})
export type JudgeHint = z.infer<typeof JudgeHint>

export const MomentDetail = z.object({
  row: MomentRow,
  /** "Maren is chasing order #10482" */
  title: z.string(),
  signs: z.array(Sign),
  /** The entry it was noticed in; its text carries the signs' offsets. Null when it was noticed in what did not happen. */
  entry: TimelineEntry.nullable(),
  /** What stands before and after it in the same conversation, oldest first, without the entry itself. */
  earlier: z.array(TimelineEntry),
  later: z.array(TimelineEntry),
  /** What else may be in these words, not sure enough for the queue. */
  hints: z.array(Hint),
  acts: z.array(OfferedAct),
  done: z.array(DoneAct),
  /** A first draft from the kind's macro; additions are marked by the web. */
  draft: z.string(),
  settlement: z
    .object({
      outcome: z.enum(['done', 'dismissed']),
      reason: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
  /** Who handed it to the one who has it, when it was somebody else. */
  handover: z.object({ by: z.string(), note: z.string().nullable(), at: z.string() }).nullable(),
  snooze: z.object({ until: z.string(), reason: z.string().nullable(), by: z.string() }).nullable(),
  customer: CustomerDetail,
  facts: z.array(Fact),
  timeline: z.object({ items: z.array(TimelineEntry), next: z.string().nullable() }),
})
export type MomentDetail = z.infer<typeof MomentDetail>

export const ListQueue = z.object({
  of: z.enum(['mine', 'team']).default('team'),
  /** "for_me" leaves out kinds that are for supervisors, for everybody else; a kind or a search that is asked for is always all. */
  view: z.enum(['for_me', 'all']).default('for_me'),
  /** "past": what nobody acted on in time, the newest first. */
  when: z.enum(['open', 'past']).default('open'),
  valence: Valence.optional(),
  kind: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
  /** Only these, by their ids with commas between, as far as they belong into the list: what was just noticed. */
  ids: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(400).optional(),
})
export type ListQueue = z.infer<typeof ListQueue>

/** One call fills the screen: the list, its counts, and the first moment whole. */
export const QueueAnswer = z.object({
  items: z.array(MomentRow),
  next: z.string().nullable(),
  counts: z.object({
    mine: z.number(),
    team: z.number(),
    /** Open ones of kinds that are for supervisors, left out of `team`. */
    forLeaders: z.number(),
  }),
  /** How many lie in the past; asked only where nothing is open, else null. */
  past: z.number().nullable(),
  first: MomentDetail.nullable(),
  /** Done today by this member, for the empty face. */
  doneToday: z.number(),
})
export type QueueAnswer = z.infer<typeof QueueAnswer>

export const ListMoments = z.object({
  state: MomentState.optional(),
  valence: Valence.optional(),
  kind: z.string().max(60).optional(),
  customer: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type ListMoments = z.infer<typeof ListMoments>

export const SettleMoment = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done') }),
  z.strictObject({ outcome: z.literal('dismissed'), reason: z.enum(DISMISSAL_REASONS) }),
])
export type SettleMoment = z.infer<typeof SettleMoment>

export const SnoozeMoment = z.strictObject({ until: z.coerce.date(), reason: z.string().max(500).optional() })
export type SnoozeMoment = z.infer<typeof SnoozeMoment>

/** A note goes with it: "She asked for you". */
export const AssignMoment = z.strictObject({ memberId: z.string(), note: z.string().max(1_000).optional() })
export type AssignMoment = z.infer<typeof AssignMoment>
export const WriteLine = z.strictObject({
  text: z.string().min(1).max(10_000),
  via: z.enum(['copied', 'logged']),
})
export const WriteNote = z.strictObject({ text: z.string().min(1).max(10_000) })
/** What is delicate: shown in the conversation, remembered only with recorded consent. */
export const DelicateClass = z.enum(['pregnancy', 'grief', 'health', 'faith', 'money', 'politics', 'union', 'origin', 'sexuality']) // prettier-ignore
export type DelicateClass = z.infer<typeof DelicateClass>
export const RecordConsent = z.strictObject({
  about: DelicateClass,
  /** What it is remembered for, in words: "so that nobody offers wine". */
  purpose: z.string().trim().min(3).max(300),
})
export type RecordConsent = z.infer<typeof RecordConsent>
export const Consent = z.object({
  id: z.string(),
  about: DelicateClass,
  purpose: z.string(),
  at: z.string(),
  by: z.string(),
  revoked: z.object({ at: z.string(), by: z.string() }).nullable(),
})
export type Consent = z.infer<typeof Consent>
export const StandFact = z.strictObject({ standing: z.enum(['guess', 'confirmed', 'forgotten']) })
export const AddFact = z.strictObject({
  kind: z.string().max(60).default('said'),
  value: z.string().min(1).max(300),
  expiresOn: z.string().max(10).optional(),
})

/** One kind of moment, as the catalogue declares it. */
export const MomentKindInfo = z.object({
  kind: z.string(),
  label: z.string(),
  valence: Valence,
  icon: z.string(),
  /** Hours a moment of this kind stays worth acting on, from the entry's time. */
  livesHours: z.number(),
  seenBy: z.enum(['agent', 'team', 'supervisor']),
  acts: z.array(z.string()),
  delicate: z.boolean(),
})
export type MomentKindInfo = z.infer<typeof MomentKindInfo>

/** A written kind of the workspace's own: plain words and phrases, never patterns. A word may end in * for any ending. */
const Phrase = z.string().trim().min(2).max(80)
export const OwnKindDefinition = z.strictObject({
  name: z.string().trim().min(2).max(60),
  valence: Valence,
  /** Hours it stays worth acting on. */
  livesHours: z.number().int().min(1).max(720),
  /** One of these must be said; empty only where a condition stands. */
  any: z.array(Phrase).max(40),
  /** None of these may be said in the same message. */
  none: z.array(Phrase).max(40),
  saidBy: z.enum(['customer', 'agent', 'anyone']),
  channel: Channel.nullable(),
  conditions: z.strictObject({
    /** Minor units of the workspace's currency, of the order itself or the last one before. */
    orderAtLeast: z.number().int().positive().nullable(),
    isFirstOrder: z.boolean(),
    /** A word or phrase in the name of a product of that order. */
    product: Phrase.nullable(),
    /** Days since the order before (not this one), from and to; either may be open. */
    daysSinceOrder: z
      .strictObject({
        from: z.number().int().min(0).max(3650).nullable(),
        to: z.number().int().min(0).max(3650).nullable(),
      })
      .nullable(),
  }),
})
export type OwnKindDefinition = z.infer<typeof OwnKindDefinition>

export const OwnKind = z.object({
  id: z.string(),
  definition: OwnKindDefinition,
  isOn: z.boolean(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type OwnKind = z.infer<typeof OwnKind>
export const SaveOwnKind = z.strictObject({ definition: OwnKindDefinition, isOn: z.boolean() })

/** A look at what a kind would have caught, a stretch at a time; `cursor` null begins. */
export const TryOwnKind = z.strictObject({
  definition: OwnKindDefinition,
  cursor: z.string().max(400).nullable(),
})
/** What one stretch held; `next` null says that all of the last 90 days is read. */
export const TriedOwnKind = z.object({
  read: z.number(),
  count: z.number(),
  quotes: z.array(
    z.object({
      entryId: z.string(),
      customer: z.string(),
      at: z.string(),
      words: z.string(),
      marks: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
    }),
  ),
  next: z.string().nullable(),
})
export type TriedOwnKind = z.infer<typeof TriedOwnKind>

const Judged = z.object({
  accepted: z.number(),
  dismissed: z.number(),
  /** Dismissed share, 0 to 1, and its 95 % interval (Wilson); null where nothing was judged. */
  dismissedShare: z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
  reasons: z.object({ wrong_person: z.number(), wrong_meaning: z.number(), not_worth_it: z.number() }),
  /** Dismissed more than half the time, in enough cases. */
  isMostlyDismissed: z.boolean(),
})
export const NoticedKind = Judged.extend({
  kind: z.string(),
  label: z.string(),
  icon: z.string(),
  valence: Valence,
  delicate: z.boolean(),
  isOn: z.boolean(),
  /** Who switched it off, and when. */
  off: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** From which score a finding opens a moment; null for what is not read in words, 1 where it is only ever hinted at. */
  threshold: z
    .object({ from: z.number(), right: z.number().nullable(), found: z.number().nullable() })
    .nullable(),
  rules: z.array(
    Judged.extend({
      rule: z.string(),
      isOn: z.boolean(),
      off: z.object({ by: z.string(), at: z.string() }).nullable(),
    }),
  ),
})
export type NoticedKind = z.infer<typeof NoticedKind>

export const NoticingAnswer = z.object({
  kinds: z.array(NoticedKind),
  own: z.array(OwnKind),
  examples: z.number(),
  /** Days the shares look back. */
  days: z.number(),
})
export type NoticingAnswer = z.infer<typeof NoticingAnswer>
export const SwitchNoticing = z.strictObject({ isOn: z.boolean() })

export const SearchAnswer = z.object({
  customers: z.array(z.object({ id: z.string(), name: z.string(), detail: z.string() })),
  moments: z.array(
    z.object({ id: z.string(), name: z.string(), label: z.string(), words: z.string(), state: MomentState }),
  ),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>
