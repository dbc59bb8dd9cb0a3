/** Clients that write without a pause while something is killed, and the comparison of what they were told with what is stored. */
import { setTimeout as wait } from 'node:timers/promises'

const CLIENTS = 8
const BATCH = 5

export type Writers = {
  /** Ids of the messages the product said it holds, over all rounds. */
  readonly acknowledged: ReadonlySet<string>
  /** What else came, over all rounds: a status and its Retry-After ("503 2"), or "broken off". */
  readonly refusals: ReadonlySet<string>
  /**
   * Begins a round against the product at `url`, each writer with a pause after what was acknowledged; what it answers ends it, once
   * the last request under way is answered or broken off.
   */
  start(url: string, pauseMs?: number): () => Promise<void>
  /** Reads every writer's timeline; asks again where the database is on its way back. Throws where the product does not answer. */
  compare(url: string): Promise<Compared>
}

export type Compared = {
  /** How many messages stand in the timelines. */
  readonly stored: number
  /** Ids that stand more than once. */
  readonly twice: readonly string[]
  /** Ids that were acknowledged and stand nowhere. */
  readonly lost: readonly string[]
}

/** Writers with the key `secret`, which needs the scopes intake and read. */
export function writersWith(secret: string): Writers {
  const acknowledged = new Set<string>()
  const refusals = new Set<string>()
  let sent = 0
  return {
    acknowledged,
    refusals,
    start: (url, pauseMs = 0) =>
      startRound({ url, secret, pauseMs, acknowledged, refusals, next: () => sent++ }),
    compare: (url) => compare(url, secret, acknowledged),
  }
}

type Round = {
  readonly url: string
  readonly secret: string
  readonly pauseMs: number
  readonly acknowledged: Set<string>
  readonly refusals: Set<string>
  readonly next: () => number
}

function startRound({ url, secret, pauseMs, acknowledged, refusals, next }: Round): () => Promise<void> {
  let isUp = true
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    while (isUp) {
      const batch = Array.from({ length: BATCH }, () => {
        const id = `m-${next()}`
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
        if (response.status === 200) {
          for (const { messageId } of batch) acknowledged.add(messageId)
          if (pauseMs > 0 && isUp) await wait(pauseMs)
        } else {
          refusals.add(`${response.status} ${response.headers.get('retry-after')}`)
          if (isUp) await wait(5)
        }
      } catch {
        // Something died with the request under way: nothing was acknowledged.
        refusals.add('broken off')
        if (isUp) await wait(5)
      }
    }
  })
  return async () => {
    isUp = false
    await Promise.all(clients)
  }
}

async function compare(url: string, secret: string, acknowledged: ReadonlySet<string>): Promise<Compared> {
  const ids: string[] = []
  for (let client = 0; client < CLIENTS; client++)
    for (const text of await messageTexts(url, secret, `external:user:user-${client}`))
      ids.push(text.split(' ').at(-1) ?? '')
  const once = new Set<string>()
  const twice = ids.filter((id) => once.size === once.add(id).size)
  return { stored: ids.length, twice, lost: [...acknowledged].filter((id) => !once.has(id)) }
}

async function messageTexts(url: string, secret: string, identity: string): Promise<string[]> {
  const ask = async <T>(path: string): Promise<T> => {
    const once = () => fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${secret}` } })
    let response = await once()
    for (let tries = 0; response.status === 503 && tries < 60; tries++) {
      await wait(500)
      response = await once()
    }
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
