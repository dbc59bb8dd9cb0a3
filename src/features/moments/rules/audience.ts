/** Who should see which kind of moment: what a kind declares, for the one who looks. Pure. */
import { CATALOGUE } from '../catalogue/index.ts'

type Looking = 'owner' | 'supervisor' | 'agent' | 'viewer'

const FOR_LEADERS: readonly string[] = Object.entries(CATALOGUE)
  .filter(([, { seenBy }]) => seenBy === 'supervisor')
  .map(([kind]) => kind)
const NONE: readonly string[] = []

/**
 * Kinds that are kept from a member's usual list: an agent's is not led by what a supervisor should answer. Nobody is
 * forbidden to see them: who has taken one sees it, and everybody may ask for all. Programs (`undefined`) get all.
 */
export function keptFrom(role: Looking | undefined): readonly string[] {
  return role === 'agent' || role === 'viewer' ? FOR_LEADERS : NONE
}
