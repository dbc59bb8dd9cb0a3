/**
 * SAFETY.md G12a, R32: a log, a file and a whole disk with no room left. What was acknowledged is there, reading goes on, and once there
 * is room everything does. The disk is a small one of its own in memory, in a mount namespace of the product alone, which takes root on
 * Linux: where that is not to be had, that part says SKIPPED. The file and the disk are for the long run (`SIZE=L`): whether the refusal
 * of a file or the broken connection reaches its sender first is a matter of luck.
 */
import { spawnSync } from 'node:child_process'
import { chmod, open, rm, stat, statfs, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { IS_LONG, SEED, tally } from '#testing/checks/run.ts'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { openProxy } from '#testing/proxy.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'

const shell = (before: string) => ['sh', '-c', `${before}exec "$@"`, 'sh']

test.skipIf(process.platform === 'win32')(
  'a log that takes no more ends nothing',
  { timeout: 120_000 },
  async () => {
    const directory = await makeTestDirectory('full-log')
    const proxy = await openProxy(await testDatabase())
    const program = await startProgram(
      { SPOONFUL_DATA: directory.path, DATABASE_URL: proxy.url, LOG_LEVEL: 'trace' },
      [],
      'src/server.ts',
      ['sh', '-c', 'exec "$@" 2> /dev/full', 'sh'],
    )
    try {
      const secret = await aKey(program.url, await enter(program), ['intake'])
      // Without its database it has much to say.
      proxy.cut()
      expect((await send(program, secret, 'gone')).status).toBe(503)
      proxy.mend()
      await expect.poll(async () => (await send(program, secret, 'back')).status, { timeout: 30_000 }).toBe(200) // prettier-ignore
      expect(program.child.exitCode).toBeNull()
    } finally {
      await program.stop()
      await proxy.close()
      await directory.remove()
    }
  },
)

test.runIf(IS_LONG)(
  'a file that finds no room while it is sent is refused in a sentence, and nothing of it stays',
  { timeout: 120_000 },
  async () => {
    const directory = await makeTestDirectory('full-file')
    const proxy = await openProxy(await testDatabase())
    // No file may become larger than a megabyte: the database is another process, and is not held.
    const program = await startProgram(
      { SPOONFUL_DATA: directory.path, DATABASE_URL: proxy.url },
      [],
      'src/server.ts',
      shell('ulimit -f 2048; '),
    )
    try {
      const cookie = await enter(program)
      const upload = (lines: number) =>
        fetch(`${program.url}/api/v1/imports?name=reviews.csv`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/octet-stream' },
          body: `id,date,email,message\n${Array.from({ length: lines }, (_, i) => `m${i},2025-03-01,c${i}@example.com,About line ${i} and what came of it`).join('\n')}`,
        })
      const refused = await upload(60_000)
      expect(refused.status).toBe(507)
      expect(await refused.json()).toMatchObject({ code: 'disk_full' })
      const { items } = (await (await fetch(`${program.url}/api/v1/imports`, { headers: { cookie } })).json()) as { items: unknown[] } // prettier-ignore
      expect(items).toEqual([])
      expect((await upload(50)).status).toBe(201)
    } finally {
      await program.stop()
      await proxy.close()
      await directory.remove()
    }
  },
)

const DISK_MB = 128
const LEAST_FREE_MB = 16
const CLIENTS = 4

