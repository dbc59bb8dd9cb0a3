/**
 * SAFETY.md G14d: a million guesses at the running product (20,000 with `LOAD_GUESSES`), of every kind of link, key and session it knows,
 * from a hundred addresses; what became of them, and what somebody who works there met meanwhile. Every kind but a key and a session is slowed down by address.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { pick, randomOf, type Random } from '../src/kit/random.ts'
import { aKey } from '../src/testing/program.ts'
import { onGround, quantile } from './ground.ts'
import { leave, withProgram, type Running } from './load-parts.ts'

const GUESSES = Number(process.env['LOAD_GUESSES'] ?? 1_000_000)
const SEED = Number(process.env['SEED'] ?? 20251121)
const ADDRESSES = 100
const CONNECTIONS = 16
/** Of each kind that can be made by asking: what is guessed at. */
const LIVE = 50
const WORK_MS = 250

type Guess = { readonly method: 'GET' | 'POST'; readonly path: string; readonly headers?: Record<string, string>; readonly body?: string } // prettier-ignore
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }) // prettier-ignore
const KINDS: Readonly<Record<string, (token: string) => Guess>> = {
  invitation: (token) => ({ method: 'POST', path: '/api/v1/invitations/reading', ...json({ token }) }),
  reset: (token) => ({ method: 'POST', path: '/api/v1/password-reset/completion', ...json({ token, password: 'wool over four mountains' }) }), // prettier-ignore
  survey: (token) => ({ method: 'GET', path: `/s/1/survey/${token}` }),
  entering: (token) => ({ method: 'GET', path: `/enter/${token}` }),
  key: (token) => ({ method: 'GET', path: '/api/v1/queue', headers: { authorization: `Bearer spk_${token}` } }), // prettier-ignore
  session: (token) => ({ method: 'GET', path: '/api/v1/queue', headers: { cookie: `spoonful=${token}` } }),
  sender: (token) => ({ method: 'POST', path: '/v1/track', ...json({ event: 'x', userId: 'x', writeKey: `spk_${token}` }) }), // prettier-ignore
}

/** Whether none came in and nobody else noticed. */
export function loadGuesses(): Promise<boolean> {
  return onGround((ground) => withProgram(ground, guess, { SPOONFUL_TRUSTED_PROXIES: '127.0.0.1' }))
}

async function guess({ program: { url, child }, cookie }: Running): Promise<boolean> {
  for (let i = 0; i < LIVE; i++) {
    await aKey(url, cookie, ['read'])
    await fetch(`${url}/api/v1/invitations`, { method: 'POST', ...withCookie(cookie, { email: `guest-${i}@example.com`, role: 'agent' }) }) // prettier-ignore
  }
  let isOver = false
  const working = work(url, cookie, () => isOver)
  const before = await residentMb(child.pid ?? 0)
  const began = performance.now()
  const { statuses, opened, failed } = await press(url).finally(() => (isOver = true))
  const seconds = (performance.now() - began) / 1_000
  const worked = await working
  const asked = [...statuses.values()].reduce((sum, count) => sum + count, 0)
  leave('guesses', asked, {
    seed: SEED,
    'came in': opened.length,
    ...Object.fromEntries([...statuses].sort().map(([status, count]) => [`answered ${status}`, count])),
    'no answer': failed,
    'guesses/s': Math.round(asked / seconds),
    'live ones guessed at': 2 * LIVE + 2,
    'her work asked meanwhile': worked.times.length,
    'her work refused': worked.refused,
    'her work p50 ms': Math.round(quantile(worked.times, 0.5)),
    'her work p99 ms': Math.round(quantile(worked.times, 0.99)),
    'MB before': before,
    'MB after': await residentMb(child.pid ?? 0),
    ready: (await fetch(`${url}/readyz`)).status,
  })
  if (opened.length > 0) console.log(opened.slice(0, 5).join('\n'))
  return opened.length === 0 && worked.refused === 0 && failed === 0 && child.exitCode === null
}

async function press(url: string) {
  const random = randomOf(`guesses ${SEED}`)
  const statuses = new Map<number, number>()
  const opened: string[] = []
  const result = await autocannon({
    url,
    amount: GUESSES,
    connections: CONNECTIONS,
    timeout: 60,
    requests: [
      {
        setupRequest: (request, context: { said?: string }) => {
          const { headers, ...made } = (KINDS[pick(random, Object.keys(KINDS))] as (token: string) => Guess)(tokenOf(random)) // prettier-ignore
          const one = Math.floor(random() * ADDRESSES)
          context.said = JSON.stringify(made)
          return { ...request, ...made, headers: { ...headers, 'x-forwarded-for': `198.18.${one >> 8}.${one & 255}` } } // prettier-ignore
        },
        onResponse: (status, _body, { said }: { said?: string }) => {
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
          if (status < 400) opened.push(`${status} ${said}`)
        },
      },
    ],
  })
  return { statuses, opened, failed: result.errors + result.timeouts }
}

/** As long and of the same signs as ours. */
function tokenOf(random: Random): string {
  return Buffer.from(Array.from({ length: 32 }, () => Math.floor(random() * 256))).toString('base64url')
}

const withCookie = (cookie: string, body: unknown) => ({ headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify(body) }) // prettier-ignore

/** Somebody looks at her queue four times a second from another address; how long it took, and how often she was refused. */
async function work(url: string, cookie: string, isOver: () => boolean) {
  const times: number[] = []
  let refused = 0
  while (!isOver()) {
    const began = performance.now()
    const answer = await fetch(`${url}/api/v1/queue`, { headers: { cookie, 'x-forwarded-for': '192.0.2.7' } })
    await answer.text()
    times.push(performance.now() - began)
    if (!answer.ok) refused += 1
    await sleep(WORK_MS)
  }
  return { times, refused }
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)
}
