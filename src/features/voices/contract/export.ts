/** What may be taken along of Voices, as files. */
import { z } from 'zod'
import { AskTheme, AskThemes, ThemeKind } from './themes.ts'

/** The themes as the screen shows them. */
export const ExportThemes = AskThemes.extend({
  kind: ThemeKind.optional(),
  /** The hidden ones too. */
  hidden: z.enum(['0', '1']).default('0'),
})
export type ExportThemes = z.infer<typeof ExportThemes>

/** The comments behind them: `*` every comment, `-` those of no theme. */
export const ExportComments = AskTheme.omit({ words: true }).extend({
  theme: z.string().min(1).max(60).default('*'),
})
export type ExportComments = z.infer<typeof ExportComments>
