/** SAFETY.md G4: what is acknowledged was synced to the disk first. Counted from outside by strace, where there is one; else skipped, and said so. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestDirectory } from '#testing/directory.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'

const ACKNOWLEDGED = 40

let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let program: Program
beforeAll(async () => {
  directory = await makeTestDirectory('durable')
  program = await startProgram({ SPOONFUL_DATA: directory.path })
})
afterAll(async () => {
  await program?.stop()
  await directory.remove()
})

test(
  'each acknowledgement, one after the other, follows a sync of its own',
  { timeout: 120_000 },
  async () => {
    const ready = await fetch(`${program.url}/readyz`)
    expect(await ready.json()).toMatchObject({ ready: true, durable: true })
    const secret = await aKey(program.url, await enter(program), ['intake'])
    const counter = await startCounting(await databaseProcesses())
    if (typeof counter === 'string') return console.log(`SKIPPED: ${counter}`)
    for (let i = 0; i < ACKNOWLEDGED; i++) expect(await track(secret, i)).toBe(200)
    const synced = await counter.stop()
    console.log(`check:durable: ${ACKNOWLEDGED} acknowledged one after the other, ${synced} syncs`)
    expect(synced).toBeGreaterThanOrEqual(ACKNOWLEDGED)
  },
)

async function track(secret: string, i: number): Promise<number> {
  const { status } = await fetch(`${program.url}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${secret}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messageId: `d-${i}`, userId: 'maren', event: 'Contact Received', properties: { message: 'Where is it?' } }), // prettier-ignore
  })
  return status
}

/** The database’s first process, which all later ones come from, and those that run now. */
async function databaseProcesses(): Promise<number[]> {
  const files = await readdir(directory.path, { recursive: true })
  const file = files.find((name) => name.endsWith('postmaster.pid'))
  if (file === undefined) throw new Error('the database says nowhere which process it is')
  const first = Number((await readFile(join(directory.path, file), 'utf8')).split('\n')[0])
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8').catch(() => '')
  return [first, ...children.split(' ').filter(Boolean).map(Number)]
}

/** Counts syncs of the disk from now on; answers why where it can’t. */
async function startCounting(pids: readonly number[]): Promise<{ stop(): Promise<number> } | string> {
  if (process.platform !== 'linux') return 'strace is for Linux'
  if (spawnSync('strace', ['-V']).error) return 'there is no strace here'
  const child: ChildProcess = spawn(
    'strace',
    ['-f', '-e', 'trace=fsync,fdatasync', ...pids.flatMap((pid) => ['-p', String(pid)])],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()))
  const attached = () => [...said.matchAll(/Process \d+ attached/g)].length
  for (let i = 0; i < 200 && attached() < pids.length && child.exitCode === null; i++) await sleep(50)
  if (attached() < pids.length) {
    child.kill('SIGINT')
    return `strace may not look at the database: ${said.slice(0, 200)}`
  }
  const before = said.length
  return {
    stop: async () => {
      await sleep(200)
      child.kill('SIGINT')
      await once(child, 'exit')
      // A call that another one interrupts is written in two lines; its beginning counts.
      return [...said.slice(before).matchAll(/\bf(?:data)?sync\(/g)].length
    },
  }
}
