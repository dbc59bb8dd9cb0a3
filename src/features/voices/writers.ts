/**
 * Who may write the paragraph besides this machine: the interface an optional language model fulfils, handed in by the composition root (`src/api.ts`).
 * It is told counts and quotes and answers with text; what of that is believed is decided here (`rules/check-written.ts`).
 */
import type { Scope } from '#platform/scope.ts'
import type { Told } from './rules/told.ts'

export type ParagraphWriter = {
  /** What it is called where it is switched on for this; null else. */
  readonly nameOf: (scope: Scope) => Promise<string | null>
  /** Its answer as it came. Refuses `model_not_reached`. `log` says who was asked and a hash of what it was told. */
  readonly write: (
    scope: Scope,
    told: Told,
  ) => Promise<{ content: string; log: { model: string; host: string; hash: string } }>
}

export function declareParagraphWriter(writer: ParagraphWriter): void {
  declared = writer
}

export const paragraphWriter = (): ParagraphWriter => declared

let declared: ParagraphWriter = {
  nameOf: () => Promise.resolve(null),
  write: () => Promise.reject(new Error('nobody writes here')),
}
