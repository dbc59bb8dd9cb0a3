/** A server that outlived the process which started it (killed, power cut): recognises it and stops it without loss. */
import { execFile } from 'node:child_process'
import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartError } from '#platform/start-error.ts'
import { markOf } from './directory-lock.ts'

/** What a server says about itself in `postmaster.pid`. */
export type Postmaster = { readonly pid: number; readonly sockets: string; readonly isReady: boolean }

/** The server's own account in a cluster directory, or undefined when there is none. Its process may be gone. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const [pid, , , , sockets, , , status] = (text ?? '').split('\n')
  if (!pid || !(Number(pid) > 0)) return undefined
  return { pid: Number(pid), sockets: sockets ?? '', isReady: status?.trim() === 'ready' }
}

/**
 * Stops a server that still runs on this cluster though nobody looks after it: a fast shutdown, after 20 s an immediate
 * one (committed work is recovered from the log at the next start). Needs the directory's lock.
 */
export async function stopLeftover(cluster: string, say: (sentence: string) => void): Promise<void> {
  const found = await readPostmaster(cluster)
  if (!found) return
  if (!(await isServerOf(found.pid, cluster))) return forgetUncollected(found.pid, cluster)
  say(`A database server of an earlier start still runs (process ${String(found.pid)}); stopping it first.`)
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(found.pid, signal)
    } catch {
      return // gone meanwhile
    }
    if (await endsWithin(found.pid, patience)) return
  }
  throw new StartError(
    `The database server of an earlier start (process ${String(found.pid)}) does not stop: end it with \`kill -9 ${String(found.pid)}\` and start again.`,
  )
}

/**
 * A killed server whose parent never collects it (the first process of many a container) keeps its number, and
 * PostgreSQL takes the number for a running server. Its note may go only when none of its workers is left, since they
 * would write on.
 */
async function forgetUncollected(pid: number, cluster: string): Promise<void> {
  if (process.platform !== 'linux' || !(await isUncollected(pid))) return
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (!(await hasWorkers(cluster))) return rm(join(cluster, 'postmaster.pid'), { force: true })
    await sleep(100)
  }
}

async function isUncollected(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).startsWith('Z')
}

/** Every process of a server works in its cluster directory. */
async function hasWorkers(cluster: string): Promise<boolean> {
  const directory = await realpath(cluster)
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await readlink(`/proc/${name}/cwd`).catch(() => '')) === directory) return true
  }
  return false
}

async function endsWithin(pid: number, patience: number): Promise<boolean> {
  const mark = await markOf(pid)
  for (let waited = 0; waited < patience; waited += 50) {
    if (mark === '' || (await markOf(pid)) !== mark) return true
    await sleep(50)
  }
  return false
}

/** Process numbers are used again: only a postgres that works in this very directory may be stopped. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const directory = await readlink(`/proc/${String(pid)}/cwd`).catch(() => '')
    return directory === (await realpath(cluster))
  }
  const run = promisify(execFile)
  const command = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => undefined)
  return command?.stdout.includes('postgres') === true && command.stdout.includes(cluster)
}
