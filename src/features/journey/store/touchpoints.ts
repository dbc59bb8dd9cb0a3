/** SQL of touchpoints, their reviews and the journeys: what differs from those the product brings, in the workspace's first home. */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { PersonStanding, TouchpointFields } from '../contract.ts'

export type StoredTouchpoint = {
  readonly id: string
  readonly fields: TouchpointFields
  readonly isRemoved: boolean
}

export function listTouchpoints({ db, workspace }: TxScope): Promise<StoredTouchpoint[]> {
  return db.many<StoredTouchpoint>(
    sql`select id, fields, is_removed from journey_touchpoint where home = ${firstHomeOf(workspace)} order by id limit 500`,
  )
}

export function setTouchpoint(
  { db, workspace, now, actor }: TxScope,
  { id, fields, isRemoved }: StoredTouchpoint,
): Promise<number> {
  return db.run(sql`
    insert into journey_touchpoint (home, id, fields, is_removed, changed_at, changed_by)
    values (${firstHomeOf(workspace)}, ${id}, ${JSON.stringify(fields)}::jsonb, ${isRemoved}, ${now}, ${actor.name})
    on conflict (home, id) do update set fields = excluded.fields, is_removed = excluded.is_removed, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export type StoredReview = { readonly touchpoint: string; readonly at: Date; readonly byName: string }

/** The last look at each touchpoint. */
export function listLastReviews({ db, workspace }: TxScope): Promise<StoredReview[]> {
  return db.many<StoredReview>(sql`
    select distinct on (touchpoint) touchpoint, at, by_name from journey_review
    where home = ${firstHomeOf(workspace)} order by touchpoint, at desc, id desc limit 500`)
}

export function insertReview(
  { db, workspace, now }: TxScope,
  review: {
    readonly touchpoint: string
    readonly id: string
    readonly byId: string
    readonly byName: string
    readonly words: string | null
  },
): Promise<number> {
  return db.run(sql`
    insert into journey_review (home, touchpoint, id, at, by_id, by_name, words)
    values (${firstHomeOf(workspace)}, ${review.touchpoint}, ${review.id}, ${now}, ${review.byId}, ${review.byName}, ${review.words})`)
}

export type StoredRoute = {
  readonly id: string
  readonly name: string
  readonly standing: PersonStanding | null
  readonly category: string | null
}

export function listRoutes({ db, workspace }: TxScope): Promise<StoredRoute[]> {
  return db.many<StoredRoute>(
    sql`select id, name, standing, category from journey_route where home = ${firstHomeOf(workspace)} order by name, id limit 200`,
  )
}

export function setRoute({ db, workspace, now, actor }: TxScope, route: StoredRoute): Promise<number> {
  return db.run(sql`
    insert into journey_route (home, id, name, standing, category, changed_at, changed_by)
    values (${firstHomeOf(workspace)}, ${route.id}, ${route.name}, ${route.standing}, ${route.category}, ${now}, ${actor.name})
    on conflict (home, id) do update set name = excluded.name, standing = excluded.standing, category = excluded.category, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function deleteRoute({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from journey_route where home = ${firstHomeOf(workspace)} and id = ${id}`)
}
