/** All hand-written bodies by situation. Slots stand in braces: "{order}". */
import { agents } from './agents.ts'
import { delivery } from './delivery.ts'
import { languages } from './languages.ts'
import { occasions } from './occasions.ts'
import { other } from './other.ts'
import { spoken } from './public.ts'
import { returns } from './returns.ts'
import { sizing } from './sizing.ts'
import { standing } from './standing.ts'
import { trouble } from './trouble.ts'

export const TEXTS = {
  ...delivery,
  ...sizing,
  ...occasions,
  ...standing,
  ...returns,
  ...trouble,
  ...other,
  ...languages,
  ...agents,
  ...spoken,
} as const

/** What a body is for: "wismo.first", "agent.sizing", "review.5". */
export type Situation = keyof typeof TEXTS
