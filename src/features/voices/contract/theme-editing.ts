/** What crosses the wire when a theme is written, changed, split, merged or tried. */
import { z } from 'zod'
import { ThemeDefinition, VoiceRow } from './themes.ts'

export const EXAMPLES_LIMIT = 50
const VoiceIds = z.array(z.uuid()).max(EXAMPLES_LIMIT)
/** A theme that is new. `examples` are comments that belong to it whatever its phrases say. */
export const NewTheme = ThemeDefinition.extend({ examples: VoiceIds.default([]) })
export type NewTheme = z.infer<typeof NewTheme>

export const ChangeTheme = z
  .object({
    definition: ThemeDefinition,
    name: ThemeDefinition.shape.name,
    isPinned: z.boolean(),
    isHidden: z.boolean(),
    mergedInto: z.string().max(60).nullable(),
    /** When it had been changed last where this change begins, null for never; refused where that is no longer so. */
    since: z.string().nullable(),
  })
  .partial()
export type ChangeTheme = z.infer<typeof ChangeTheme>
export const ThemeChanged = z.object({ changedAt: z.string() })

/** A theme goes into another one, whose id it leads to from then on. */
export const MergeTheme = z.object({ into: z.string().max(60), name: ThemeDefinition.shape.name })
export type MergeTheme = z.infer<typeof MergeTheme>

/** Phrases tried on the last 90 days, a stretch at a time; `id` where they are to be those of a theme that is there. */
export const TryTheme = ThemeDefinition.pick({ any: true, none: true }).extend({
  id: z.string().max(60).nullable(),
  cursor: z.string().max(300).nullable(),
})
export type TryTheme = z.infer<typeof TryTheme>

/** What one phrase finds: `example` is a piece of a comment. `as` where signs of it are not looked for. */
export const TriedPhrase = z.object({
  count: z.number(),
  example: z
    .object({
      voiceId: z.string(),
      words: z.string(),
      mark: z.object({ start: z.number(), end: z.number() }),
    })
    .nullable(),
  as: z.string().nullable(),
})
export type TriedPhrase = z.infer<typeof TriedPhrase>

export const TriedTheme = z.object({
  /** Comments of this stretch, and how many of them would belong to it. */
  read: z.number(),
  count: z.number(),
  /** Of those, how many belong to it today, and where the others are: they stay there too unless they leave it. */
  stay: z.number(),
  come: z.array(z.object({ id: z.string(), name: z.string(), count: z.number(), leave: z.boolean() })),
  /** Comments that belong to it today and would no longer; `bare` of them would then be of no theme. */
  go: z.number(),
  bare: z.number(),
  /** In the order of the phrases. */
  any: z.array(TriedPhrase),
  none: z.array(TriedPhrase),
  /** Newest first: what would be new to it, then the others. */
  quotes: z.array(VoiceRow),
  gone: z.array(VoiceRow),
  next: z.string().nullable(),
})
export type TriedTheme = z.infer<typeof TriedTheme>

/** What some comments, or those of a found theme, have in common. */
export const AskProposal = z.object({ voices: VoiceIds, group: z.string().max(60).nullable() })
export type AskProposal = z.infer<typeof AskProposal>
export const ThemeProposal = z.object({
  definition: ThemeDefinition,
  /** The comments they were made from, those that hold a phrase first. */
  examples: z.array(VoiceRow),
  /** How many of the comments looked at hold one of the phrases. */
  covered: z.number(),
  of: z.number(),
})
export type ThemeProposal = z.infer<typeof ThemeProposal>

/** Some phrases of a theme become a theme of their own, under an id that is free. */
export const SplitTheme = z.object({
  into: z.string().regex(/^[a-z0-9-]{2,60}$/),
  name: ThemeDefinition.shape.name,
  phrases: z.array(z.string().max(120)).min(1).max(200),
})
export type SplitTheme = z.infer<typeof SplitTheme>
