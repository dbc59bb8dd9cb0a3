/** The team's front door: members, sessions, keys. */
export type { Member } from './store/members.ts'
export type { Post } from './letters.ts'
export {
  findWorkspaceByNo,
  listMembers,
  removeMembers,
  restoreMembers,
  setWorkspace,
} from './store/members.ts'
export { addMembers, createWorkspace, ensureFirstWorkspace } from './actions/workspace.ts'
export { createKey, listKeys, ownerOfKey, revokeKey } from './actions/keys.ts'
export { createEnterKey, stillHolding } from './actions/sessions.ts'
export { openDoorWatch } from './actions/door-watch.ts'
export { changeRole, removeFromTeam, showPeople } from './actions/people.ts'
export { invite } from './actions/invitations.ts'
export { removeFactorOf, resetFor } from './actions/reset.ts'
export { initialsOf } from './rules/initials.ts'
export { identifyWith, teamRoutes } from './routes/index.ts'
export { teamSweeps } from './jobs.ts'
