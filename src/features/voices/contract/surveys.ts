/** What crosses the wire about surveys: what is asked, when, of whom, and what came of it. */
import { z } from 'zod'

/** The measures with their scales as they are usually asked. */
export const MEASURES = ['csat', 'ces', 'nps'] as const
export const Measure = z.enum(MEASURES)
export type Measure = z.infer<typeof Measure>

export const SURVEY_LANGUAGES = ['en', 'de', 'fr', 'es'] as const
export const SurveyLanguage = z.enum(SURVEY_LANGUAGES)
export type SurveyLanguage = z.infer<typeof SurveyLanguage>

/** What a survey follows: a conversation that came to rest, a parcel delivered or come back, an order; or nothing by itself. */
export const TRIGGERS = ['resolved', 'delivered', 'returned', 'ordered', 'by_hand'] as const
export const SurveyTrigger = z.enum(TRIGGERS)
export type SurveyTrigger = z.infer<typeof SurveyTrigger>

/** The ten reflections of S4.26 to S4.35, by what they speak of; five good, five bad. */
export const REFLECTIONS = ['easy', 'warm', 'quick', 'better', 'again', 'confusing', 'slow', 'not_worth_it', 'had_to_chase', 'not_again'] as const // prettier-ignore
export const Reflection = z.enum(REFLECTIONS)
export type Reflection = z.infer<typeof Reflection>

export const SurveyQuestion = z.strictObject({
  /** "q1"; stays when the wording changes. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,19}$/),
  measure: Measure,
  /** Null asks in the measure's standard words, in the customer's language. */
  wording: z.string().trim().min(3).max(200).nullable(),
})
export type SurveyQuestion = z.infer<typeof SurveyQuestion>

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const SurveyDefinition = z.strictObject({
  name: z.string().trim().min(2).max(80),
  questions: z
    .array(SurveyQuestion)
    .min(1)
    .max(4)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'Each question once.'),
  /** Whether the page asks in words, too, and offers the ten reflections. */
  asksWhy: z.boolean(),
  offersReflections: z.boolean(),
  trigger: SurveyTrigger,
  delayHours: z.number().int().min(0).max(2_160),
  /** Nobody is written to between these times of her own day; null where the hour does not matter. */
  quiet: z.strictObject({ from: Clock, to: Clock }).nullable(),
  /** Days in which a person is asked once at most, whatever the survey. */
  capDays: z.number().int().min(1).max(365),
  /** Share of causes that are drawn, above 0 to 1. */
  sample: z.number().min(0.01).max(1),
  /** Days after which one reminder goes to who has not answered; null reminds nobody. */
  reminderDays: z.number().int().min(1).max(30).nullable(),
  /** For customers whose language is not known or not one of ours. */
  language: SurveyLanguage,
})
export type SurveyDefinition = z.infer<typeof SurveyDefinition>

/** A share, 0 to 1, with its 95 % interval (Wilson). */
const Share = z.object({ share: z.number(), low: z.number(), high: z.number() })

/** What a measure came to: CSAT the share of the two best, CES of 5 to 7, NPS promoters less detractors (−1 to 1). */
export const SurveyScore = z.object({
  measure: Measure,
  answers: z.number(),
  good: z.number(),
  middle: z.number(),
  bad: z.number(),
  /** Null where nobody answered. */
  score: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Mean on the measure's own scale, with its 95 % interval from five answers on. */
  mean: z.object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() }).nullable(),
})
export type SurveyScore = z.infer<typeof SurveyScore>

/** How many were asked and answered. `rate` null where we asked nobody ourselves: an import says nothing of those who kept silent. */
export const SurveyReturn = z.object({ sent: z.number(), answered: z.number(), rate: Share.nullable() })
export type SurveyReturn = z.infer<typeof SurveyReturn>

export const SURVEY_CUTS = ['survey', 'trigger', 'channel', 'month'] as const

export const AskResults = z.object({
  by: z.enum(SURVEY_CUTS).default('survey'),
  survey: z.string().max(60).optional(),
  days: z.coerce.number().int().min(1).max(3_650).default(90),
})
export type AskResults = z.infer<typeof AskResults>

export const SurveyResult = z.object({
  /** A survey's id, a trigger, a channel, or a month as "2025-11"; null for what has none: "asked elsewhere". */
  key: z.string().nullable(),
  label: z.string(),
  returns: SurveyReturn,
  scores: z.array(SurveyScore),
})
export type SurveyResult = z.infer<typeof SurveyResult>

export const ResultsAnswer = z.object({
  total: SurveyResult,
  items: z.array(SurveyResult),
  days: z.number(),
})
export type ResultsAnswer = z.infer<typeof ResultsAnswer>

export const Survey = z.object({
  id: z.string(),
  definition: SurveyDefinition,
  isOn: z.boolean(),
  onSince: z.string().nullable(),
  changedAt: z.string(),
  changedBy: z.string(),
  result: SurveyResult,
  /** Asked and not yet due, and why some were left out, the last 90 days. */
  waiting: z.number(),
  leftOut: z.array(z.object({ because: z.string(), count: z.number() })),
})
export type Survey = z.infer<typeof Survey>

export const SurveysAnswer = z.object({
  items: z.array(Survey),
  next: z.null(),
  /** What stands between a survey and the customer; null where mails go out and links can be opened from outside. */
  obstacle: z.enum(['no_mailbox', 'only_this_machine']).nullable(),
})
export type SurveysAnswer = z.infer<typeof SurveysAnswer>

export const SaveSurvey = z.strictObject({ definition: SurveyDefinition })
export const SwitchSurvey = z.strictObject({ isOn: z.boolean() })

/** What a survey would have done in the last days, had it been on; nothing is written or sent. */
export const SurveyTrial = z.object({
  days: z.number(),
  /** What happened that it follows. */
  causes: z.number(),
  /** Who would have been asked. */
  asked: z.number(),
  people: z.number(),
  leftOut: z.array(z.object({ because: z.string(), count: z.number() })),
  /** False where more happened than is read in one go: then the newest part was. */
  isWhole: z.boolean(),
})
export type SurveyTrial = z.infer<typeof SurveyTrial>

export const PreviewSurvey = z.strictObject({
  definition: SurveyDefinition,
  language: SurveyLanguage,
})
export type PreviewSurvey = z.infer<typeof PreviewSurvey>

/** A link for one customer, to be handed over by hand: shown once. */
export const InviteCustomer = z.strictObject({
  customerId: z.string().max(60),
  conversationId: z.string().max(60).nullable().default(null),
})
export const InvitedAnswer = z.object({ url: z.string(), expiresAt: z.string() })
