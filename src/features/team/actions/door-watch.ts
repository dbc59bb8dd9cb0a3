/**
 * Tells the audit log of refused guesses at members, gathered by member and kind for half a minute: never in the request that was refused,
 * which would take longer where somebody has that address, and never a line for each guess, which would let a stranger fill the log.
 */
import { isId, type MemberId } from '#kit/id.ts'
import type { Database } from '#platform/database.ts'
import type { Logger } from '#platform/log.ts'
import { auditRefused } from './audited.ts'

const EVERY_MS = 30_000
const WATCHED: ReadonlySet<string> = new Set(['sign_in_wrong', 'code_wrong', 'password_wrong'])

export type DoorWatch = {
  /** Takes a refusal to heart; others than guesses at a member are let pass. */
  note(refused: { readonly code: string; readonly about: string | undefined }): void
  /** Writes what was gathered. */
  tell(): Promise<void>
  /** Writes what was gathered, and ends. */
  stop(): Promise<void>
}

export function openDoorWatch({
  db: database,
  log,
  clock,
}: {
  db: Database
  log: Logger
  clock: () => Date
}): DoorWatch {
  let counts = new Map<string, { memberId: MemberId; because: string; count: number }>()
  async function tell(): Promise<void> {
    const gathered = [...counts.values()]
    counts = new Map()
    for (const { memberId, because, count } of gathered)
      await database
        .owner((db) => auditRefused(db, memberId, clock(), { because, count }))
        .catch((error: unknown) => log.warn({ err: error }, 'refused guesses were not told to the audit log'))
  }
  const timer = setInterval(() => void tell(), EVERY_MS)
  timer.unref()
  return {
    note({ code, about }) {
      if (!WATCHED.has(code) || about === undefined || !isId(about)) return
      const key = `${code} ${about}`
      const before = counts.get(key)?.count ?? 0
      counts.set(key, { memberId: about as MemberId, because: code, count: before + 1 })
    },
    tell,
    stop: async () => {
      clearInterval(timer)
      await tell()
    },
  }
}
