/** How the team's screens call roles and say what failed. */
import { Problem } from '#web/api.ts'
import type { Role } from '#features/team/contract.ts'

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  supervisor: 'Supervisor',
  agent: 'Agent',
  viewer: 'Viewer',
}
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'everything, keys and money limits included',
  supervisor: 'leads agents, sets limits, hours and plays',
  agent: 'answers customers and gives inside the limits',
  viewer: 'looks on and changes nothing',
}

/** The server's own sentence, or that there is no connection. */
export function saidBy(failure: unknown): string {
  return failure instanceof Problem ? failure.message : 'There is no connection. Try again in a moment.'
}
