/** What crosses the wire for notes of a touchpoint: what somebody saw there, with photos. */
import { z } from 'zod'
import { Picture } from '#features/timeline/contract.ts'

const Words = z.string().trim().max(2_000)

/** What somebody wrote down or photographed at a touchpoint. */
export const TouchpointNote = z.object({
  id: z.string(),
  touchpoint: z.string(),
  /** Empty where the photo says it all. */
  words: z.string(),
  by: z.string(),
  at: z.string(),
  pictures: z.array(Picture),
})
export type TouchpointNote = z.infer<typeof TouchpointNote>

export const NewTouchpointNote = z.strictObject({ words: Words.min(1) })
/** The photo itself is the body. */
export const NewTouchpointPhoto = z.object({
  name: z.string().min(1).max(200).default('photo'),
  words: Words.default(''),
})