test.runIf(IS_LONG)(
  'a disk without room takes nothing in, loses nothing and shows everything; with room it goes on by itself',
  { timeout: 300_000 },
  async () => {
    const directory = await makeTestDirectory('full-disk')
    const through = ['unshare', '--mount', 'sh', '-c', `mount -t tmpfs -o size=${DISK_MB}m,mode=711 none '${directory.path}' && exec "$@"`, 'sh'] // prettier-ignore
    const tried = spawnSync(through[0] ?? '', [...through.slice(1), 'true'], { encoding: 'utf8' })
    if (tried.status !== 0) {
      console.log(`SKIPPED: no disk of its own can be made here: ${tried.error?.message ?? tried.stderr.trim()}`) // prettier-ignore
      return directory.remove()
    }
    const program = await startProgram(
      { SPOONFUL_DATA: directory.path, SPOONFUL_MIN_FREE_MB: String(LEAST_FREE_MB), SPOONFUL_BACKUPS: '0' },
      [],
      'src/server.ts',
      through,
    )
    const counted = tally('full-disk')
    const disk = join('/proc', String(program.child.pid), 'root', directory.path)
    const acknowledged = new Set<string>()
    const answers = new Map<number, number>()
    let [isOver, slowest, number] = [false, 0, 0]
    try {
      const cookie = await enter(program)
      const secret = await aKey(program.url, cookie, ['intake', 'read'])
      const look = async () => (await fetch(`${program.url}/api/v1/queue`, { headers: { cookie } })).status
      const ready = async () => (await fetch(`${program.url}/readyz`)).status
      const clients = Array.from({ length: CLIENTS }, async () => {
        while (!isOver) {
          const id = `m-${number++}`
          const { status, tookMs } = await send(program, secret, id)
          if (status === 200) acknowledged.add(id)
          answers.set(status, (answers.get(status) ?? 0) + 1)
          slowest = Math.max(slowest, tookMs)
          counted.add()
          await sleep(status === 200 ? 5 : 50)
        }
      })
      await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(50)

      // The disk fills up under writes, down to its last byte, before the guard looks again: the database meets it.
      await fill(disk)
      await expect.poll(() => (answers.get(507) ?? 0) + (answers.get(503) ?? 0), { timeout: 60_000 }).toBeGreaterThan(50) // prettier-ignore
      await expect.poll(() => ready(), { timeout: 60_000 }).toBe(503)
      // The guard looked and the reserve made way: nothing reaches the database that would be written. It may have stopped at the
      // last byte before, and comes back by itself in the room that was kept for it.
      const before = acknowledged.size
      const began = performance.now()
      await expect.poll(look, { timeout: 60_000, interval: 100 }).toBe(200)
      const backAfterMs = Math.round(performance.now() - began)
      const looked: number[] = []
      for (let i = 0; i < 20; i++) {
        looked.push(await look())
        await sleep(100)
      }
      expect(acknowledged.size).toBe(before)
      expect(looked).toEqual(looked.map(() => 200))
      expect((await fetch(`${program.url}/healthz`)).status).toBe(200)

      // Room, but less than the guard wants, and never more: it looks when it likes.
      await cutShorter(disk, LEAST_FREE_MB - 8)
      await sleep(6_000)
      expect(acknowledged.size).toBe(before)
      expect(await look()).toBe(200)

      await rm(join(disk, 'filler'))
      await expect.poll(() => ready(), { timeout: 60_000 }).toBe(200)
      await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(before + 20)
      isOver = true
      await Promise.all(clients)

      const stored = await storedIds(program, secret)
      expect(new Set(stored).size, 'each stands once').toBe(stored.length)
      const lost = [...acknowledged].filter((id) => !stored.includes(id))
      expect(lost).toEqual([])
      expect(program.child.exitCode).toBeNull()
      expect([...answers.keys()].filter((status) => ![200, 503, 507].includes(status))).toEqual([])
      counted.end(100, {
        'disk MB': DISK_MB,
        'reading again after ms': backAfterMs,
        ...Object.fromEntries([...answers].map(([status, count]) => [`answered ${status}`, count])),
        lost: lost.length,
        'slowest answer ms': Math.round(slowest),
        seed: SEED,
      })
    } finally {
      isOver = true
      await program.stop()
      await directory.remove()
    }
  },
)

async function send({ url }: Program, secret: string, id: string) {
  const began = performance.now()
  const { status } = await fetch(`${url}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${secret}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messageId: id, userId: 'maren', event: 'Contact Received', properties: { message: `Where is it? ${id}` } }), // prettier-ignore
  })
  return { status, tookMs: performance.now() - began }
}

/** Writes a file until nothing is free. */
async function fill(disk: string): Promise<void> {
  const file = await open(join(disk, 'filler'), 'w')
  const part = Buffer.alloc(256 * 1024)
  try {
    for (;;) {
      const { bavail } = await statfs(disk)
      if (bavail <= 0) return
      await file.write(part)
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  } finally {
    await file.close()
  }
  await chmod(join(disk, 'filler'), 0o600)
}

/** Gives so much of the file back. */
async function cutShorter(disk: string, mb: number): Promise<void> {
  const filler = join(disk, 'filler')
  await truncate(filler, (await stat(filler)).size - mb * 1024 ** 2)
}

async function storedIds({ url }: Program, secret: string): Promise<string[]> {
  const ask = async <T>(path: string) => (await (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${secret}` } })).json()) as T // prettier-ignore
  const { items } = await ask<{ items: { id: string }[] }>('/customers?identity=external:user:maren')
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: { text: string }[]; next: string | null } = await ask(`/customers/${items[0]?.id}/timeline?limit=200${cursor ? `&cursor=${cursor}` : ''}`) // prettier-ignore
    ids.push(...page.items.map(({ text }) => text.split(' ').at(-1) ?? ''))
    cursor = page.next
  }
  return ids
}
