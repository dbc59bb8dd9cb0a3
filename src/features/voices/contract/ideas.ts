/** What crosses the wire about ideas: gathered where they say nearly the same. */
import { z } from 'zod'
import { VoiceRow } from './themes.ts'

/** One idea, `said` by the one whose id it bears: who had it when it was first heard of, while she is among them. */
export const GatheredIdea = z.object({
  id: z.string(),
  count: z.number(),
  people: z.number(),
  lastAt: z.string(),
  said: VoiceRow,
})
export type GatheredIdea = z.infer<typeof GatheredIdea>

/** Those that most people had, first; `ideas` and `comments` count all of the days. */
export const IdeasAnswer = z.object({
  days: z.number(),
  ideas: z.number(),
  comments: z.number(),
  items: z.array(GatheredIdea),
})
export type IdeasAnswer = z.infer<typeof IdeasAnswer>

/** `with` the id of an idea, or null: each is one of its own. */
export const MoveIdeas = z.object({ ids: z.array(z.uuid()).min(1).max(100), with: z.uuid().nullable() })
export type MoveIdeas = z.infer<typeof MoveIdeas>
