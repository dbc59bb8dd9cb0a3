/**
 * The sealer: gives the entries that wait their places in the chain, in batches, some seconds after they were written at most. It alone
 * may (`spoonful_sealer`); the application only adds entries that wait. Two sealers wait for each other; one killed on the way has done nothing.
 */
import { homesOf, type Home } from '#kit/id.ts'
import { idArray, sql, textArray, type Database, type Queries } from '../database.ts'
import type { Logger } from '../log.ts'
import type { Scope } from '../scope.ts'
import { startWatching } from '../watching.ts'
import { firstHash, hashOf, type AuditEntry, type ChainState } from './chain.ts'

/** How often the sealer looks. Not at once after each entry: a batch waits for the disk once. */
const EVERY_MS = 1_000
/** Entries sealed in one transaction. */
const AT_ONCE = 2_000
/** Homes sealed in one look. */
const HOMES = 1_000

/** Starts sealing what waits in all homes. `stop` waits for the look under way. */
export function startSealer({ db, log, clock }: { db: Database; log: Logger; clock: () => Date }): {
  stop(): Promise<void>
} {
  return startWatching({
    look: async () => {
      await sealWaiting(db, clock)
      return { done: 0, nextInMs: EVERY_MS }
    },
    everyMs: EVERY_MS,
    log,
    failed: 'entries of the audit log were not sealed',
  })
}

/** Seals what waits in any home. A home that fails stops no other; the first failure is thrown at the end. */
export async function sealWaiting(db: Database, clock: () => Date): Promise<void> {
  const homes = await db.scan((db) =>
    db.many<{ home: Home }>(
      sql`/* fan-out: homes with entries that wait for their seal */ select home from audit_unsealed group by home order by home limit ${HOMES}`,
    ),
  )
  const failures: unknown[] = []
  for (const { home } of homes)
    await sealHome(db, home, clock()).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** Seals what waits in a workspace. */
export async function sealAudit({ db, workspace, now }: Scope): Promise<void> {
  for (const home of homesOf(workspace)) await sealHome(db, home, now)
}

async function sealHome(db: Database, home: Home, now: Date): Promise<void> {
  while ((await db.owner((db) => sealBatch(db, home, now))) === AT_ONCE);
}

type Waiting = Omit<AuditEntry, 'no' | 'hash' | 'sealedAtMicros'> & { readonly id: string }

/** Moves the oldest of what waits into the chain, and its end with them; answers how many. */
async function sealBatch(db: Queries, home: Home, now: Date): Promise<number> {
  await db.run(sql`set local role spoonful_sealer`)
  await db.run(sql`select set_config('spoonful.workspace', ${String(Math.floor(home / 4096))}, true)`)
  // The lock first: what is looked at afterwards is what a sealer before has left.
  const end = await lockEnd(db, home)
  const waiting = await db.many<Waiting>(sql`
    select id, (extract(epoch from at at time zone 'UTC') * 1000000)::bigint as at_micros, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details
    from audit_unsealed where home = ${home} order by id limit ${AT_ONCE}`)
  if (waiting.length === 0) return 0
  const hashes: Buffer[] = []
  for (const entry of waiting) {
    const no = end.no + hashes.length + 1
    hashes.push(hashOf(hashes.at(-1) ?? end.hash, { ...entry, no, sealedAtMicros: now.getTime() * 1_000 }))
  }
  const ids = waiting.map(({ id }) => id)
  await db.run(sql`
    with taken as (
      delete from audit_unsealed where home = ${home} and id = any(${idArray(ids)}::uuid[])
      returning id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details)
    insert into audit_entry (home, no, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash, id, sealed_at)
    select ${home}::bigint, ${end.no}::bigint + s.n, t.at, t.actor_kind, t.actor_id, t.actor_name, t.action, t.subject_kind, t.subject_id, t.details, decode(s.hash, 'hex'), t.id, ${now}::timestamptz
    from taken t join unnest(${idArray(ids)}::uuid[], ${textArray(hashes.map((hash) => hash.toString('hex')))}::text[]) with ordinality s (id, hash, n) on s.id = t.id`)
  await db.run(
    sql`update audit_head set no = ${end.no + waiting.length}, hash = ${hashes.at(-1)} where home = ${home}`,
  )
  return waiting.length
}

/** Locks the end of the chain until the commit. */
function lockEnd(db: Queries, home: Home): Promise<ChainState> {
  return db.one(sql`
    insert into audit_head as h (home, no, hash) values (${home}, 0, ${firstHash(home)})
    on conflict (home) do update set no = h.no returning no, hash`)
}
