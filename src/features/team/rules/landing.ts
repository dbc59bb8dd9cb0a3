/** Where each role begins its day (S1.5): an agent with moments, who leads a team with its home, who looks on with what was promised. Pure. */
import type { Role } from '../contract.ts'

const LANDING: Readonly<Record<Role, string>> = {
  owner: '/moments',
  supervisor: '/home',
  agent: '/moments',
  viewer: '/promises',
}

/** The address of the screen a member lands on. */
export function landingOf(role: Role): string {
  return LANDING[role]
}
