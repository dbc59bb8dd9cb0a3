/** SQL of the audits of the basics: runs and their answers, in the workspace's first home. */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { BasicReading, BasicVerdict } from '../contract/basics.ts'

export type StoredRun = {
  readonly id: string
  readonly at: Date
  readonly byName: string
  readonly days: number
}

/** The newest first. */
export function listRuns({ db, workspace }: TxScope): Promise<StoredRun[]> {
  return db.many<StoredRun>(
    sql`select id, at, by_name, days from basics_run where home = ${firstHomeOf(workspace)} order by at desc, id desc limit 100`,
  )
}

export function insertRun({ db, workspace }: TxScope, run: StoredRun): Promise<number> {
  return db.run(sql`
    insert into basics_run (home, id, at, by_name, days) values (${firstHomeOf(workspace)}, ${run.id}, ${run.at}, ${run.byName}, ${run.days})`)
}

export type StoredAnswer = {
  readonly item: string
  readonly reading: BasicReading | null
  readonly verdict: BasicVerdict | null
  readonly note: string
  readonly byName: string | null
  readonly at: Date
}

export function listAnswers({ db, workspace }: TxScope, runId: string): Promise<StoredAnswer[]> {
  return db.many<StoredAnswer>(sql`
    select item, reading, verdict, note, by_name, at from basics_answer
    where home = ${firstHomeOf(workspace)} and run_id = ${runId} order by item limit 50`)
}

export function setAnswer({ db, workspace }: TxScope, runId: string, answer: StoredAnswer): Promise<number> {
  const reading = answer.reading === null ? null : JSON.stringify(answer.reading)
  return db.run(sql`
    insert into basics_answer (home, run_id, item, reading, verdict, note, by_name, at)
    values (${firstHomeOf(workspace)}, ${runId}, ${answer.item}, ${reading}::jsonb, ${answer.verdict}, ${answer.note}, ${answer.byName}, ${answer.at})
    on conflict (home, run_id, item) do update set verdict = excluded.verdict, note = excluded.note, by_name = excluded.by_name, at = excluded.at`)
}
