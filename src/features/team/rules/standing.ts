/** Who may do what to whom in a team: nobody raises herself, a supervisor leads agents and viewers, somebody stays owner. Pure. */
import type { Role } from '../contract.ts'

type Person = { readonly id: string; readonly role: Role }
/** Whoever sits at the machine itself may do all; a member what her role allows. */
export type Asking = Person | 'machine'

const RANK: Readonly<Record<Role, number>> = { viewer: 0, agent: 1, supervisor: 2, owner: 3 }

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'above_you' | 'own_role' | 'last_owner' | 'own_removal' }

const YES: Verdict = { allowed: true }
const no = (reason: Exclude<Verdict, { allowed: true }>['reason']): Verdict => ({ allowed: false, reason })

/** Whether she may lead somebody of that role: an owner everybody, a supervisor agents and viewers. */
export function mayLead(by: Asking, role: Role): boolean {
  if (by === 'machine' || by.role === 'owner') return true
  return by.role === 'supervisor' && RANK[role] < RANK.supervisor
}

/** `owners`: how many the workspace has now. */
export function decideRole(by: Asking, who: Person, role: Role, owners: number): Verdict {
  if (role === who.role) return YES
  if (by !== 'machine' && by.id === who.id && RANK[role] > RANK[who.role]) return no('own_role')
  if (!mayLead(by, who.role) || !mayLead(by, role)) return no('above_you')
  return who.role === 'owner' && owners <= 1 ? no('last_owner') : YES
}

export function decideRemoval(by: Asking, who: Person, owners: number): Verdict {
  if (by !== 'machine' && by.id === who.id) return no('own_removal')
  if (!mayLead(by, who.role)) return no('above_you')
  return who.role === 'owner' && owners <= 1 ? no('last_owner') : YES
}

/** The roles she may give to others. */
export function rolesToGive(by: Asking): Role[] {
  return (['owner', 'supervisor', 'agent', 'viewer'] as const).filter((role) => mayLead(by, role))
}
