/** What crosses the wire for the home: moments somebody keeps for herself, and what agents say got in their way. */
import { z } from 'zod'

/** A moment she keeps, with the words it was noticed in and a line of her own. */
export const KeptMoment = z.object({
  momentId: z.string(),
  customer: z.string(),
  customerId: z.string(),
  kind: z.string(),
  label: z.string(),
  icon: z.string(),
  valence: z.enum(['opportunity', 'threat']),
  at: z.string(),
  keptAt: z.string(),
  words: z.string(),
  marks: z.array(z.object({ start: z.number(), end: z.number() })),
  line: z.string().nullable(),
})
export type KeptMoment = z.infer<typeof KeptMoment>

export const KeepMoment = z.strictObject({ line: z.string().trim().max(300).nullable() })
export type KeepMoment = z.infer<typeof KeepMoment>

/** What gets in an agent's way, in the order of its keys; "nothing" only answers Friday's question. */
export const CAUSES = ['tool', 'rule', 'knowledge', 'waiting', 'parcel', 'load'] as const
export const Cause = z.enum(CAUSES)
export type Cause = z.infer<typeof Cause>
export const FRIDAY_CAUSES = [...CAUSES, 'nothing'] as const
export const FridayCause = z.enum(FRIDAY_CAUSES)
export type FridayCause = z.infer<typeof FridayCause>
export const CAUSE_WORDS: Readonly<Record<FridayCause, string>> = {
  tool: 'A tool',
  rule: 'A rule',
  knowledge: 'I could not find out',
  waiting: 'Waiting for somebody',
  parcel: 'The product or the parcel',
  load: 'Too much at once',
  nothing: 'Nothing',
}

const Line = z.string().trim().max(500).nullable()
const Place = z.string().max(60).nullable()
const Answer = z.object({ words: z.string(), by: z.string(), at: z.string() })

export const FrictionNote = z.object({
  id: z.string(),
  /** Null where it is of no touchpoint. */
  touchpoint: z.string().nullable(),
  name: z.string().nullable(),
  cause: Cause,
  line: z.string().nullable(),
  at: z.string(),
  /** What was done about it. */
  answer: Answer.nullable(),
})
export type FrictionNote = z.infer<typeof FrictionNote>

/** From a moment its touchpoint is found; else it may be named. */
export const NewFrictionNote = z.strictObject({
  cause: Cause,
  line: Line,
  touchpoint: Place,
  momentId: z.string().max(60).nullable(),
})
export type NewFrictionNote = z.infer<typeof NewFrictionNote>

/** Notes of one cause at one touchpoint that wait for an answer; never whose they are. */
export const Hindrance = z.object({
  touchpoint: z.string().nullable(),
  name: z.string().nullable(),
  cause: Cause,
  /** Null under five people. */
  people: z.number().nullable(),
  lines: z.array(z.string()),
})
export type Hindrance = z.infer<typeof Hindrance>

export const AnswerHindrance = z.strictObject({
  touchpoint: Place,
  cause: Cause,
  words: z.string().trim().min(3).max(500),
})
export type AnswerHindrance = z.infer<typeof AnswerHindrance>
export const ReturnAnswer = z.strictObject({ touchpoint: Place, cause: Cause, at: z.iso.datetime() })

export const AskAgentsSay = z.object({ touchpoint: z.string().min(1).max(60).optional() })
/** Words without names; each part is null under five people. */
export const AgentsSay = z.object({
  noted: z.object({ people: z.number(), lines: z.array(z.string()) }).nullable(),
  friday: z.object({ fridayOn: z.string(), answered: z.number(), lines: z.array(z.string()) }).nullable(),
})
export type AgentsSay = z.infer<typeof AgentsSay>

export const FridayQuestion = z.object({
  fridayOn: z.string(),
  /** It is Friday, and she has neither answered nor skipped it. */
  isAsked: z.boolean(),
})
export type FridayQuestion = z.infer<typeof FridayQuestion>

export const SayFriday = z.strictObject({ cause: FridayCause, line: Line })
export const FridaySaid = z.object({ id: z.string() })
/** The id is known to her browser alone, so only there can a line be added or the answer taken back. */
export const AddFridayLine = z.strictObject({ id: z.string().max(60), line: Line })
export const TakeFridayBack = z.strictObject({ id: z.string().max(60) })

/** What was said on the last Friday that may be shown: null where under five answered. */
export const FridaySummary = z.object({
  fridayOn: z.string(),
  team: z.number(),
  said: z
    .object({
      answered: z.number(),
      causes: z.array(z.object({ cause: FridayCause, count: z.number() })),
      lines: z.array(z.string()),
    })
    .nullable(),
})
export type FridaySummary = z.infer<typeof FridaySummary>

export const OneOutcome = z.object({ fridayOn: z.iso.date(), cause: Cause })
export const TellOutcome = z.strictObject({ words: z.string().trim().min(3).max(500) })
/** What became of the answers of one cause on one Friday. */
export const FridayOutcome = z.object({
  fridayOn: z.string(),
  cause: Cause,
  words: z.string(),
  by: z.string(),
  at: z.string(),
})
export type FridayOutcome = z.infer<typeof FridayOutcome>
