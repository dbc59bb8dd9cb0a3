/** Phrases of a theme tried on the last 90 days. */
import { useLookBack, type LookBack } from '#web/look-back.ts'
import { ask } from './api.ts'
import { together, type Look } from './theme-fields.ts'

type Wanted = { readonly id: string | null; readonly any: string[]; readonly none: string[] }
export type Tried = LookBack<Look>

/** Without a phrase there is nothing to look for. */
export const useThemeTrial = (wanted: Wanted | null): Tried =>
  useLookBack(wanted && wanted.any.length > 0 ? wanted : null, tryStretch, together)

const tryStretch = (wanted: Wanted, cursor: string | null) => ask.trial({ ...wanted, cursor })
