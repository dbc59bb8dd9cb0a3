/**
 * Ids and their homes. An id is a UUIDv7 whose 12 bits of `rand_a` hold the slot of the customer it belongs to,
 * so that the id alone tells on which shard its row lives (SCALE.md).
 */

declare const brand: unique symbol

/** A UUIDv7 string that only fits where an id of the same kind is asked for. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }
export type WorkspaceId = Id<'workspace'>
export type MemberId = Id<'member'>
export type CustomerId = Id<'customer'>
export type ConversationId = Id<'conversation'>
export type EntryId = Id<'entry'>
export type MomentId = Id<'moment'>
export type FactId = Id<'fact'>
export type PromiseId = Id<'promise'>
export type ReplyId = Id<'reply'>
export type ActId = Id<'act'>
export type GrantId = Id<'grant'>
export type AskId = Id<'ask'>
export type TaskId = Id<'task'>
export type PictureId = Id<'picture'>
export type FileId = Id<'file'>

/** The distribution column: `workspace_no × 4096 + slice`. */
export type Home = number & { readonly [brand]: 'home' }

/** Where a workspace's rows live: its number and how many slices (a power of two, 1 to 4096) it is cut into. */
export type Homestead = { readonly no: number; readonly slices: number }

export const SLOTS = 4096

/**
 * Makes an id. `slot` 0 to 4095; `random` is at least eight bytes of chance, or of a hash for an id that must come out the
 * same again: as bytes, or as the hexadecimal digits a hash is read in fastest.
 */
export function makeId<Kind extends string>(at: Date, slot: number, random: Uint8Array | string): Id<Kind> {
  const hex = typeof random === 'string' ? random : hexOf(random)
  const variant = VARIANTS[Number.parseInt(hex.charAt(0), 16) & 3] ?? ''
  return `${timeText(at.getTime())}-7${slotText(slot)}-${variant}${hex.slice(1, 4)}-${hex.slice(4, 16)}` as Id<Kind>
}

/** The first twelve digits, as an id writes them. Rows that come in together often bear one time. */
function timeText(time: number): string {
  if (time === lastTime.at) return lastTime.text
  const digits = Math.max(0, time).toString(16).padStart(12, '0')
  lastTime.at = time
  lastTime.text = `${digits.slice(0, 8)}-${digits.slice(8)}`
  return lastTime.text
}
const lastTime = { at: 0, text: '00000000-0000' }

const slotText = (slot: number) => SLOT_TEXTS[slot] ?? ''
const SLOT_TEXTS = Array.from({ length: SLOTS }, (_, slot) => slot.toString(16).padStart(3, '0'))

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (let i = 0; i < 8; i++) hex += HEX[bytes[i] ?? 0] ?? ''
  return hex
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** The first digit of the variant, by the two bits that are free. */
const VARIANTS = ['8', '9', 'a', 'b']

/** The slot an id carries, 0 to 4095. */
export function slotOf(id: string): number {
  return Number.parseInt(id.slice(15, 18), 16)
}

/** The time an id was made for, to the millisecond. */
export function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** The home of the row that bears this id. */
export function homeOf(homestead: Homestead, id: string): Home {
  return homeOfSlot(homestead, slotOf(id))
}

export function homeOfSlot({ no, slices }: Homestead, slot: number): Home {
  return (no * SLOTS + (slot & (slices - 1))) as Home
}

/** All homes of a workspace, ascending. */
export function homesOf(homestead: Homestead): Home[] {
  return Array.from({ length: homestead.slices }, (_, slice) => homeOfSlot(homestead, slice))
}

/** Where what belongs to the whole workspace is kept. */
export function firstHomeOf(homestead: Homestead): Home {
  return homeOfSlot(homestead, 0)
}

/** The ids of a text in which they are packed, 16 bytes each in base64. */
export function unpackIds(packed: string): string[] {
  const hex = Buffer.from(packed, 'base64').toString('hex')
  return Array.from({ length: hex.length / 32 }, (_, i) => dashed(hex.slice(32 * i, 32 * i + 32)))
}

/** 32 hexadecimal digits as an id writes them. */
export function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether text is written as an id of ours: a UUID of version 7, lower case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}
