/** The product as a user starts it: the real server in a process of its own, on a free port and a data directory of the test. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export type Program = {
  /** "http://127.0.0.1:12345" */
  readonly url: string
  /** The one-time link that was printed. */
  readonly enterUrl: string
  readonly child: ChildProcess
  /** What it said on standard error so far. */
  readonly said: () => string
  /** As Ctrl-C does; answers the exit code. */
  stop(): Promise<number | null>
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
}

/**
 * Starts the server (or `script`) and waits for its ready line. Rejects with what it said where it ends before. `through` is a command
 * that becomes it in the end ("sh -c 'ulimit …; exec "$@"' sh").
 */
export async function startProgram(
  environment: Record<string, string>,
  args: readonly string[] = [],
  script = 'src/server.ts',
  through: readonly string[] = [],
): Promise<Program> {
  const [command = process.execPath, ...given] = [...through, process.execPath, script, ...args]
  const child = spawn(command, given, {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const enterUrl = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, link] = /^Spoonful is ready: (\S+)$/.exec(line) ?? []
      if (link) resolve(link)
    })
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`It ended with ${code}: ${said}`)))
  })
  const gone = once(child, 'exit')
  return {
    url: new URL(enterUrl).origin,
    enterUrl,
    child,
    said: () => said,
    stop: async () => {
      child.kill('SIGINT')
      await gone
      return child.exitCode
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Enters by the printed link; answers the session's cookie for further requests. */
export async function enter({ enterUrl }: Pick<Program, 'enterUrl'>): Promise<string> {
  const response = await fetch(enterUrl, { redirect: 'manual' })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`no session: ${response.status} ${await response.text()}`)
  return cookie
}

/** Makes a key through the API; answers its secret. */
export async function aKey(
  url: string,
  cookie: string,
  scopes: readonly string[],
  trust: 'server' | 'browser' = 'server',
): Promise<string> {
  const response = await fetch(`${url}/api/v1/keys`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'test', scopes, trust }),
  })
  if (!response.ok) throw new Error(`no key: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { secret: string }).secret
}
