/** Reads the audit log: pages for a person, and the whole chain for whoever checks it. */
import type { Home } from '#kit/id.ts'
import { sql } from '../database.ts'
import { read, type Scope, type TxScope } from '../scope.ts'
import type { AuditDetail } from './actions.ts'
import { firstHash, walkChain, type AuditEntry, type ChainState } from './chain.ts'

export type ShownEntry = {
  readonly home: Home
  /** What sorts it among entries of the same time, in this list and for ever: sealed or not. */
  readonly place: string
  /** Its number in the chain; null while it waits for its seal, as its hash and its time. */
  readonly no: number | null
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly action: string
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly details: Readonly<Record<string, AuditDetail>>
  /** Hexadecimal. */
  readonly hash: string | null
  readonly sealedAt: Date | null
}

export type AuditPlace = Pick<ShownEntry, 'at' | 'home' | 'place'>

export type AuditFilter = {
  /** The beginning of an action, "grant." or "grant.given". */
  readonly action?: string | undefined
  readonly actorId?: string | undefined
  readonly subjectId?: string | undefined
  /** Entries after this alone. */
  readonly since?: Date | undefined
}

/** Entries of all homes, sealed or not, the newest first. `before` is the place of the last one seen. */
export async function listAudit(
  scope: TxScope,
  filter: AuditFilter,
  { limit, before }: { limit: number; before?: AuditPlace | undefined },
): Promise<ShownEntry[]> {
  const found: ShownEntry[] = []
  for (const home of scope.homes) found.push(...(await listOfHome(scope, home, filter, { limit, before })))
  return scope.homes.length === 1 ? found : found.sort(newestFirst).slice(0, limit)
}

/** In the order of the home's index by time, so that a page of a long log reads a page and not the log. */
async function listOfHome(
  { db }: TxScope,
  home: Home,
  { action, actorId, subjectId, since }: AuditFilter,
  { limit, before }: { limit: number; before?: AuditPlace | undefined },
): Promise<ShownEntry[]> {
  const said = sql.raw(
    'home, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details',
  )
  const asked = sql`home = ${home}
      and (${before?.at ?? null}::timestamptz is null or at <= ${before?.at ?? null}::timestamptz)
      and (${since ?? null}::timestamptz is null or at > ${since ?? null}::timestamptz)
      and (${action ?? null}::text is null or starts_with(action, ${action ?? null}::text))
      and (${actorId ?? null}::text is null or actor_id = ${actorId ?? null}::text)
      and (${subjectId ?? null}::text is null or subject_id = ${subjectId ?? null}::text)`
  const after = sql`(${before?.at ?? null}::timestamptz is null
      or (at, home, place) < (${before?.at ?? null}::timestamptz, ${before?.home ?? null}::bigint, ${before?.place ?? null}::text))`
  const rows = await db.many<
    Omit<ShownEntry, 'details' | 'hash'> & { details: string; hash: Buffer | null }
  >(sql`
    select * from (
      (select * from (select ${said}, coalesce(id::text, lpad(no::text, 20, '0')) collate "C" as place, no, hash, sealed_at from audit_entry where ${asked}) s
        where ${after} order by at desc, place desc limit ${limit})
      union all
      (select * from (select ${said}, id::text collate "C" as place, null::bigint, null::bytea, null::timestamptz from audit_unsealed where ${asked}) u
        where ${after} order by at desc, place desc limit ${limit})) e
    order by at desc, place desc limit ${limit}`)
  return rows.map((row) => ({ ...row, details: parse(row.details), hash: row.hash?.toString('hex') ?? null }))
}

/** As the database sorts: by time, home and place, all falling. */
function newestFirst(a: ShownEntry, b: ShownEntry): number {
  return b.at.getTime() - a.at.getTime() || b.home - a.home || (a.place < b.place ? 1 : -1)
}

/** A changed row may hold anything; it is shown, and the check says so. */
function parse(text: string): ShownEntry['details'] {
  try {
    return JSON.parse(text) as ShownEntry['details']
  } catch {
    return {}
  }
}

export type AuditVerdict =
  | {
      readonly holds: true
      /** Those that wait for their seal with them. */
      readonly entries: number
      readonly unsealed: number
      /** Since when one waits that should have been sealed long ago: the sealer does not work. */
      readonly lateSince: Date | null
      readonly ends: readonly { home: Home; no: number; hash: string }[]
    }
  | { readonly holds: false; readonly home: Home; readonly brokenAt: number }

/** Entries checked at once. */
const AT_ONCE = 2_000
/** How long an entry may wait for its seal: a hundred looks of the sealer. */
const LATE_MS = 120_000

/** Walks every chain of the workspace from its beginning, holds its end against what was written down as the end, and counts what waits. */
export function verifyAudit(scope: Scope): Promise<AuditVerdict> {
  return read(scope, async (scope) => {
    const ends = []
    let unsealed = 0
    let oldest = Infinity
    for (const home of scope.homes) {
      const found = await findEnds(scope, home)
      const walked = await walkHome(scope, home, found)
      if ('brokenAt' in walked) return { holds: false, home, brokenAt: walked.brokenAt }
      const { no, hash } = walked.end
      ends.push({ home, no, hash: Buffer.from(hash).toString('hex') })
      unsealed += found.unsealed
      oldest = Math.min(oldest, found.oldest?.getTime() ?? Infinity)
    }
    return {
      holds: true,
      entries: ends.reduce((sum, { no }) => sum + no, unsealed),
      unsealed,
      lateSince: scope.now.getTime() - oldest > LATE_MS ? new Date(oldest) : null,
      ends,
    }
  })
}

type Ends = {
  /** The end as it is written down; null where none is. */
  readonly no: number | null
  readonly hash: Buffer | null
  /** The highest number of an entry. */
  readonly top: number | null
  readonly unsealed: number
  readonly oldest: Date | null
}

/** One look, so that nothing is sealed between its parts. */
function findEnds({ db }: TxScope, home: Home): Promise<Ends> {
  return db.one<Ends>(sql`
    select (select no from audit_head where home = ${home}) as no, (select hash from audit_head where home = ${home}) as hash,
      (select max(no) from audit_entry where home = ${home}) as top,
      (select count(*)::int from audit_unsealed where home = ${home}) as unsealed, (select min(at) from audit_unsealed where home = ${home}) as oldest`)
}

async function walkHome(
  { db }: TxScope,
  home: Home,
  { no, hash, top }: Ends,
): Promise<ReturnType<typeof walkChain>> {
  let state: ChainState = { no: 0, hash: firstHash(home) }
  // What is sealed meanwhile lies beyond the end that was seen, and a chain cut short does not reach it.
  const last = no ?? Number.MAX_SAFE_INTEGER
  for (;;) {
    const entries = await db.many<AuditEntry>(sql`
      select no, (extract(epoch from at at time zone 'UTC') * 1000000)::bigint as at_micros, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash,
        id, (extract(epoch from sealed_at at time zone 'UTC') * 1000000)::bigint as sealed_at_micros
      from audit_entry where home = ${home} and no > ${state.no} and no <= ${last} order by no limit ${AT_ONCE}`)
    const walked = walkChain(state, entries)
    if ('brokenAt' in walked) return walked
    state = walked.end
    if (entries.length < AT_ONCE) break
  }
  const end = no === null || hash === null ? { no: 0, hash: firstHash(home) } : { no, hash }
  if (state.no !== end.no) return { brokenAt: state.no + 1 }
  if (!Buffer.from(state.hash).equals(end.hash)) return { brokenAt: end.no }
  return (top ?? 0) > end.no ? { brokenAt: end.no + 1 } : { end: state }
}
