/** SQL of what became of Friday's answers: told, told anew, taken back. */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Cause } from '../contract.ts'

type OfFriday = { readonly fridayOn: string; readonly cause: Cause }
export type StoredOutcome = OfFriday & { readonly words: string; readonly by: string; readonly at: Date }

/** Those of a Friday and later ones, the newest Friday first. */
export function listOutcomes({ db, workspace }: TxScope, since: string): Promise<StoredOutcome[]> {
  return db.many<StoredOutcome>(sql`
    select friday_on::text as friday_on, cause, words, by_name as by, at from friday_outcome
    where home = ${firstHomeOf(workspace)} and friday_on >= ${since}::date order by friday_on desc, cause`)
}

export function setOutcome(
  { db, workspace, now, actor }: TxScope,
  { fridayOn, cause, words }: OfFriday & { readonly words: string },
): Promise<number> {
  return db.run(sql`
    insert into friday_outcome (home, friday_on, cause, words, by_name, at)
    values (${firstHomeOf(workspace)}, ${fridayOn}::date, ${cause}, ${words}, ${actor.name}, ${now})
    on conflict (home, friday_on, cause) do update set words = excluded.words, by_name = excluded.by_name, at = excluded.at`)
}

export function deleteOutcome({ db, workspace }: TxScope, { fridayOn, cause }: OfFriday): Promise<number> {
  return db.run(
    sql`delete from friday_outcome where home = ${firstHomeOf(workspace)} and friday_on = ${fridayOn}::date and cause = ${cause}`,
  )
}
