/** The product's API over the test's database, without a port: every real route, asked by `inject`. */
import { hash } from 'node:crypto'
import { openImports } from '#connectors/files/index.ts'
import { findWorkspaceByNo, stillHolding } from '#features/team/index.ts'
import { sql } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import { declareHoldings } from '#platform/holdings/index.ts'
import { openHub } from '#platform/live.ts'
import { openLog, type Logger } from '#platform/log.ts'
import { makeId, type MemberId } from '#kit/id.ts'
import type { RoleName } from '#platform/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import { secretsOf } from '#platform/secrets.ts'
import { makeTestDirectory } from './directory.ts'
import { aDatabase, NOW } from './workspace.ts'
import { openApi } from '../api.ts'
import { allHoldings } from '../holdings.ts'

/** Opens every route; imports have nothing to import. Close it after the tests. */
export async function openTestApi({
  clock = () => NOW,
  isSecure = false,
  log = openLog('silent'),
}: { clock?: () => Date; isSecure?: boolean; log?: Logger } = {}): Promise<{
  api: Api
  close: () => Promise<void>
}> {
  const db = await aDatabase()
  const directory = await makeTestDirectory('routes')
  const hub = await openHub(db, 'test', (holders) => stillHolding(db, holders, clock()), 200)
  const imports = openImports({
    db,
    log,
    clock,
    directory: directory.path,
    foreign: [],
    eventRule: () => undefined,
    noticedSince: async () => ({ momentsSoFar: 0, momentsOpen: 0, entriesToRead: 0, worthALook: [] }),
    sample: { entries: () => [], prepare: async () => {}, remove: async () => {} },
  })
  declareHoldings(...allHoldings(directory.path))
  const api = openApi({
    db,
    log,
    clock,
    hub,
    imports,
    secrets: secretsOf([Buffer.alloc(32, 7)]),
    policy: { privateNetworks: [] },
    workspaceOf: (no) => findWorkspaceByNo(db, no),
    baseUrl: () => (isSecure ? 'https://care.example.com' : 'http://127.0.0.1'),
    alsoOurs: () => [],
    isSecure,
    dataDirectory: undefined,
  })
  await api.ready()
  return {
    api,
    close: async () => {
      await api.close()
      await imports.stop()
      await hub.close()
      await directory.remove()
    },
  }
}

/** A cookie of a member with that role; the member is made where she is missing. */
export async function aSession(scope: Scope, role: RoleName): Promise<string> {
  const { db, workspace } = scope
  const token = `${role}-${workspace.no}-${'x'.repeat(40)}`
  const member = memberWith(scope, role)
  const until = new Date(NOW.getTime() + 3_600_000)
  await db.owner(async (db) => {
    await db.run(sql`
      insert into member (id, workspace_id, name, role, created_at)
      values (${member}, ${workspace.id}, ${role}, ${role}, ${NOW}) on conflict do nothing`)
    await db.run(sql`
      insert into login_session (hash, member_id, created_at, seen_at, expires_at)
      values (${hash('sha256', token, 'buffer')}, ${member}, ${NOW}, ${NOW}, ${until}) on conflict do nothing`)
  })
  return `spoonful=${token}`
}

/** The member that `aSession` makes for that role: the same one each time. */
export function memberWith({ actor }: Pick<Scope, 'actor'>, role: RoleName): MemberId {
  const owner = actor.kind === 'member' ? actor.id : ''
  return makeId<'member'>(NOW, 0, hash('sha256', `${owner} ${role}`, 'buffer'))
}
