/** What crosses the wire for the journey: touchpoints, the map, ideas for the two questions, evidence; shared by server, web and CLI. */
import { z } from 'zod'
import { Channel, ENTRY_KINDS } from '#features/timeline/contract.ts'
import { TouchpointNote } from './contract/notes.ts'

export * from './contract/fixes.ts'
export * from './contract/notes.ts'

/** Before, during, after: where on the map a touchpoint stands. */
export const PHASES = ['before', 'during', 'after'] as const
export const Phase = z.enum(PHASES)
export type Phase = z.infer<typeof Phase>

/** The stages of the path to purchase (S3). */
export const STAGES = [
  'find',
  'learn',
  'decide',
  'pay',
  'receive',
  'use',
  'ask',
  'complain',
  'advocate',
] as const
export const Stage = z.enum(STAGES)
export type Stage = z.infer<typeof Stage>

/** What a touchpoint can leave behind (S4.8): three that help, three that harm. */
export const EFFECTS = ['rapport', 'trust', 'memorable', 'disappointment', 'distrust', 'reputation'] as const
export const Effect = z.enum(EFFECTS)
export type Effect = z.infer<typeof Effect>

/** All parts that are given must hold. */
export const Clause = z.strictObject({
  kinds: z.array(z.enum(ENTRY_KINDS)).min(1).max(20),
  channels: z.array(Channel).max(15).optional(),
  device: z.enum(['mobile', 'tablet', 'desktop']).optional(),
  statuses: z.array(z.string().min(1).max(40)).max(10).optional(),
  /** Kinds of moment of which one was noticed in it. */
  noticed: z.array(z.string().min(1).max(60)).max(30).optional(),
  /** Only after the person's first order, or only before it. */
  order: z.enum(['after', 'before']).optional(),
})
export type Clause = z.infer<typeof Clause>

/** When an entry happens at a touchpoint (any clause), and which words of customers speak of it. */
export const Rule = z.strictObject({
  happens: z.array(Clause).max(12),
  spokenOf: z.array(z.string().trim().min(2).max(60)).max(60),
})
export type Rule = z.infer<typeof Rule>

export const TouchpointFields = z.strictObject({
  name: z.string().trim().min(1).max(40),
  icon: z.string().max(40),
  phase: Phase,
  stage: Stage,
  channel: z.string().trim().max(40).nullable(),
  ownerId: z.string().max(60).nullable(),
  rule: Rule,
  /** The touchpoint of the promises whose kept rate is shown here. */
  promise: z.string().max(60).nullable(),
  effects: z.array(Effect).max(6),
  /** S3.12: why a customer should choose this brand, answered here. */
  why: z.string().trim().max(500),
  reviewEveryWeeks: z.number().int().min(1).max(104),
  /** Order on the map; the first touchpoint an entry fits takes it. */
  place: z.number(),
  isHidden: z.boolean(),
})
export type TouchpointFields = z.infer<typeof TouchpointFields>

