/** SQL of pictures: what customers sent, and what was made for them. */
import { homeOf, type CustomerId, type Home, type PictureId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type PictureRow = {
  readonly id: PictureId
  /** Null where it is of no customer: a photo of a place. */
  readonly customerId: CustomerId | null
  readonly ofId: string
  readonly place: number
  readonly name: string
  readonly contentId: string | null
  readonly width: number
  readonly height: number
  readonly at: Date
  readonly byName: string | null
}
export type StoredPicture = PictureRow & { readonly bytes: Uint8Array }

const columns = sql.raw('id, customer_id, of_id, place, name, content_id, width, height, at, by_name')

/** Keeps a picture; one that is there already stays as it is. */
export function insertPicture({ db }: TxScope, home: Home, row: StoredPicture): Promise<number> {
  return db.run(sql`
    insert into picture (home, ${columns}, bytes)
    values (${home}, ${row.id}, ${row.customerId}, ${row.ofId}, ${row.place}, ${row.name}, ${row.contentId}, ${row.width}, ${row.height}, ${row.at}, ${row.byName}, ${row.bytes})
    on conflict (home, id) do nothing`)
}

/** The pictures of entries and tasks, in the order in which they came; without their bytes. */
export function listPicturesOf({ db, homes }: TxScope, ofIds: readonly string[]): Promise<PictureRow[]> {
  return db.many<PictureRow>(sql`
    select ${columns} from picture where home = any(${homes}::bigint[]) and of_id = any(${ofIds}::uuid[])
    order by of_id, place, id limit 400`)
}

/** The pictures of one entry or task with their bytes. */
export function listStoredOf({ db, workspace }: TxScope, ofId: string): Promise<StoredPicture[]> {
  return db.many<StoredPicture>(sql`
    select ${columns}, bytes from picture where home = ${homeOf(workspace, ofId)} and of_id = ${ofId} order by place, id limit 20`)
}

export function findPicture({ db, workspace }: TxScope, id: string): Promise<StoredPicture | undefined> {
  return db.maybe<StoredPicture>(
    sql`select ${columns}, bytes from picture where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** Only one of a customer: photos of a place go with their note. */
export function deletePicture({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(
    sql`delete from picture where home = ${homeOf(workspace, id)} and id = ${id} and customer_id is not null`,
  )
}

/** All pictures of things that stand in one home. */
export function deletePicturesOf({ db }: TxScope, home: Home, ofIds: readonly string[]): Promise<number> {
  return db.run(sql`delete from picture where home = ${home} and of_id = any(${ofIds}::uuid[])`)
}
