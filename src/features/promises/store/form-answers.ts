/** SQL of what the contact form offers before a message is sent: which answers were opened, and who wrote all the same. */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

/** How often an answer was opened in the last 90 days, and how many of those wrote all the same. */
export type AnswerUse = { readonly answerId: string; readonly opened: number; readonly written: number }

export function sumAnswerUse({ db, workspace, now }: TxScope): Promise<AnswerUse[]> {
  return db.many<AnswerUse>(sql`
    select answer_id, sum(opened)::int as opened, sum(written)::int as written from form_answer_day
    where home = ${firstHomeOf(workspace)} and day_on >= ${dayOf(now, -90)}::date
    group by answer_id order by answer_id limit 500`)
}

/** Counts an answer as opened from a page, once. `page` is the SHA-256 of the page's token. */
export async function insertOpened(
  { db, workspace, now }: TxScope,
  page: Uint8Array,
  answerId: string,
): Promise<void> {
  const home = firstHomeOf(workspace)
  // A page can be sent for a day: what is older decides nothing more.
  await db.run(sql`
    delete from form_answer_open where home = ${home} and opened_on < ${dayOf(now, -2)}::date`)
  const fresh = await db.run(sql`
    insert into form_answer_open (home, page_hash, answer_id, opened_on)
    values (${home}, ${page}, ${answerId}::uuid, ${dayOf(now, 0)}::date)
    on conflict (home, page_hash, answer_id) do nothing`)
  if (fresh === 0) return
  await db.run(sql`
    insert into form_answer_day as day (home, answer_id, day_on, opened, written)
    values (${home}, ${answerId}::uuid, ${dayOf(now, 0)}::date, 1, 0)
    on conflict (home, answer_id, day_on) do update set opened = day.opened + 1`)
}

/** Counts those answers as of no use that were opened from this page, now that it was sent; again it changes nothing. */
export async function markWritten({ db, workspace }: TxScope, page: Uint8Array): Promise<void> {
  const home = firstHomeOf(workspace)
  const opened = await db.many<{ answerId: string; openedOn: string }>(sql`
    update form_answer_open set has_written = true where home = ${home} and page_hash = ${page} and not has_written
    returning answer_id, opened_on::text as opened_on`)
  for (const { answerId, openedOn } of opened)
    await db.run(sql`
      update form_answer_day set written = written + 1
      where home = ${home} and answer_id = ${answerId}::uuid and day_on = ${openedOn}::date`)
}

/** "2026-11-30", in UTC. */
function dayOf(now: Date, plusDays: number): string {
  return new Date(now.getTime() + plusDays * 86_400_000).toISOString().slice(0, 10)
}
