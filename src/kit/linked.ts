/** Whether words hold something that a mail program, or a page, would make a link of. Pure. */

/** A scheme, an address, a name of a server (with any of the signs taken for its dot), numbers of one, or half an address. */
const LINKED =
  /[a-z][a-z\d+.-]{1,11}:[\p{L}\p{N}/+]|\/\/|[\p{L}\p{N}-][.。．｡]\p{L}{2,}|\d{1,3}(?:\.\d{1,3}){3}|[\p{L}\p{N}]@/iu

/** Errs to yes: a full stop with no space behind it may be a dot. */
export const hasLink = (text: string): boolean => LINKED.test(text)
