/** SQL of what promises are counted with: the business calendar and the standing promises, both in the workspace's first home. */
import { firstHomeOf } from '#kit/id.ts'
import type { Span } from '#kit/calendar.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { CalendarSetting, StandingPromise } from '../contract.ts'

/** The calendar as it was set, as the text of its JSON; undefined where none was. */
export async function findCalendarText({ db, workspace }: TxScope): Promise<string | undefined> {
  const row = await db.maybe<{ text: string }>(
    sql`select calendar::text as text from business_calendar where home = ${firstHomeOf(workspace)}`,
  )
  return row?.text
}

export function setCalendar(
  { db, workspace, now }: TxScope,
  calendar: CalendarSetting & { readonly undated: Span },
  by: string,
): Promise<number> {
  return db.run(sql`
    insert into business_calendar (home, calendar, changed_at, changed_by)
    values (${firstHomeOf(workspace)}, ${JSON.stringify(calendar)}::jsonb, ${now}, ${by})
    on conflict (home) do update set calendar = excluded.calendar, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

/** Standing promises that differ from those every workspace begins with. */
export function listStandingPromises({ db, workspace }: TxScope): Promise<StandingPromise[]> {
  return db.many<StandingPromise>(sql`
    select id, touchpoint, label, wording, opens, span, kept_by, is_on from standing_promise
    where home = ${firstHomeOf(workspace)} order by id limit 200`)
}

export function setStandingPromise(
  { db, workspace, now }: TxScope,
  one: StandingPromise,
  by: string,
): Promise<number> {
  return db.run(sql`
    insert into standing_promise (home, id, touchpoint, label, wording, opens, span, kept_by, is_on, changed_at, changed_by)
    values (${firstHomeOf(workspace)}, ${one.id}, ${one.touchpoint}, ${one.label}, ${one.wording}, ${JSON.stringify(one.opens)}::jsonb, ${JSON.stringify(one.span)}::jsonb, ${one.keptBy}, ${one.isOn}, ${now}, ${by})
    on conflict (home, id) do update set touchpoint = excluded.touchpoint, label = excluded.label, wording = excluded.wording, opens = excluded.opens,
      span = excluded.span, kept_by = excluded.kept_by, is_on = excluded.is_on, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}
