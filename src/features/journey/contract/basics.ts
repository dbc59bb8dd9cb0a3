/** What crosses the wire for the audit of the basics: eight items, each answered from data or by a person, run again and compared. */
import { z } from 'zod'

export const BASIC_IDS = [
  'knowledgeable',
  'courteous',
  'access',
  'in_time',
  'self_service',
  'payment',
  'content',
  'findability',
] as const
export const BasicId = z.enum(BASIC_IDS)
export type BasicId = z.infer<typeof BasicId>

export const BasicVerdict = z.enum(['yes', 'partly', 'no'])
export type BasicVerdict = z.infer<typeof BasicVerdict>

/** What the data says: so many of so many, with the 95 % interval of the share; a full count has no interval. */
export const BasicReading = z.object({
  /** "118 of 124 messages were answered within a day." */
  words: z.string(),
  good: z.number().int(),
  of: z.number().int(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** What else was seen, a sentence each. */
  more: z.array(z.string()),
})
export type BasicReading = z.infer<typeof BasicReading>

export const BasicAnswer = z.object({
  item: BasicId,
  name: z.string(),
  question: z.string(),
  /** How the data answers, or why it cannot. */
  how: z.string(),
  /** Whether the data alone may answer. */
  isByData: z.boolean(),
  hasEvidence: z.boolean(),
  reading: BasicReading.nullable(),
  /** Null: nobody looked, or too few to say. */
  verdict: BasicVerdict.nullable(),
  note: z.string(),
  /** Who answered; null where the data did or nobody. */
  by: z.string().nullable(),
  at: z.string(),
  before: z.object({ verdict: BasicVerdict.nullable(), reading: BasicReading.nullable() }).nullable(),
  /** Against the run before: by the shares where both have one, beyond chance; else by the verdicts. */
  change: z.enum(['better', 'worse', 'steady', 'too_few']).nullable(),
})
export type BasicAnswer = z.infer<typeof BasicAnswer>

const RunSummary = z.object({ id: z.string(), at: z.string(), by: z.string() })
export const BasicsRun = RunSummary.extend({
  days: z.number(),
  answers: z.array(BasicAnswer),
  before: RunSummary.nullable(),
})
export type BasicsRun = z.infer<typeof BasicsRun>

export const Basics = z.object({
  /** The newest first. */
  runs: z.array(RunSummary),
  run: BasicsRun.nullable(),
})
export type Basics = z.infer<typeof Basics>

export const AnswerBasic = z.strictObject({
  verdict: BasicVerdict.nullable(),
  note: z.string().trim().max(1_000),
})
export type AnswerBasic = z.infer<typeof AnswerBasic>

export const BasicPiece = z.object({
  momentId: z.string(),
  customer: z.string(),
  at: z.string(),
  channel: z.string().nullable(),
  words: z.string(),
  marks: z.array(z.object({ start: z.number(), end: z.number() })),
})
export type BasicPiece = z.infer<typeof BasicPiece>
