/**
 * The one way by which requests leave this process (SAFETY.md R7): to a checked address, without following redirects, within a
 * time and a size. Says, where it fails, whether the other side may have taken the request in.
 */
import { request as plainRequest, type RequestOptions } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { Refusal } from '#kit/refusal.ts'
import { checkDestination, isPrivateAndAllowed, type OutboundPolicy } from './outbound.ts'

/** What came back. `body` is text, cut at the limit. */
export type HttpAnswer = {
  readonly status: number
  readonly retryAfter: number | null
  readonly body: string
}

/** It did not work out. */
export class RequestFault extends Error {
  /** False: the request certainly did not arrive. True: it may have, and may have had its effect. */
  readonly mayHaveArrived: boolean
  constructor(message: string, mayHaveArrived: boolean) {
    super(message)
    this.name = 'RequestFault'
    this.mayHaveArrived = mayHaveArrived
  }
}

const TIME_LIMIT_MS = 15_000
const SIZE_LIMIT = 64 * 1024
const USUAL_PORTS = [80, 443]

/** What came back, as bytes. */
export type BytesAnswer = Omit<HttpAnswer, 'body'> & { readonly body: Buffer }

/** Posts JSON. As `askOutside`. */
export function postJson(
  policy: OutboundPolicy,
  address: string,
  wanted: { headers: Readonly<Record<string, string>>; body: unknown; timeLimitMs?: number },
): Promise<HttpAnswer> {
  return askOutside(policy, address, { ...wanted, method: 'POST' })
}

/**
 * Asks once; a body is sent as JSON. Refuses `host_not_known`, `host_is_private`, `connection_not_encrypted`, `port_not_allowed`; throws `RequestFault` where no whole
 * answer came. Any status is an answer.
 */
export async function askOutside(
  policy: OutboundPolicy,
  address: string,
  wanted: {
    method: 'GET' | 'POST' | 'PUT'
    headers: Readonly<Record<string, string>>
    body?: unknown
    timeLimitMs?: number
    /** Bytes of the answer at most. */
    sizeLimit?: number
  },
): Promise<HttpAnswer> {
  const answer = await askForBytes(policy, address, {
    ...wanted,
    headers: { accept: 'application/json', ...wanted.headers },
  })
  return { ...answer, body: answer.body.toString('utf8') }
}

/** As `askOutside`, for what is no text. */
export async function askForBytes(
  policy: OutboundPolicy,
  address: string,
  {
    method,
    headers,
    body,
    timeLimitMs = TIME_LIMIT_MS,
    sizeLimit = SIZE_LIMIT,
  }: Parameters<typeof askOutside>[2],
): Promise<BytesAnswer> {
  const url = URL.parse(address)
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    throw new Refusal('host_not_known', 'Only addresses that begin with https can be asked.')
  const destination = await checkDestination(policy, url.hostname.replace(/^\[|\]$/g, ''))
  const isTls = url.protocol === 'https:'
  if (!isTls && !isPrivateAndAllowed(policy, destination))
    throw new Refusal(
      'connection_not_encrypted',
      `Nothing is sent to ${url.hostname} in the clear: use https.`,
    )
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
  if (!USUAL_PORTS.includes(port) && !isPrivateAndAllowed(policy, destination))
    throw new Refusal(
      'port_not_allowed',
      `${url.hostname} is asked at port 443 only; servers in networks of SPOONFUL_PRIVATE_NETWORKS may use others.`,
    )
  const text = body === undefined ? '' : JSON.stringify(body)
  const options: RequestOptions & { servername?: string } = {
    method,
    host: destination.address,
    port,
    path: `${url.pathname}${url.search}`,
    ...(isTls ? { servername: destination.host } : {}),
    headers: {
      ...headers,
      host: url.host,
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    },
    agent: false,
  }
  return exchange(isTls ? tlsRequest : plainRequest, options, text, timeLimitMs, sizeLimit)
}

function exchange(
  open: typeof plainRequest,
  options: RequestOptions,
  text: string,
  timeLimitMs: number,
  sizeLimit: number,
): Promise<BytesAnswer> {
  return new Promise((resolve, reject) => {
    let isOnItsWay = false
    const fail = (message: string) => {
      clearTimeout(timer)
      request.destroy()
      reject(new RequestFault(message, isOnItsWay))
    }
    const request = open(options, (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > sizeLimit) fail(`The answer is larger than ${sizeLimit / 1024} KB`)
        else parts.push(part)
      })
      response.on('error', () => fail('The answer broke off'))
      response.on('end', () => {
        clearTimeout(timer)
        const wait = Number(response.headers['retry-after'])
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: Number.isFinite(wait) ? wait : null,
          body: Buffer.concat(parts),
        })
      })
    })
    const timer = setTimeout(() => fail(`No answer came within ${timeLimitMs / 1_000} s`), timeLimitMs)
    request.on('socket', (socket) => {
      const ready = 'encrypted' in socket ? 'secureConnect' : 'connect'
      socket.on(ready, () => (isOnItsWay = true))
    })
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
    request.end(text)
  })
}
