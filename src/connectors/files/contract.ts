/** What crosses the wire for imports of files and of the sample brand; shared by server, web and CLI. */
import { z } from 'zod'

export const IMPORT_SHAPES = ['messages', 'orders', 'reviews', 'surveys', 'events'] as const
export const ImportShape = z.enum(IMPORT_SHAPES)
export type ImportShape = z.infer<typeof ImportShape>

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
  /** Part done, 0 to 1, by bytes. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
  read: z.number(),
  stored: z.number(),
  known: z.number(),
  setAside: z.number(),
  /** The commonest reasons for setting a line aside, in words, with counts. */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  customers: z.number(),
  momentsSoFar: z.number(),
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
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type ImportStatus = z.infer<typeof ImportStatus>

export const StartImport = z.strictObject({
  as: ImportShape,
  map: z.record(z.string().max(200), z.string().max(60)),
})
export type StartImport = z.infer<typeof StartImport>
