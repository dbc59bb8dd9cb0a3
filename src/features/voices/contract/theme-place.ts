/** Where a theme belongs on the journey. */
import { z } from 'zod'

export const ThemePlace = z.object({
  touchpoint: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Somebody said so; else most of its comments speak of it. */
  isChosen: z.boolean(),
  /** Its comments that speak of the touchpoint, where the comments say it. */
  count: z.number().nullable(),
})
export type ThemePlace = z.infer<typeof ThemePlace>

export const SetThemePlace = z.strictObject({ touchpoint: z.string().max(60).nullable() })
