/** One connection to the database that only listens: it is asked whether it is still there, and made anew where it is not. */
import pg from 'pg'
import { giveUp, KEEP_ALIVE_MS } from './silence.ts'

export type Ear = {
  readonly hear: (payload: string) => void
  /** The connection was lost and is back: what was told meanwhile was told to nobody. */
  readonly missed: () => void
  readonly onError: (error: Error) => void
}

/** Whether it is still there is asked so often; where the last question is not answered by then it is given up. */
const BEAT_MS = 5_000
const AGAIN_MS = 1_000

/** Listens until what it answers is called. */
export async function listenOn(
  connection: pg.ClientConfig,
  channel: string,
  ear: Ear,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  const connect = async (): Promise<boolean> => {
    const next = new pg.Client({
      ...connection,
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      application_name: 'spoonful listens',
    })
    const again = () => {
      if (stopped || client !== next) return
      client = undefined
      retry = setTimeout(() => void connect().then((isThere) => isThere && ear.missed()), AGAIN_MS)
    }
    client = next
    next.on('error', (error) => (ear.onError(error), again()))
    next.on('end', again)
    next.on('notification', ({ payload }) => ear.hear(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      keepAsking(next)
      return true
    } catch (error) {
      ear.onError(error as Error)
      again()
      return false
    }
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end().catch(() => {})
  }
}

/** Nothing is said to who only listens: nobody would notice that the connection hangs. */
function keepAsking(client: pg.Client): void {
  let isAnswered = true
  const beat = setInterval(() => {
    if (!isAnswered) return giveUp(client)
    isAnswered = false
    client.query('select').then(
      () => (isAnswered = true),
      () => {},
    )
  }, BEAT_MS)
  client.on('end', () => clearInterval(beat))
}
