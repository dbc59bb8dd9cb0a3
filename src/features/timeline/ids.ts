/** Ids that are a function of what they name, so that writers need no look-up and a retry finds its own row. */
import { hash } from 'node:crypto'
import {
  makeId,
  slotOf,
  type ConversationId,
  type CustomerId,
  type EntryId,
  type FileId,
  type PictureId,
  type WorkspaceId,
} from '#kit/id.ts'
import type { Identity } from './rules/identity.ts'

/** All rows derived from an identity share one instant: nothing was said about when she began. */
const NO_TIME = new Date(0)

export function customerIdOf(
  workspaceId: WorkspaceId,
  { kind, value }: Pick<Identity, 'kind' | 'value'>,
): CustomerId {
  const digest = digestOf(`${workspaceId}\n${kind}\n${value}`)
  return makeId<'customer'>(NO_TIME, slotFrom(digest), restOf(digest))
}

export function entryIdOf(source: string, messageId: string, at: Date, customerId: CustomerId): EntryId {
  return makeId<'entry'>(at, slotOf(customerId), restOf(digestOf(`${source}\n${messageId}`)))
}

/** The same picture of the same thing is one, however often it is sent. `of` is the id of an entry or a task of the customer. */
export function pictureIdOf(of: string, name: string): PictureId {
  return makeId<'picture'>(NO_TIME, slotOf(of), restOf(digestOf(`picture\n${of}\n${name}`)))
}

/** The same file at the same place of an entry is one. */
export function fileIdOf(entryId: EntryId, place: number, name: string): FileId {
  return makeId<'file'>(NO_TIME, slotOf(entryId), restOf(digestOf(`file\n${entryId}\n${place}\n${name}`)))
}

/** Threads are named by a source's kind ("segment"), so that two keys of one shop speak of the same thread. */
export function conversationIdOf(
  workspaceId: WorkspaceId,
  source: string,
  conversation: string,
): ConversationId {
  const colon = source.indexOf(':')
  const digest = digestOf(
    `${workspaceId}\n${colon === -1 ? source : source.slice(0, colon)}\n${conversation}`,
  )
  return makeId<'conversation'>(NO_TIME, slotFrom(digest), restOf(digest))
}

/** Where the memory of a message lives: its slot comes from the message alone (SCALE.md S5). */
export function seenSlotOf(source: string, messageId: string): number {
  return slotFrom(digestOf(`${source}\n${messageId}`))
}

/** In hexadecimal digits: handed over as text a digest costs a third of what its bytes cost (measured 2026-11). */
const digestOf = (text: string) => hash('sha256', text, 'hex')

const slotFrom = (digest: string) => Number.parseInt(digest.slice(0, 4), 16) & 0xfff
/** What stands behind the digits that gave the slot. */
const restOf = (digest: string) => digest.slice(4, 20)
