/** Changes on their way to the server: sent at once, or kept on this device in order until there is a connection again. */
import { isAtDoor, Problem, send } from './api.ts'
import type { Change } from './api.ts'
import { currentTime } from './clock.ts'
import { allKept, forget, keep } from './keep.ts'
import { signal } from './signal.ts'

/** `by`: whose press it was; nobody else sends it in her name. */
type Kept = Change & { id: number; by?: string }

/** How the connection stands: since when there is none (ms since 1970) and what waits. */
export const connection = signal<{ offlineSince: number | null; waiting: readonly Change[] }>({
  offlineSince: null,
  waiting: [],
})

export type Delivery = { waits: false; answer: unknown } | { waits: true }

const refused = new Set<(change: Change, problem: Problem) => void>()
let kept: Kept[] = []
let sending = false
let sender: string | undefined

/** Says who is signed in: what she pressed before is sent, what another pressed here waits for that one. */
export function sendAs(memberId: string): void {
  sender = memberId
  publish()
  void flush()
}

const own = (): Kept[] => kept.filter(({ by }) => by === undefined || by === sender)

/** Sends a change, or keeps it when there is no connection. Throws a `Problem` when the server refuses it. */
export async function deliver(change: Change): Promise<Delivery> {
  if (own().length > 0) return wait(change)
  try {
    const answer = await send(change)
    markOnline()
    return { waits: false, answer }
  } catch (failure) {
    if (failure instanceof Problem && failure.status < 502) throw failure
    markOffline()
    return wait(change)
  }
}

/** Calls back when a change that had waited was refused at last: the screen showed it as done. */
export function onRefused(listener: (change: Change, problem: Problem) => void): () => void {
  refused.add(listener)
  return () => refused.delete(listener)
}

/** Reads what an earlier visit left behind and keeps trying while anything waits. */
export function startOutbox(): () => void {
  void allKept<Kept>('outbox')
    .then((found) => {
      kept = [...found, ...kept]
      publish()
      return flush()
    })
    .catch(() => undefined)
  const timer = setInterval(() => {
    if (own().length > 0 || connection.get().offlineSince !== null) void flush()
  }, 5_000)
  const retry = () => void flush()
  addEventListener('online', retry)
  addEventListener('offline', markOffline)
  return () => {
    clearInterval(timer)
    removeEventListener('online', retry)
    removeEventListener('offline', markOffline)
  }
}

/** Sends what waits, oldest first, one at a time; stops at the first that finds no connection, or nobody signed in. */
export async function flush(): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (let next = own()[0]; next; next = own()[0]) {
      const sent = next
      const outcome = await arrived(sent)
      if (outcome === 'door') return
      if (outcome === 'away') return markOffline()
      kept = kept.filter(({ id }) => id !== sent.id)
      await forget('outbox', next.id).catch(() => undefined)
      publish()
    }
    if (connection.get().offlineSince !== null) await probe()
  } finally {
    sending = false
  }
}

export function markOnline(): void {
  if (connection.get().offlineSince !== null) connection.set({ ...connection.get(), offlineSince: null })
}

export function markOffline(): void {
  if (connection.get().offlineSince === null) {
    connection.set({ ...connection.get(), offlineSince: currentTime() })
  }
}

async function wait(change: Change): Promise<Delivery> {
  const last = kept.at(-1)?.id ?? 0
  const item = {
    ...change,
    id: Math.max(Date.now(), last + 1),
    ...(sender === undefined ? {} : { by: sender }),
  }
  kept = [...kept, item]
  publish()
  await keep('outbox', item).catch(() => undefined)
  return { waits: true }
}

/** "away": there is still no connection; "door": she has to come in first, and it waits. A refusal counts as arrived and is told. */
async function arrived(item: Kept): Promise<'arrived' | 'away' | 'door'> {
  try {
    await send(item)
    markOnline()
    return 'arrived'
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status >= 502) return 'away'
    if (isAtDoor(failure)) return 'door'
    for (const listener of refused) listener(item, failure)
    return 'arrived'
  }
}

async function probe(): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined)
  if (answer) markOnline()
}

function publish(): void {
  connection.set({ ...connection.get(), waiting: own() })
}
