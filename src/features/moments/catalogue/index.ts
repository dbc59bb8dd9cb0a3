/** The catalogue of moments: every kind with what it declares. Data only; the decisions are in `rules/`. */
import type { MomentKind } from '#reading/index.ts'
import type { MomentKindInfo } from '../contract.ts'
import type { KindDeclaration } from './declaration.ts'
import { ownDeclaration, type OwnKindShape } from './own.ts'
import { HAPPENINGS, type HappeningKind } from './happenings.ts'
import { PROMISED, type PromisedKind } from './promised.ts'
import { SPOKEN } from './spoken.ts'

export { ACTS } from './acts.ts'
export {
  fill,
  SLOT_NAMES,
  type ActId,
  type KindDeclaration,
  type SlotName,
  type Slots,
} from './declaration.ts'
export type { HappeningKind } from './happenings.ts'
export { OWN_PREFIX, type OwnKindShape } from './own.ts'

export type CatalogueKind = MomentKind | HappeningKind | PromisedKind

export const CATALOGUE: Readonly<Record<CatalogueKind, KindDeclaration>> = {
  ...SPOKEN,
  ...HAPPENINGS,
  ...PROMISED,
}

/** What stands in for a kind that a former release knew and this one does not. */
const RETIRED: KindDeclaration = {
  label: 'A moment',
  short: 'moment',
  valence: 'opportunity',
  icon: 'bell',
  livesHours: 24,
  because: 'a day after it happened',
  seenBy: 'agent',
  acts: ['note'],
  delicate: false,
  weight: 0,
  lead: 'Noticed by a rule that is no longer used',
  rest: '',
  title: 'A moment with {first}',
  draft: 'Hi {first}, ',
}

/** The declaration of a kind as stored; `own` is what a sign of an own kind carries. A kind that is not known any more gets a plain stand-in. */
export function declarationOf(kind: string, own?: OwnKindShape): KindDeclaration {
  if (own !== undefined) return ownDeclaration(own)
  return Object.hasOwn(CATALOGUE, kind) ? CATALOGUE[kind as CatalogueKind] : RETIRED
}

/** The catalogue as the wire tells it, sorted by label. */
export function listKinds(): MomentKindInfo[] {
  return Object.entries(CATALOGUE)
    .map(([kind, { label, valence, icon, livesHours, seenBy, acts, delicate }]) => ({
      kind,
      label,
      valence,
      icon,
      livesHours,
      seenBy,
      acts: [...acts],
      delicate,
    }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}
