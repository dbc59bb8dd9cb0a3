/** What crosses the wire about the optional language model: where it is, and what came of trying it. What it proposes is plays’. */
import { z } from 'zod'

export const ModelSetting = z.object({
  isOn: z.boolean(),
  /** Whether it may be asked for the paragraph of Voices too: then sentences of customers are told. */
  mayWriteParagraph: z.boolean(),
  /** "https://models.example.com/v1"; null where none is set up. */
  address: z.string().nullable(),
  model: z.string().nullable(),
  hasKey: z.boolean(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type ModelSetting = z.infer<typeof ModelSetting>

export const SetUpModel = z.strictObject({
  isOn: z.boolean(),
  /** Left out, off for a new address, else as it was. */
  mayWriteParagraph: z.boolean().optional(),
  /** The base of an OpenAI-compatible API, the part before `/chat/completions`. */
  address: z.url({ protocol: /^https?$/ }).max(300),
  model: z.string().min(1).max(120),
  /** Left out, the one that is kept stays; servers of one's own often need none. */
  key: z.string().min(1).max(500).optional(),
})
export type SetUpModel = z.infer<typeof SetUpModel>

/** What came of trying it on a made-up fact. */
export const ModelTest = z.object({ isFine: z.boolean(), words: z.string(), line: z.string().nullable() })
export type ModelTest = z.infer<typeof ModelTest>
