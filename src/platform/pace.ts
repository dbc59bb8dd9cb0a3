/**
 * How often may be asked: whoever is known, by her session or key, so that an office behind one address shares nothing; whoever is not,
 * by the address, which keeps guessing slow. Routes with a figure of their own count the same way.
 */
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from './server-type.ts'

export type RequestPace = {
  /** Requests a minute of one session, one key, or one address that is neither. */
  readonly most: number
  /** Requests a minute of one address, known or not, before anything is looked up for them. */
  readonly roof: number
}
export const USUAL_PACE: RequestPace = { most: 3_000, roof: 30_000 }

const tooMany = (seconds?: number) =>
  new Refusal(
    'too_many_requests',
    'Too many requests; slow down and try again.',
    seconds === undefined ? {} : { retryAfterSeconds: seconds },
  )

const addressOf = ({ ip }: FastifyRequest): string => `address ${normalizeIP(ip)}`

/** Counts requests; answers how one is counted whose credential was none: a route’s own counting comes after that and never sees it. */
export function limitPace(api: Api, { most, roof }: RequestPace): (request: FastifyRequest) => Promise<void> {
  void api.register(rateLimit, {
    global: true,
    max: most,
    timeWindow: '1 minute',
    // After the frame found out who asks, before a byte of the body is read.
    hook: 'preParsing',
    keyGenerator: (request) => request.holder || addressOf(request),
    errorResponseBuilder: () => tooMany(),
  })
  let count: { roof: Counting; stranger: Counting } | undefined
  const counting = () =>
    (count ??= {
      roof: api.createRateLimit({ max: roof, keyGenerator: addressOf }),
      stranger: api.createRateLimit({ max: most, keyGenerator: addressOf }),
    })
  api.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.rateLimit !== false) await refuseOver(counting().roof, request)
  })
  return (request) => refuseOver(counting().stranger, request)
}

type Counting = ReturnType<Api['createRateLimit']>

async function refuseOver(counting: Counting, request: FastifyRequest): Promise<void> {
  const counted = await counting(request)
  if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds)
}
