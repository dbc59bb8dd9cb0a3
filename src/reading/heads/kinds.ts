/** The kinds that a learned head weighs: those whose wordings are open, where patterns alone miss much and cry wolf. */
import type { MomentKind } from '../kinds.ts'

/** Kinds with a head, in the order of the columns of the weights. */
export const HEAD_KINDS = [
  'complaint',
  'upset',
  'chasing',
  'praise',
  'churn',
  'thanks',
  'confusion',
  'sizing',
  'body',
  'repeat_contact',
  'deadline',
] as const satisfies readonly MomentKind[]

export type HeadKind = (typeof HEAD_KINDS)[number]
