/** The team's front door: members, sessions, keys. */
export type { Member } from './store.ts'
export {
  findWorkspaceByNo,
  listMembers,
  listWorkspaces,
  removeMembers,
  restoreMembers,
  setMemberName,
  setWorkspace,
} from './store.ts'
export {
  addMembers,
  createEnterKey,
  createKey,
  createWorkspace,
  ensureFirstWorkspace,
  enterWith,
  leave,
  listKeys,
  memberOfSession,
  ownerOfKey,
  revokeKey,
} from './actions.ts'
export { initialsOf } from './rules.ts'
export { identifyWith, memberIdFrom, teamRoutes } from './routes.ts'
