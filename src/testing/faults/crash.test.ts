/** SAFETY.md G2: kill -9 under writes. What was acknowledged is there, once, and the product comes back by itself. SIZE, KILLS and SEED can be set. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SEED, sized, tally } from '#testing/checks/run.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'
import { seededChance } from '#testing/workspace.ts'

const KILLS = Number(process.env['KILLS'] ?? sized(20, 200))
const CLIENTS = 8
const BATCH = 5

let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let program: Program | undefined

beforeAll(async () => {
  directory = await makeTestDirectory('crash')
})
afterAll(async () => {
  await program?.stop()
  await directory.remove()
})

test(
  `of what was acknowledged nothing is lost over ${KILLS} kills`,
  { timeout: KILLS * 30_000 },
  async () => {
    const counted = tally('crash')
    let slowest = 0
    const random = seededChance(SEED)
    const upTo = (most: number) => ((random(2)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) % most
    const environment = { SPOONFUL_DATA: directory.path }
    program = await startProgram(environment)
    const secret = await aKey(program.url, await enter(program), ['intake', 'read'])
    const acknowledged = new Set<string>()
    let sent = 0

    for (let kill = 0; kill < KILLS; kill++) {
      const { url } = program
      let isUp = true
      const clients = Array.from({ length: CLIENTS }, async (_, client) => {
        while (isUp) {
          const batch = Array.from({ length: BATCH }, () => {
            const id = `m-${sent++}`
            return {
              type: 'track',
              event: 'Contact Received',
              messageId: id,
              userId: `user-${client}`,
              properties: { message: `Where is my order? ${id}` },
            }
          })
          try {
            const response = await fetch(`${url}/v1/batch`, {
              method: 'POST',
              headers: { authorization: `Basic ${btoa(`${secret}:`)}`, 'content-type': 'application/json' },
              body: JSON.stringify({ batch }),
            })
            await response.text()
            if (response.status === 200) for (const { messageId } of batch) acknowledged.add(messageId)
          } catch {
            // The server died with the request under way: nothing was acknowledged.
            if (isUp) await new Promise((resolve) => setTimeout(resolve, 5))
          }
        }
      })
      await new Promise((resolve) => setTimeout(resolve, 30 + upTo(1_470)))
      await program.kill()
      isUp = false
      await Promise.all(clients)
      const began = performance.now()
      program = await startProgram(environment)
      slowest = Math.max(slowest, performance.now() - began)
      counted.add()
    }

    const stored: string[] = []
    for (let client = 0; client < CLIENTS; client++)
      stored.push(...(await messageTexts(program.url, secret, `external:user:user-${client}`)))
    const ids = stored.map((text) => text.split(' ').at(-1) ?? '')
    expect(new Set(ids).size, 'each message stands once').toBe(ids.length)
    const lost = [...acknowledged].filter((id) => !ids.includes(id))
    expect(lost).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(KILLS)
    counted.end(KILLS, {
      acknowledged: acknowledged.size,
      stored: ids.length,
      lost: lost.length,
      'slowest start again s': Math.round(slowest / 100) / 10,
    })
  },
)

async function messageTexts(url: string, secret: string, identity: string): Promise<string[]> {
  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${secret}` } })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const { items } = await ask<{ items: { id: string }[] }>(
    `/customers?identity=${encodeURIComponent(identity)}`,
  )
  const texts: string[] = []
  for (let cursor: string | null = ''; items[0] && cursor !== null;) {
    const page: { items: { text: string }[]; next: string | null } = await ask(
      `/customers/${items[0].id}/timeline?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    )
    texts.push(...page.items.map(({ text }) => text))
    cursor = page.next
  }
  return texts
}
