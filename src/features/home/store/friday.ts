/** SQL of Friday's question: who had her say, and what was said, which nothing joins. */
import { firstHomeOf, type MemberId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { FridayCause } from '../contract.ts'

export async function hadTurn(
  { db, workspace }: TxScope,
  fridayOn: string,
  memberId: MemberId,
): Promise<boolean> {
  const found = await db.maybe<{ isSkipped: boolean }>(
    sql`select is_skipped from friday_turn where home = ${firstHomeOf(workspace)} and friday_on = ${fridayOn}::date and member_id = ${memberId}`,
  )
  return found !== undefined
}

/** Answers 0 where she had it already. */
export function takeTurn(
  { db, workspace }: TxScope,
  fridayOn: string,
  memberId: MemberId,
  isSkipped: boolean,
): Promise<number> {
  return db.run(sql`
    insert into friday_turn (home, friday_on, member_id, is_skipped) values (${firstHomeOf(workspace)}, ${fridayOn}::date, ${memberId}, ${isSkipped})
    on conflict (home, friday_on, member_id) do nothing`)
}

export function returnTurn(
  { db, workspace }: TxScope,
  fridayOn: string,
  memberId: MemberId,
): Promise<number> {
  return db.run(
    sql`delete from friday_turn where home = ${firstHomeOf(workspace)} and friday_on = ${fridayOn}::date and member_id = ${memberId}`,
  )
}

export type StoredSaid = {
  readonly fridayOn: string
  readonly cause: FridayCause
  readonly line: string | null
}

/** Everything said from a Friday on. */
export function listSaid({ db, workspace }: TxScope, since: string): Promise<StoredSaid[]> {
  return db.many<StoredSaid>(sql`
    select friday_on::text as friday_on, cause, line from friday_answer
    where home = ${firstHomeOf(workspace)} and friday_on >= ${since}::date order by friday_on desc, id limit 2000`)
}

export function insertSaid(
  { db, workspace }: TxScope,
  said: StoredSaid & { readonly id: string },
): Promise<number> {
  return db.run(sql`
    insert into friday_answer (home, friday_on, id, cause, line) values (${firstHomeOf(workspace)}, ${said.fridayOn}::date, ${said.id}, ${said.cause}, ${said.line})`)
}

export function setLine(
  { db, workspace }: TxScope,
  fridayOn: string,
  { id, line }: { id: string; line: string | null },
): Promise<number> {
  return db.run(
    sql`update friday_answer set line = ${line} where home = ${firstHomeOf(workspace)} and friday_on = ${fridayOn}::date and id = ${id}`,
  )
}

export function deleteSaid({ db, workspace }: TxScope, fridayOn: string, id: string): Promise<number> {
  return db.run(
    sql`delete from friday_answer where home = ${firstHomeOf(workspace)} and friday_on = ${fridayOn}::date and id = ${id}`,
  )
}
