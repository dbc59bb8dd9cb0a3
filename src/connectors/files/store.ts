/** All SQL about imports. Sole writer of its table. */
import { homeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DateOrder, ImportShape, ImportStatus } from './contract.ts'

/** A tally as it is kept: plain JSON. */
export type KeptTally = {
  readonly bytes: number
  readonly read: number
  readonly stored: number
  readonly known: number
  readonly setAside: number
  readonly reasons: Readonly<Record<string, number>>
  readonly customers: number
  readonly line: number
  /** Length of the file of set-aside lines, in bytes, at this point. */
  readonly asideBytes: number
}

export type ImportRow = {
  readonly id: string
  readonly kind: 'file' | 'sample'
  readonly name: string
  readonly state: ImportStatus['state']
  readonly shape: ImportShape | null
  readonly mapping: Readonly<Record<string, string>> | null
  /** A person's word on the order of day and month. */
  readonly dates: DateOrder | null
  readonly format: string
  readonly bytes: number
  readonly tally: KeptTally
  readonly problem: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

export function insertImport({ db, workspace }: TxScope, row: ImportRow): Promise<number> {
  return db.run(sql`
    insert into import_run (home, id, kind, name, state, shape, mapping, format, bytes, tally, problem, created_at, started_at)
    values (${homeOf(workspace, row.id)}, ${row.id}, ${row.kind}, ${row.name}, ${row.state}, ${row.shape}, ${row.mapping && JSON.stringify(row.mapping)},
      ${row.format}, ${row.bytes}, ${JSON.stringify(row.tally)}, ${row.problem}, ${row.createdAt}, ${row.startedAt})`)
}

export function findImport({ db, workspace }: TxScope, id: string): Promise<ImportRow | undefined> {
  return db.maybe<ImportRow>(sql`
    select id, kind, name, state, shape, mapping, dates, format, bytes, tally, problem, created_at, started_at, finished_at
    from import_run where home = ${homeOf(workspace, id)} and id = ${id}`)
}

/** The newest first. */
export function listImports({ db, homes }: TxScope, limit: number): Promise<ImportRow[]> {
  return db.many<ImportRow>(sql`
    select id, kind, name, state, shape, mapping, dates, format, bytes, tally, problem, created_at, started_at, finished_at
    from import_run where home = any(${homes}::bigint[]) order by created_at desc, id desc limit ${limit}`)
}

/** Takes a run from its preview to running; answers whether it stood there. */
export async function setStarted(
  { db, workspace, now }: TxScope,
  id: string,
  {
    shape,
    mapping,
    dates,
    format,
  }: {
    shape: ImportShape
    mapping: Readonly<Record<string, string>>
    dates: DateOrder | null
    format: string
  },
): Promise<boolean> {
  return (
    (await db.run(sql`
      update import_run set state = 'running', shape = ${shape}, mapping = ${JSON.stringify(mapping)}, dates = ${dates}, format = ${format}, started_at = ${now}, problem = null
      where home = ${homeOf(workspace, id)} and id = ${id} and state in ('preview', 'failed', 'cancelled')`)) >
    0
  )
}

/** Writes down how far it got, while it runs. */
export function setTally({ db, workspace }: TxScope, id: string, tally: KeptTally): Promise<number> {
  return db.run(sql`
    update import_run set tally = ${JSON.stringify(tally)}
    where home = ${homeOf(workspace, id)} and id = ${id} and state = 'running'`)
}

export function setEnded(
  { db, workspace, now }: TxScope,
  id: string,
  state: 'finished' | 'failed' | 'cancelled',
  problem: string | null,
): Promise<number> {
  return db.run(sql`
    update import_run set state = ${state}, problem = ${problem}, finished_at = ${now}
    where home = ${homeOf(workspace, id)} and id = ${id} and state = 'running'`)
}

export function setName({ db, workspace }: TxScope, id: string, name: string): Promise<number> {
  return db.run(
    sql`update import_run set name = ${name} where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function deleteImport({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from import_run where home = ${homeOf(workspace, id)} and id = ${id}`)
}
