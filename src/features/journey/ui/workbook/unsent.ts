/** Answers that were typed and are not with the server yet: kept on this device until they are, as drafts are. */
import { currentTime } from '#web/clock.ts'
import { allKept, forget, keep } from '#web/keep.ts'
import { signal } from '#web/signal.ts'

type Unsent = { id: string; text: string; base: number; at: number }

const THIRTY_DAYS = 30 * 86_400_000

/** Whether what an earlier visit left is at hand; a field shown sooner would miss it. */
export const unsentRead = signal(false)

const unsent = new Map<string, Unsent>()
const idOf = (book: string, key: string) => `${book}|${key}`
let reading: Promise<void> | undefined

export function readUnsent(): Promise<void> {
  reading ??= allKept<Unsent>('fields')
    .catch(() => [])
    .then((found) => {
      for (const one of found) {
        if (one.at < currentTime() - THIRTY_DAYS) void forget('fields', one.id)
        else if (!unsent.has(one.id)) unsent.set(one.id, one)
      }
      unsentRead.set(true)
    })
  return reading
}

export const unsentOf = (book: string, key: string) => unsent.get(idOf(book, key))

export function keepUnsent(book: string, key: string, text: string, base: number): void {
  const one = { id: idOf(book, key), text, base, at: currentTime() }
  unsent.set(one.id, one)
  void keep('fields', one).catch(() => undefined)
}

export function dropUnsent(book: string, key: string): void {
  unsent.delete(idOf(book, key))
  void forget('fields', idOf(book, key)).catch(() => undefined)
}

/** Everything of a workbook that is still here: its key, text, and the version it was written on. */
export const unsentIn = (book: string) =>
  [...unsent.values()].flatMap(({ id, text, base }) =>
    id.startsWith(`${book}|`) ? [{ key: id.slice(book.length + 1), text, base }] : [],
  )
