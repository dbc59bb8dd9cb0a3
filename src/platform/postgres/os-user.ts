/** The system user the database runs as, and what that user can reach; never changes the rights of a directory it did not make. */
import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** PostgreSQL refuses to run as root, so root hands it to a user that the system has: `nobody`, on macOS `_postgres`. */
const STAND_IN =
  process.platform === 'darwin'
    ? { name: '_postgres', uid: 216, gid: 216 }
    : { name: 'nobody', uid: 65_534, gid: 65_534 }

/** A user by name, with its number and its group's. */
export type OsUser = { readonly name: string; readonly uid: number; readonly gid: number }

/** Whom the database must run as; undefined means: as ourselves. */
export function databaseUser(): OsUser | undefined {
  return process.getuid?.() === 0 ? STAND_IN : undefined
}

/** The part of `spawn`'s options that makes a program run as this user. */
export function idsOf(user: OsUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}

/**
 * The outermost directory on the way to `path` (itself included) that the user cannot enter, with its mode, or undefined
 * when the way is free. Reads mode bits only: access lists that give more than the mode says are not seen.
 */
export async function findBarrier(
  path: string,
  user: OsUser | undefined,
): Promise<{ path: string; mode: string } | undefined> {
  if (!user) return undefined
  for (const step of waysTo(path)) {
    const found = await stat(step).catch(() => undefined)
    if (!found?.isDirectory()) return undefined // not made yet, or nothing to enter
    if (!isAllowed(found, user, 1)) return { path: step, mode: modeOf(found.mode) }
  }
  return undefined
}

/** Whether the user has all of the rights in `bits` (4 read, 2 write, 1 enter or run) on this one file or directory. */
export async function mayRead(path: string, user: OsUser, bits: number): Promise<boolean> {
  return isAllowed(await stat(path), user, bits)
}

function isAllowed({ mode, uid, gid }: Stats, user: OsUser, bits: number): boolean {
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & bits) === bits
}

function waysTo(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...waysTo(parent), path]
}

function modeOf(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0')
}
