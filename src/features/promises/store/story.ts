/** SQL of a promise's history: what its own row does not say. Rows are added, never changed. */
import type { Home, PromiseId } from '#kit/id.ts'
import { homeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type StoryRow = {
  readonly promiseId: PromiseId
  readonly id: string
  readonly at: Date
  readonly what: string
  readonly title: string
  readonly words: string
  readonly quote: string | null
  readonly byName: string | null
}

/** Adds to the histories of one home; a line that stands there already is left. */
export async function insertStory({ db }: TxScope, home: Home, rows: readonly StoryRow[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: StoryRow) => T) => rows.map(of)
  await db.run(sql`
    insert into promise_story (home, promise_id, id, at, what, title, words, quote, by_name)
    select ${home}::bigint, r.promise_id, r.id, r.at, r.what, r.title, r.words, r.quote, r.by_name
    from unnest(${column((row) => row.promiseId)}::uuid[], ${column((row) => row.id)}::uuid[], ${column((row) => row.at.toISOString())}::timestamptz[], ${column((row) => row.what)}::text[],
      ${column((row) => row.title)}::text[], ${column((row) => row.words)}::text[], ${column((row) => row.quote)}::text[], ${column((row) => row.byName)}::text[]) r (promise_id, id, at, what, title, words, quote, by_name)
    on conflict (home, promise_id, id) do nothing`)
}

/** The history of a promise, oldest first. */
export function listStory({ db, workspace }: TxScope, id: PromiseId): Promise<StoryRow[]> {
  return db.many<StoryRow>(sql`
    select promise_id, id, at, what, title, words, quote, by_name from promise_story
    where home = ${homeOf(workspace, id)} and promise_id = ${id} order by at, id limit 500`)
}
