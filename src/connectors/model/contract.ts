/** What crosses the wire about the optional language model: its address, and one proposed line with what it rests on. */
import { z } from 'zod'

export const ModelSetting = z.object({
  isOn: z.boolean(),
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

export const LineProposal = z.object({
  line: z.string(),
  /** What it rests on: the fact as it is shown, and the very words of it that were used. */
  cites: z.array(z.object({ fact: z.string(), quote: z.string() })),
  /** Always shown beside it: "Proposed by MODEL. Check it; nothing is sent by itself." */
  label: z.string(),
})
export type LineProposal = z.infer<typeof LineProposal>
