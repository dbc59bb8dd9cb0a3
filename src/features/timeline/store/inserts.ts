/**
 * The inserts of which taking in consists, as statements that may go out together. Columns come as binary arrays and are
 * unnested side by side in the select list: as a joint table in `from` PostgreSQL lays every column down first, which took a
 * fifth of the whole insert (measured 2026-11).
 */
import type { ConversationId, CustomerId, EntryId, Home } from '#kit/id.ts'
import {
  booleanArray,
  idArray,
  jsonArray,
  sql,
  textArray,
  timeArray,
  type NamedQuery,
} from '#platform/database.ts'
import type { Scope } from '#platform/scope.ts'
import type { IdentityKind } from '../contract.ts'
import type { DatedTraits, Profile } from '../rules/traits.ts'

/** An entry ready to be written. */
export type EntryRow = {
  readonly home: Home
  readonly id: EntryId
  readonly at: Date
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly kind: string
  readonly channel: string | null
  readonly source: string
  readonly messageId: string
  readonly title: string | null
  readonly body: string | null
  readonly authorKind: string
  readonly authorName: string | null
  /** JSON. */
  readonly data: string
}

export type CustomerRow = {
  readonly home: Home
  readonly id: CustomerId
  readonly identityKind: IdentityKind
  readonly identityValue: string
  readonly verified: boolean
  readonly traits: DatedTraits
  readonly profile: Profile
}

/** What is remembered of a message. */
export type SeenRow = Pick<EntryRow, 'source' | 'messageId' | 'at'>

type Now = Pick<Scope, 'now'>

/** Remembers messages of one source; fails with a unique violation where one is known. */
export function newSeen({ now }: Now, home: Home, source: string, rows: readonly SeenRow[]): NamedQuery {
  const ids = textArray(rows.map((row) => row.messageId))
  const times = timeArray(rows.map((row) => row.at))
  return {
    name: 'timeline.newSeen',
    query: sql`
      insert into intake_seen (home, source, message_id, at, seen_at)
      select ${home}::bigint, ${source}::text, unnest(${ids}::text[]), unnest(${times}::timestamptz[]), ${now}::timestamptz`,
  }
}

/** Writes entries of one home and one source; fails where one is there already. */
export function newEntries({ now }: Now, home: Home, source: string, rows: readonly EntryRow[]): NamedQuery {
  const text = (of: (row: EntryRow) => string | null) => textArray(rows.map(of))
  return {
    name: 'timeline.newEntries',
    query: sql`
      insert into entry (home, source, received_at, at, id, customer_id, conversation_id, kind, channel, message_id, title, body, author_kind, author_name, data)
      select ${home}::bigint, ${source}::text, ${now}::timestamptz,
        unnest(${timeArray(rows.map((row) => row.at))}::timestamptz[]), unnest(${idArray(rows.map((row) => row.id))}::uuid[]),
        unnest(${idArray(rows.map((row) => row.customerId))}::uuid[]), unnest(${idArray(rows.map((row) => row.conversationId))}::uuid[]),
        unnest(${text((row) => row.kind)}::text[]), unnest(${text((row) => row.channel)}::text[]),
        unnest(${text((row) => row.messageId)}::text[]), unnest(${text((row) => row.title)}::text[]), unnest(${text((row) => row.body)}::text[]),
        unnest(${text((row) => row.authorKind)}::text[]), unnest(${text((row) => row.authorName)}::text[]),
        unnest(${jsonArray(rows.map((row) => row.data))}::jsonb[])`,
  }
}

/** Writes customers that are not there yet. */
export function newCustomers({ now }: Now, home: Home, rows: readonly CustomerRow[]): NamedQuery {
  const json = (of: (row: CustomerRow) => unknown) => jsonArray(rows.map((row) => JSON.stringify(of(row))))
  return {
    name: 'timeline.newCustomers',
    query: sql`
      insert into customer (home, created_at, id, identity_kind, identity_value, verified, traits, profile)
      select ${home}::bigint, ${now}::timestamptz,
        unnest(${idArray(rows.map((row) => row.id))}::uuid[]), unnest(${textArray(rows.map((row) => row.identityKind))}::text[]),
        unnest(${textArray(rows.map((row) => row.identityValue))}::text[]), unnest(${booleanArray(rows.map((row) => row.verified))}::boolean[]),
        unnest(${json((row) => row.traits)}::jsonb[]), unnest(${json((row) => row.profile)}::jsonb[])
      on conflict (home, id) do nothing`,
  }
}

/** Marks identities as vouched for, held in the order of their ids as everywhere: two writers never wait for each other. */
export function newlyVouched(home: Home, ids: readonly CustomerId[]): NamedQuery {
  return {
    name: 'timeline.newlyVouched',
    query: sql`
      with held as (
        select id from customer
        where home = ${home}::bigint and id = any(${idArray(ids)}::uuid[]) and not verified order by id for update)
      update customer c set verified = true from held where c.home = ${home}::bigint and c.id = held.id`,
  }
}

/** Adds words by which customers of one home are found. */
export function newWords(
  home: Home,
  rows: readonly { readonly id: CustomerId; readonly words: readonly string[] }[],
): NamedQuery {
  const pairs = rows.flatMap(({ id, words }) => words.map((word) => ({ id, word })))
  return {
    name: 'timeline.newWords',
    query: sql`
      insert into customer_word (home, word, customer_id)
      select ${home}::bigint, unnest(${textArray(pairs.map(({ word }) => word))}::text[]), unnest(${idArray(pairs.map(({ id }) => id))}::uuid[])
      on conflict (home, word, customer_id) do nothing`,
  }
}
