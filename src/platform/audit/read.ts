/** Reads the audit log: pages for a person, and the whole chain for whoever checks it. */
import type { Home } from '#kit/id.ts'
import { sql } from '../database.ts'
import { read, type Scope, type TxScope } from '../scope.ts'
import type { AuditDetail } from './actions.ts'
import { firstHash, walkChain, type AuditEntry, type ChainState } from './chain.ts'

export type ShownEntry = {
  readonly home: Home
  readonly no: number
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly action: string
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly details: Readonly<Record<string, AuditDetail>>
  /** Hexadecimal. */
  readonly hash: string
}

export type AuditFilter = {
  /** The beginning of an action, "grant." or "grant.given". */
  readonly action?: string | undefined
  readonly actorId?: string | undefined
  readonly subjectId?: string | undefined
}

/** Entries of all homes, the newest first. `before` is the place of the last one seen. */
export async function listAudit(
  { db, homes }: TxScope,
  filter: AuditFilter,
  { limit, before }: { limit: number; before?: { at: Date; home: number; no: number } | undefined },
): Promise<ShownEntry[]> {
  const { action, actorId, subjectId } = filter
  const rows = await db.many<Omit<ShownEntry, 'details' | 'hash'> & { details: string; hash: Buffer }>(sql`
    select home, no, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash from audit_entry
    where home = any(${homes}::bigint[])
      and (${before?.at ?? null}::timestamptz is null or (at, home, no) < (${before?.at ?? null}::timestamptz, ${before?.home ?? null}::bigint, ${before?.no ?? null}::bigint))
      and (${action ?? null}::text is null or starts_with(action, ${action ?? null}::text))
      and (${actorId ?? null}::text is null or actor_id = ${actorId ?? null}::text)
      and (${subjectId ?? null}::text is null or subject_id = ${subjectId ?? null}::text)
    order by at desc, home desc, no desc limit ${limit}`)
  return rows.map((row) => ({
    ...row,
    details: parse(row.details),
    hash: row.hash.toString('hex'),
  }))
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
      readonly entries: number
      readonly ends: readonly { home: Home; no: number; hash: string }[]
    }
  | { readonly holds: false; readonly home: Home; readonly brokenAt: number }

/** Entries checked at once. */
const AT_ONCE = 2_000

/** Walks every chain of the workspace from its beginning and holds its end against what was written down as the end. */
export function verifyAudit(scope: Scope): Promise<AuditVerdict> {
  return read(scope, async (scope) => {
    const ends = []
    for (const home of scope.homes) {
      const walked = await walkHome(scope, home)
      if ('brokenAt' in walked) return { holds: false, home, brokenAt: walked.brokenAt }
      const { no, hash } = walked.end
      ends.push({ home, no, hash: Buffer.from(hash).toString('hex') })
    }
    return { holds: true, entries: ends.reduce((sum, { no }) => sum + no, 0), ends }
  })
}

async function walkHome({ db }: TxScope, home: Home): Promise<ReturnType<typeof walkChain>> {
  // The end first: what is added meanwhile lies beyond it, and a chain cut short does not reach it.
  const head = await db.maybe<{ no: number; hash: Buffer }>(
    sql`select no, hash from audit_head where home = ${home}`,
  )
  let state: ChainState = { no: 0, hash: firstHash(home) }
  const last = head?.no ?? Number.MAX_SAFE_INTEGER
  for (;;) {
    const entries = await db.many<AuditEntry>(sql`
      select no, (extract(epoch from at at time zone 'UTC') * 1000000)::bigint as at_micros, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash
      from audit_entry where home = ${home} and no > ${state.no} and no <= ${last} order by no limit ${AT_ONCE}`)
    const walked = walkChain(state, entries)
    if ('brokenAt' in walked) return walked
    state = walked.end
    if (entries.length < AT_ONCE) break
  }
  const end = head ?? { no: 0, hash: firstHash(home) }
  return state.no === end.no && Buffer.from(state.hash).equals(end.hash)
    ? { end: state }
    : { brokenAt: state.no === end.no ? end.no : state.no + 1 }
}
