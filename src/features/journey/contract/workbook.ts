/** What crosses the wire for the workbook: six exercises, their questions, the answers of several people; shared by server and web. */
import { z } from 'zod'
import { Idea, Phase } from '../contract.ts'

export const EXERCISE_IDS = ['purpose', 'people', 'walk', 'feel', 'choose', 'act'] as const
export const ExerciseId = z.enum(EXERCISE_IDS)
export type ExerciseId = z.infer<typeof ExerciseId>

/** text: words; feeling: −2 to +2; date: a day; member: who of the team; idea: words that become an idea of the touchpoint. */
export const QUESTION_KINDS = ['text', 'feeling', 'date', 'member', 'idea'] as const
export const WorkbookQuestion = z.object({
  id: z.string(),
  words: z.string(),
  /** Shown in the empty field. */
  help: z.string(),
  kind: z.enum(QUESTION_KINDS),
  /** Taken out; what was answered to it stays readable. */
  isRemoved: z.boolean(),
})
export type WorkbookQuestion = z.infer<typeof WorkbookQuestion>

export const Exercise = z.object({
  id: ExerciseId,
  phase: Phase,
  /** As it stands in the list of six. */
  name: z.string(),
  title: z.string(),
  task: z.string(),
  /** Whether it is asked once, or of every touchpoint. */
  of: z.enum(['workbook', 'touchpoint']),
  questions: z.array(WorkbookQuestion),
  /** A supervisor changed its questions. */
  isChanged: z.boolean(),
})
export type Exercise = z.infer<typeof Exercise>

export const ChangeExercise = z.strictObject({
  title: z.string().trim().min(1).max(90),
  task: z.string().trim().max(400),
  /** In their order. Without an id it is a new one; what is left out is taken out. */
  questions: z
    .array(
      z.strictObject({
        id: z.string().max(60).nullable(),
        words: z.string().trim().min(1).max(160),
        help: z.string().trim().max(160),
      }),
    )
    .min(1)
    .max(12),
})
export type ChangeExercise = z.infer<typeof ChangeExercise>

/** "purpose.goal" or "walk.does@dispatch". */
export const FieldKey = z
  .string()
  .max(140)
  .regex(/^[a-z]+\.[a-z0-9_-]+(@[a-z0-9_-]+)?$/)

export const LONGEST_ANSWER = 2_000

export const WorkbookField = z.object({
  key: z.string(),
  text: z.string(),
  version: z.number().int(),
  at: z.string(),
  byId: z.string(),
  by: z.string(),
  /** How many earlier texts are kept. */
  past: z.number().int(),
  ideaId: z.string().nullable(),
})
export type WorkbookField = z.infer<typeof WorkbookField>

export const PastText = z.object({
  version: z.number().int(),
  text: z.string(),
  at: z.string(),
  by: z.string(),
})
export type PastText = z.infer<typeof PastText>

/** `base` is the version the writer saw when she wrote; 0 where she saw none. */
export const WriteField = z.strictObject({
  text: z.string().max(LONGEST_ANSWER),
  base: z.number().int().min(0),
})
export type WriteField = z.infer<typeof WriteField>

export const WrittenField = z.object({
  field: WorkbookField,
  /** Somebody else wrote between what the writer saw and now; her words are kept. */
  over: PastText.nullable(),
})
export type WrittenField = z.infer<typeof WrittenField>

/** Who has the workbook open, and the field she is in. */
export const WorkbookPresence = z.object({
  memberId: z.string(),
  name: z.string(),
  initials: z.string(),
  key: z.string().nullable(),
})
export type WorkbookPresence = z.infer<typeof WorkbookPresence>

export const WorkbookSummary = z.object({
  id: z.string(),
  /** The journey it walks. */
  route: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
})
export type WorkbookSummary = z.infer<typeof WorkbookSummary>

export const Workbook = WorkbookSummary.extend({
  routeName: z.string(),
  exercises: z.array(Exercise),
  done: z.array(z.object({ exercise: ExerciseId, at: z.string(), by: z.string() })),
  fields: z.array(WorkbookField),
  present: z.array(WorkbookPresence),
  /** Ideas of all touchpoints that were not dropped. */
  ideas: z.array(Idea),
})
export type Workbook = z.infer<typeof Workbook>
