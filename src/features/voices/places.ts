/**
 * Which touchpoint a comment speaks of: the interface the journey fulfils, handed in by the composition root (`src/open.ts`), since the journey stands
 * above this feature. Without one no voice has a touchpoint.
 */
import type { StoredEntry } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'

export type TouchpointReader = {
  /** The id of what its words speak of, else of where it was said; null for neither. */
  readonly placeOf: (entry: StoredEntry, hasOrdered: boolean) => string | null
  readonly nameOf: (id: string) => string | null
}

/** Declares who knows the touchpoints; `open` is called once for a batch. */
export function declareTouchpoints(open: (scope: Scope) => Promise<TouchpointReader>): void {
  declared = open
}

export const openTouchpoints = (scope: Scope): Promise<TouchpointReader> => declared(scope)

let declared: (scope: Scope) => Promise<TouchpointReader> = () =>
  Promise.resolve({ placeOf: () => null, nameOf: () => null })
