/** Keyset cursors: the place after the last row of a page, opaque to whoever carries it. */

/** Packs the sort key of the last row. */
export function writeCursor(...parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url')
}

/** The parts of a cursor with that many of them, or undefined where the text is none of ours. */
export function readCursor(cursor: string, parts: number): string[] | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(read) && read.length === parts && read.every((part) => typeof part === 'string')
      ? read
      : undefined
  } catch {
    return undefined
  }
}
