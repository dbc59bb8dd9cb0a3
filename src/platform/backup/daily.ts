/** A backup a day, by itself, and the newest few kept: what is there when nobody thought of one. */
import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '#platform/database.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import { freeBytesOf } from '#platform/room.ts'
import type { BackupKeys } from './sealed-file.ts'
import { takeBackup } from './take.ts'

export type DailyOptions = {
  readonly connection: Connection
  readonly directory: string
  /** How many are kept; 0 for none at all. */
  readonly keep: number
  readonly keys: BackupKeys
  readonly clock: () => Date
  readonly log: Pick<Logger, 'warn' | 'error'>
  /** Room that must stay on the disk, in bytes. */
  readonly minFreeBytes: number
}

export type KeptBackup = { readonly path: string; readonly takenAt: Date; readonly bytes: number }

const DAY_MS = 86_400_000
/** Soon after the start, since some machines run for minutes a day only; then often enough to try again what failed. */
const FIRST_LOOK_MS = 2 * 60_000
const LOOK_MS = 15 * 60_000
const NAME = /^spoonful-(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)Z\.backup$/
const DRAFT = /^\.spoonful-[0-9a-f-]{36}\.part$/

/** Looks from time to time whether one is due. */
export function startDailyBackups(options: DailyOptions): { stop(): Promise<void> } {
  if (options.keep === 0) return { stop: () => Promise.resolve() }
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    running = running.then(() =>
      backUpIfDue(options).catch((error: unknown) => {
        if (!isConnectionLoss(error)) options.log.error({ err: error }, 'the daily backup was not taken')
      }),
    )
  }
  const first = setTimeout(look, FIRST_LOOK_MS)
  const later = setInterval(look, LOOK_MS)
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(later)
      await running
    },
  }
}

/** Takes one where the newest is a day old or there is none, then lets the oldest go. Answers its path, or undefined where none was due. */
export async function backUpIfDue(options: DailyOptions): Promise<string | undefined> {
  const { directory, clock, connection, keys, keep } = options
  const now = clock()
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const [newest] = await listBackups(directory)
  if (newest && now.getTime() - newest.takenAt.getTime() < DAY_MS) return undefined
  await removeDrafts(directory, now)
  if (!(await hasRoom(options, newest?.bytes ?? 0))) {
    options.log.warn({ directory }, 'the daily backup was not taken: its disk has too little room')
    return undefined
  }
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '')
  const name = `spoonful-${stamp}.backup`
  const { path } = await takeBackup(connection, join(directory, name), keys, now)
  for (const old of (await listBackups(directory)).slice(keep)) await unlink(old.path)
  return path
}

/** The backups that were taken by themselves, newest first. */
export async function listBackups(directory: string): Promise<KeptBackup[]> {
  const names = await readdir(directory).catch(() => [])
  const kept = await Promise.all(
    names.map(async (name) => {
      const [, day, hour, minute, second] = NAME.exec(name) ?? []
      if (day === undefined) return []
      const path = join(directory, name)
      const takenAt = new Date(`${day}${hour}:${minute}:${second}Z`)
      const found = await stat(path).catch(() => undefined)
      return found ? [{ path, takenAt, bytes: found.size }] : []
    }),
  )
  return kept.flat().sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime())
}

/** Room for one half as large again as the last, beside what must stay free. */
async function hasRoom({ directory, minFreeBytes }: DailyOptions, lastBytes: number): Promise<boolean> {
  return (await freeBytesOf(directory)) >= minFreeBytes + lastBytes * 1.5
}

/** What a killed process had begun to write. */
async function removeDrafts(directory: string, now: Date): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!DRAFT.test(name)) continue
    const { mtimeMs } = await stat(join(directory, name))
    if (now.getTime() - mtimeMs > DAY_MS / 24) await unlink(join(directory, name))
  }
}
