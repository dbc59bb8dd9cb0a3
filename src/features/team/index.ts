/** The team's front door: members, sessions, keys. */
export type { Member } from './store.ts'
export { findWorkspaceByNo, listMembers, removeMembers, restoreMembers, setWorkspace } from './store.ts'
export {
  addMembers,
  createEnterKey,
  createKey,
  createWorkspace,
  ensureFirstWorkspace,
  listKeys,
  ownerOfKey,
  revokeKey,
} from './actions.ts'
export { initialsOf } from './rules.ts'
export { identifyWith, teamRoutes } from './routes.ts'
