/**
 * SAFETY.md G14d: a guess whose beginning is right takes as long as one of which nothing is. Two thousand pairs of each kind, a pair in
 * either order by chance, asked one after the other over one connection; Mann and Whitney (1947), two-sided. What differs at p <= .01 is
 * asked again with another seed, and fails where it differs a second time.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { hashOfPath, isKnownPath, isSigned } from '../src/connectors/chatwoot/signature.ts'
import { isOfOurPage, makeToken } from '../src/features/promises/form/spam.ts'
import { randomOf, type Random } from '../src/kit/random.ts'
import { aKey } from '../src/testing/program.ts'
import { onGround, quantile } from './ground.ts'
import { leave, withProgram, type Running } from './load-parts.ts'

const PAIRS = Number(process.env['LOAD_PAIRS'] ?? 2_000)
const SEED = Number(process.env['SEED'] ?? 20251121)
const WARM_UP = 200
const LEAST_P = 0.01
/** Calls measured as one, of what takes less than a clock can tell. */
const CALLS = 50

/** Asks once and answers how long it took, in microseconds: with a guess that begins right, or with any. */
type Asking = (isNear: boolean) => Promise<number>

/** Whether no kind tells how near a guess is. */
export function loadTiming(): Promise<boolean> {
  return onGround((ground) => withProgram(ground, compare, { SPOONFUL_TRUSTED_PROXIES: '127.0.0.1' }))
}

async function compare({ program: { url }, cookie }: Running): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let isFine = true
  try {
    for (const [name, asking] of Object.entries(await kinds(url, cookie, agent))) {
      let found = await compareOne(asking, SEED)
      let again = 'no'
      if (found.p <= LEAST_P) {
        again = `p ${found.p.toFixed(4)} the first time`
        found = await compareOne(asking, SEED + 1)
      }
      if (found.p <= LEAST_P) isFine = false
      leave(`timing of a ${name}`, PAIRS, {
        seed: SEED,
        p: Number(found.p.toFixed(4)),
        'near median µs': Math.round(found.near),
        'far median µs': Math.round(found.far),
        again,
      })
    }
  } finally {
    agent.destroy()
  }
  return isFine
}

async function kinds(url: string, cookie: string, agent: Agent): Promise<Readonly<Record<string, Asking>>> {
  const key = await aKey(url, cookie, ['read'])
  const made = await fetch(`${url}/api/v1/invitations`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'guest@example.com', role: 'agent' }),
  })
  const invitation = ((await made.json()) as { link: string }).link.split(/[/#=]/).at(-1) ?? ''
  const [cookieName = '', session = ''] = cookie.split('=')
  const random = randomOf(`addresses ${SEED}`)
  const ask =
    (
      path: string,
      headersOf: (token: string) => Record<string, string>,
      right: string,
      bodyOf?: (token: string) => string,
    ): Asking =>
    // prettier-ignore
    (isNear) => {
      const token = isNear ? nearTo(right) : farFrom(right)
      const one = Math.floor(random() * 65_536)
      const headers = { ...headersOf(token), 'x-forwarded-for': `198.18.${one >> 8}.${one & 255}` }
      return timed(agent, `${url}${path}`, headers, bodyOf?.(token))
    }
  const path = randomBytes(32).toString('base64url')
  const hash = hashOfPath(path)
  const secret = randomBytes(32)
  const now = new Date()
  const token = makeToken(secret, 'w', now)
  const raw = Buffer.from('{"event":"message_created"}')
  const stamp = String(Math.floor(now.getTime() / 1_000))
  const signature = `sha256=${createHmac('sha256', 'chatwoot').update(`${stamp}.`).update(raw).digest('hex')}`
  return {
    key: ask('/api/v1/queue', (given) => ({ authorization: `Bearer ${given}` }), key),
    session: ask('/api/v1/queue', (given) => ({ cookie: `${cookieName}=${given}` }), session),
    invitation: ask('/api/v1/invitations/reading', () => ({ 'content-type': 'application/json' }), invitation, (given) => JSON.stringify({ token: given })), // prettier-ignore
    'secret address': inside((given) => isKnownPath(hash, given), path),
    'signed webhook': inside((given) => isSigned('chatwoot', { signature: given, timestamp: stamp }, raw, now), signature), // prettier-ignore
    'form’s token': inside((given) => isOfOurPage({ secret, workspace: 'w', token: given, now }), token),
  }
}

/** Right but for its last signs. */
const nearTo = (right: string) => made(right.slice(0, -3) + flipped(right.slice(-3)))
/** Wrong from its first sign that is chance, whatever stands before it ("spk_", "sha256="). */
function farFrom(right: string): string {
  const from = /^(?:spk_|sha256=|[^.]*\.(?=.{27}$))/.exec(right)?.[0].length ?? 0
  return made(right.slice(0, from) + flipped(right.slice(from)))
}
/** As one piece: a text joined of two is put together when it is first read, which the clock would see. */
const made = (text: string) => Buffer.from(text, 'latin1').toString('latin1')
const flipped = (text: string) => [...text].map((sign) => (sign === 'a' ? 'b' : 'a')).join('')

function inside(check: (given: string) => boolean, right: string): Asking {
  return (isNear) => {
    const given = isNear ? nearTo(right) : farFrom(right)
    const began = performance.now()
    for (let i = 0; i < CALLS; i++) if (check(given)) throw new Error('a guess came in')
    return Promise.resolve((performance.now() - began) * 1_000)
  }
}

function timed(agent: Agent, url: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (answer) => {
      const status = answer.statusCode ?? 0
      answer.resume().on('end', () => {
        if (status < 400 || status === 429) reject(new Error(`a guess was answered ${status}`))
        else resolve((performance.now() - began) * 1_000)
      })
    })
      .on('error', reject)
      .end(body)
  })
}

async function compareOne(asking: Asking, seed: number) {
  const random: Random = randomOf(`timing ${seed}`)
  const times: { near: number[]; far: number[] } = { near: [], far: [] }
  for (let i = -WARM_UP; i < PAIRS; i++) {
    const isNearFirst = random() < 0.5
    for (const isNear of [isNearFirst, !isNearFirst]) {
      const took = await asking(isNear)
      if (i >= 0) times[isNear ? 'near' : 'far'].push(took)
    }
  }
  return { p: mannWhitney(times.near, times.far), near: quantile(times.near, 0.5), far: quantile(times.far, 0.5) } // prettier-ignore
}

/** Two-sided p by the normal approximation, ties at their mean rank; exact enough from some dozens on. */
function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((time) => ({ time, isOne: true })), ...other.map((time) => ({ time, isOne: false }))].sort((a, b) => a.time - b.time) // prettier-ignore
  let [rankSum, tied] = [0, 0]
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.time === all[from]?.time) to += 1
    const count = to - from
    for (let i = from; i < to; i++) if (all[i]?.isOne) rankSum += (from + to + 1) / 2
    tied += count ** 3 - count
    from = to
  }
  const [n, m, total] = [one.length, other.length, all.length]
  const u = rankSum - (n * (n + 1)) / 2
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - tied / (total * (total - 1))))
  return 2 * upperTail(Math.abs(u - (n * m) / 2) / deviation)
}

/** Share of the normal distribution above z; Abramowitz and Stegun 26.2.17, error below 1e-7. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))) // prettier-ignore
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly
}
