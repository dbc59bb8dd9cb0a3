/** A workspace and its first people: made at the first start, and by the sample brand. */
import { makeId, type WorkspaceId } from '#kit/id.ts'
import type { Database } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import {
  insertMember,
  insertWorkspace,
  listMembers,
  listWorkspaces,
  nextWorkspaceNo,
  type Member,
  type NewMember,
} from '../store/members.ts'

export type Chance = (count: number) => Uint8Array

/** The workspace of a single-brand installation and its first owner; made at the first start. */
export async function ensureFirstWorkspace(
  database: Database,
  { now, random, zone }: { now: Date; random: Chance; zone: string },
): Promise<{ workspace: Workspace; owner: Member }> {
  const [known] = await listWorkspaces(database)
  if (known) {
    const owners = (await listMembers(database, known.id)).filter(({ role }) => role === 'owner')
    // Ids bear the time they were made at: the first owner is the one with the smallest.
    const [owner] = owners.sort((a, b) => (a.id < b.id ? -1 : 1))
    if (owner) return { workspace: known, owner }
  }
  return createWorkspace(database, {
    name: 'My brand',
    zone,
    currency: 'USD',
    slices: 1,
    ownerName: 'You',
    now,
    random,
  })
}

export function createWorkspace(
  database: Database,
  {
    name,
    zone,
    currency,
    slices,
    ownerName,
    now,
    random,
  }: {
    name: string
    zone: string
    currency: string
    slices: number
    ownerName: string
    now: Date
    random: Chance
  },
): Promise<{ workspace: Workspace; owner: Member }> {
  return database.owner(async (db) => {
    const workspace: Workspace = {
      id: makeId<'workspace'>(now, 0, random(8)),
      no: await nextWorkspaceNo(db),
      slices,
      name,
      zone,
      currency,
    }
    const owner: Member = {
      id: makeId<'member'>(now, 0, random(8)),
      workspaceId: workspace.id,
      name: ownerName,
      nicknames: [],
      email: null,
      role: 'owner',
      zone,
      hours: {},
      preferences: {},
      awayUntil: null,
    }
    await insertWorkspace(db, workspace, now)
    await insertMember(db, owner, now)
    return { workspace, owner }
  })
}

/** Adds people who are not there yet, by their ids. */
export async function addMembers(
  database: Database,
  workspaceId: WorkspaceId,
  members: readonly Omit<NewMember, 'workspaceId'>[],
  now: Date,
): Promise<void> {
  await database.people(workspaceId, async (db) => {
    for (const member of members) await insertMember(db, { ...member, workspaceId }, now)
  })
}
