/** What crosses the wire for imports of files and of the sample brand; shared by server, web and CLI. */
import { z } from 'zod'

export const IMPORT_SHAPES = ['messages', 'orders', 'reviews', 'surveys', 'posts', 'events'] as const
export const ImportShape = z.enum(IMPORT_SHAPES)
export type ImportShape = z.infer<typeof ImportShape>

/** Whose rows may come from nobody in particular. */
export const OF_ANYBODY: ReadonlySet<ImportShape> = new Set(['reviews', 'surveys', 'posts'])

/** How a day and a month stand in a date of three numbers. */
export const DateOrder = z.enum(['day-first', 'month-first'])
export type DateOrder = z.infer<typeof DateOrder>

/** A column of the file and what it was taken for: a field of ours ("at", "email", "text", "order", …) or null. */
export const ColumnGuess = z.object({
  column: z.string(),
  field: z.string().nullable(),
  samples: z.array(z.string()),
})

export const ImportState = z.enum(['preview', 'running', 'finished', 'failed', 'cancelled'])

export const ImportStatus = z.object({
  id: z.string(),
  kind: z.enum(['file', 'sample']),
  name: z.string(),
  state: ImportState,
  as: ImportShape.nullable(),
  /** What the bytes turned out to be: "CSV, semicolons, UTF-16". */
  format: z.string(),
  columns: z.array(ColumnGuess),
  /** The fields a column can be taken for, with a label for people. */
  fields: z.array(z.object({ field: z.string(), label: z.string(), needed: z.boolean() })),
  preview: z.array(z.record(z.string(), z.string())),
  /** How the column of times would be read; null once it runs, and for records of systems we know. */
  dates: z
    .object({
      /** "read" as the values tell; "assumed" where they don't; "unreadable"; "none" where no column is taken for it. */
      standing: z.enum(['read', 'assumed', 'unreadable', 'none']),
      /** "dates as day/month/year" */
      words: z.string(),
      /** Set where a person may say otherwise. */
      order: DateOrder.nullable(),
    })
    .nullable(),
  /** Part done, 0 to 1, by bytes. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
  read: z.number(),
  stored: z.number(),
  known: z.number(),
  setAside: z.number(),
  /** The commonest reasons for setting a line aside, in words, with counts. */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  /** Persons it tells of: who goes by an address and a number counts once. */
  customers: z.number(),
  /** Noticed since it began, in whatever state now. */
  momentsSoFar: z.number(),
  /** Of these, still to be acted on. */
  momentsOpen: z.number(),
  /** Entries stored and not yet read for moments, about; 0 once all are. */
  entriesToRead: z.number(),
  /** Up to five moments noticed since it began. */
  worthALook: z.array(
    z.object({
      momentId: z.string(),
      kind: z.string(),
      icon: z.string(),
      valence: z.enum(['opportunity', 'threat']),
      name: z.string(),
      channel: z.string().nullable(),
      words: z.string(),
      marks: z.array(z.object({ start: z.number(), end: z.number() })),
    }),
  ),
  problem: z.string().nullable(),
  /** What a person is told of her last request: that nothing was done, say. */
  notice: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type ImportStatus = z.infer<typeof ImportStatus>

export const StartImport = z.strictObject({
  as: ImportShape,
  map: z.record(z.string().max(200), z.string().max(60)),
  /** Where the values do not tell it. */
  dates: DateOrder.optional(),
})
export type StartImport = z.infer<typeof StartImport>