export const Touchpoint = TouchpointFields.extend({
  id: z.string(),
  /** The rule in words. */
  sentence: z.string(),
  /** One of those the product brings, as it came. */
  isStarter: z.boolean(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
})
export type Touchpoint = z.infer<typeof Touchpoint>

/** What a rule would have caught: `isWhole` false where only a part of the time was read. */
export const RuleTrial = z.object({
  days: z.number(),
  looked: z.number(),
  met: z.number(),
  spoken: z.number(),
  /** Entries that fit but are taken by a touchpoint that stands before. */
  takenBy: z.array(z.object({ id: z.string(), name: z.string(), entries: z.number() })),
  /** Entries this rule would take from a touchpoint that stands behind. */
  takesFrom: z.array(z.object({ id: z.string(), name: z.string(), entries: z.number() })),
  isWhole: z.boolean(),
  sentence: z.string(),
})
export type RuleTrial = z.infer<typeof RuleTrial>

export const PERSON_STANDINGS = ['prospect', 'first', 'regular'] as const
export const PersonStanding = z.enum(PERSON_STANDINGS)
export type PersonStanding = z.infer<typeof PersonStanding>

/** Whose journey is shown: all, or who stands so and buys of this category. */
export const RouteFields = z.strictObject({
  name: z.string().trim().min(1).max(60),
  standing: PersonStanding.nullable(),
  category: z.string().trim().max(60).nullable(),
})
export type RouteFields = z.infer<typeof RouteFields>
export const JourneyRoute = RouteFields.extend({ id: z.string(), isStarter: z.boolean() })
export type JourneyRoute = z.infer<typeof JourneyRoute>

/** A category somebody bought of, as it is counted: in lower case. */
export const BoughtCategory = z.object({ category: z.string(), happened: z.number() })
export type BoughtCategory = z.infer<typeof BoughtCategory>

const Interval = z.object({ low: z.number(), high: z.number() })

export const Counts = z.object({
  /** Entries that happened here. */
  met: z.number(),
  /** Pieces that say how it felt. */
  good: z.number(),
  even: z.number(),
  bad: z.number(),
  chases: z.number(),
  complaints: z.number(),
  /** Pieces that rub: bad, a chase or a complaint, each once. */
  rubs: z.number(),
  /** Messages that were answered, and those answered after more than a day. */
  answered: z.number(),
  slow: z.number(),
})
export type Counts = z.infer<typeof Counts>

export const HealthPart = z.object({
  part: z.enum(['feeling', 'ease', 'wait', 'promise']),
  /** 0 to 100. */
  value: z.number(),
  /** How it comes about: "28 of 41 felt good, 6 in between". */
  words: z.string(),
  pieces: z.number(),
})
export type HealthPart = z.infer<typeof HealthPart>

export const MapColumn = z.object({
  touchpoint: z.string(),
  name: z.string(),
  icon: z.string(),
  phase: Phase,
  counts: Counts,
  before: Counts,
  /** −1 let down to +1 delighted; null without a piece. */
  feeling: Interval.extend({ mean: z.number(), pieces: z.number() }).nullable(),
  /** Plain mean of its parts; null where no part has enough behind it. */
  health: z.number().nullable(),
  healthBefore: z.number().nullable(),
  parts: z.array(HealthPart),
  /** From 1; null where nothing rubs or too little is known. */
  rank: z.number().nullable(),
  promise: Interval.extend({ kept: z.number(), settled: z.number(), rate: z.number() }).nullable(),
  easier: z.number(),
  memorable: z.number(),
  /** The piece that says it best, in the customer's words. */
  quote: z.string().nullable(),
})
export type MapColumn = z.infer<typeof MapColumn>

export const Friction = z.object({
  rank: z.number().nullable(),
  touchpoint: z.string(),
  name: z.string(),
  phase: Phase,
  /** Pieces that rub, a week. */
  perWeek: z.number(),
  interval: Interval,
  rubs: z.number(),
  before: z.number(),
  trend: z.enum(['rising', 'falling', 'steady', 'too_few', 'nothing_before']),
  /** Rubs of each of the last weeks, the oldest first. */
  weeks: z.array(z.number()),
  quote: z
    .object({ words: z.string(), marks: z.array(z.object({ start: z.number(), end: z.number() })) })
    .nullable(),
})
export type Friction = z.infer<typeof Friction>

/** One call fills the map. */
export const JourneyMap = z.object({
  route: z.string(),
  from: z.string(),
  to: z.string(),
  days: z.number(),
  pieces: z.number(),
  /** Entries that happen at no touchpoint, of all that were counted. */
  unplaced: z.number(),
  columns: z.array(MapColumn),
  friction: z.array(Friction),
  /** Customers whose counting is on its way. */
  waiting: z.number(),
})
export type JourneyMap = z.infer<typeof JourneyMap>

/** The shortest and the longest time a journey is shown of. */
export const ASKED_DAYS = { min: 7, max: 730 } as const

export const AskJourney = z.object({
  route: z.string().max(60).optional(),
  days: z.coerce.number().int().min(ASKED_DAYS.min).max(ASKED_DAYS.max).default(30),
  /** The last day, 'YYYY-MM-DD'; today where it is left out. */
  to: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
})
export type AskJourney = z.infer<typeof AskJourney>

export const IDEA_STANDINGS = ['idea', 'testing', 'doing', 'done', 'dropped'] as const
export const IdeaStanding = z.enum(IDEA_STANDINGS)
export type IdeaStanding = z.infer<typeof IdeaStanding>
export const Question = z.enum(['easier', 'memorable'])
export type Question = z.infer<typeof Question>

export const Idea = z.object({
  id: z.string(),
  touchpoint: z.string(),
  question: Question,
  words: z.string(),
  standing: IdeaStanding,
  standingAt: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  by: z.string(),
  at: z.string(),
  votes: z.number(),
  isVotedByMe: z.boolean(),
})
export type Idea = z.infer<typeof Idea>
export const NewIdea = z.strictObject({ question: Question, words: z.string().trim().min(3).max(500) })
export type NewIdea = z.infer<typeof NewIdea>
export const ChangeIdea = z.strictObject({
  words: z.string().trim().min(3).max(500).optional(),
  standing: IdeaStanding.optional(),
  ownerId: z.string().max(60).nullable().optional(),
})
export type ChangeIdea = z.infer<typeof ChangeIdea>

export const Piece = z.object({
  entryId: z.string(),
  customerId: z.string(),
  customer: z.string(),
  momentId: z.string().nullable(),
  at: z.string(),
  channel: z.string().nullable(),
  kind: z.string(),
  feeling: z.number(),
  isRub: z.boolean(),
  /** Empty where there are none, and where they are delicate: those are read in their conversation only. */
  words: z.string(),
  isDelicate: z.boolean(),
  marks: z.array(z.object({ start: z.number(), end: z.number() })),
})
export type Piece = z.infer<typeof Piece>

/** Of the days and the journey that the map is asked for: its numbers and these pieces are the same. */
export const ListEvidence = AskJourney.extend({
  feeling: z.enum(['good', 'even', 'bad', 'rub']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(400).optional(),
})
export type ListEvidence = z.infer<typeof ListEvidence>

/** What stands under the map for the chosen column. */
export const TouchpointPage = z.object({
  touchpoint: Touchpoint,
  ideas: z.array(Idea),
  /** What colleagues saw there, the newest first. */
  notes: z.array(TouchpointNote),
  best: z.array(Piece),
  /** "First-time buyers meet it 2.1 times as often as regulars." Null where too little is known. */
  whoMeetsIt: z.string().nullable(),
  /** Busiest weekdays in words, null where none stands out. */
  busiest: z.string().nullable(),
  comesFrom: z.array(z.object({ touchpoint: z.string(), name: z.string(), times: z.number() })),
  goesTo: z.array(z.object({ touchpoint: z.string(), name: z.string(), times: z.number() })),
  /** Entries here after which the person was met nowhere else for 30 days, of those that are that old. */
  dropOff: z.object({ ended: z.number(), of: z.number() }).nullable(),
})
export type TouchpointPage = z.infer<typeof TouchpointPage>
