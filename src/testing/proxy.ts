/** A wire between the product and its database that a test can cut, slow down, let hang, and mend. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestConnection } from './global-setup.ts'

export type Wire = {
  readonly url: string
  /** Ends every connection and refuses new ones. */
  cut(): void
  /** What is said to the database arrives so many milliseconds later: each question takes that much longer. */
  slow(ms: number): void
  /**
   * Lets connections stand open with nothing passing either way, and nobody hears that the other end has gone: all there
   * are and all that come, or so many of those with this `application_name`. Answers how many hang now.
   */
  hang(some?: { readonly count: number; readonly name: string }): number
  /** Cut, slow and hanging are over; what was held back goes on. */
  mend(): void
  close(): Promise<void>
}

/** One connection of the product; `release` lets what waits go on. */
type Line = {
  readonly sockets: readonly Socket[]
  /** What it said first, with its name in it. */
  said: string
  hung: Promise<void> | undefined
  release: () => void
}

/** Opens a wire to the database; `url` is what DATABASE_URL takes. */
export async function openProxy({ host, port, user, password, database }: TestConnection): Promise<Wire> {
  const lines = new Set<Line>()
  const now = { isCut: false, hangsAll: false, slowMs: 0 }
  const server = createServer((near) => {
    if (now.isCut) return void near.destroy()
    const far = host.startsWith('/')
      ? createConnection(join(host, `.s.PGSQL.${port}`))
      : createConnection(port, host)
    const line: Line = { sockets: [near, far], said: '', hung: undefined, release: () => {} }
    lines.add(line)
    if (now.hangsAll) hangUp(line)
    const both = [carry(near, far, line, () => now.slowMs), carry(far, near, line, () => 0)]
    void Promise.all(both).then(() => lines.delete(line))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = () => {
    for (const { sockets, release } of lines) {
      for (const socket of sockets) socket.destroy()
      release()
    }
  }
  return {
    url: `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${(server.address() as AddressInfo).port}/${database}`,
    cut: () => {
      now.isCut = true
      end()
    },
    slow: (ms) => {
      now.slowMs = ms
    },
    hang: (some) => {
      now.hangsAll = some === undefined
      const named = [...lines].filter(
        ({ said }) => !some || said.includes(`application_name\0${some.name}\0`),
      )
      const chosen = named.slice(0, some?.count)
      chosen.forEach(hangUp)
      return chosen.length
    },
    mend: () => {
      Object.assign(now, { isCut: false, hangsAll: false, slowMs: 0 })
      for (const line of lines) {
        line.hung = undefined
        line.release()
      }
    },
    close: async () => {
      end()
      server.close()
      await once(server, 'close')
    },
  }
}

function hangUp(line: Line): void {
  line.hung ??= new Promise((resolve) => (line.release = resolve))
}

/** Takes what one end says to the other until it ends. While the line hangs, not even an end is passed on. */
async function carry(from: Socket, to: Socket, line: Line, lateMs: () => number): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      line.said ||= chunk.toString('latin1')
      if (lateMs() > 0) await pause(lateMs())
      await line.hung
      await new Promise((written) => to.write(chunk, written))
    }
  } catch {
    // It broke off.
  }
  await line.hung
  to.destroy()
}
