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
  const key = `${workspaceId} ${kind} ${value}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const digest = digestOf(workspaceId, kind, value)
  const id = makeId<'customer'>(NO_TIME, slotFrom(digest), digest.subarray(2))
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(key, id)
  return id
}

/** Ids worked out before: the same people come again and again. A pure function's memory, so forgetting it changes nothing. */
const remembered = new Map<string, CustomerId>()
const REMEMBERED = 50_000

export function entryIdOf(source: string, messageId: string, at: Date, customerId: CustomerId): EntryId {
  return makeId<'entry'>(at, slotOf(customerId), digestOf(source, messageId).subarray(2))
}

/** The same picture of the same thing is one, however often it is sent. `of` is the id of an entry or a task of the customer. */
export function pictureIdOf(of: string, name: string): PictureId {
  return makeId<'picture'>(NO_TIME, slotOf(of), digestOf('picture', of, name).subarray(2))
}

/** The same file at the same place of an entry is one. */
export function fileIdOf(entryId: EntryId, place: number, name: string): FileId {
  return makeId<'file'>(NO_TIME, slotOf(entryId), digestOf('file', entryId, String(place), name).subarray(2))
}

/** Threads are named by a source's kind ("segment"), so that two keys of one shop speak of the same thread. */
export function conversationIdOf(
  workspaceId: WorkspaceId,
  source: string,
  conversation: string,
): ConversationId {
  const digest = digestOf(workspaceId, source.split(':')[0] ?? source, conversation)
  return makeId<'conversation'>(NO_TIME, slotFrom(digest), digest.subarray(2))
}

/** Where the memory of a message lives: its slot comes from the message alone (SCALE.md S5). */
export function seenSlotOf(source: string, messageId: string): number {
  return slotFrom(digestOf(source, messageId))
}

function digestOf(...parts: readonly string[]): Buffer {
  return hash('sha256', parts.join('\n'), 'buffer')
}

function slotFrom(digest: Buffer): number {
  return digest.readUInt16BE(0) & 0xfff
}
