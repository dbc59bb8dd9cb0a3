/**
 * Shopify's Admin API, as far as small acts need it (WIRE.md §2): store credit, discount codes, and looking whether either was
 * made already. Every answer is one of three: done, certainly not, or nobody knows.
 */
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import type { Money } from '#kit/money.ts'
import { fractionDigits } from '#kit/money.ts'
import type { Refused, Unsure } from '#features/plays/index.ts'
import { postJson, RequestFault } from '#platform/outbound-http.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'

/** The version that is spoken; Shopify keeps each for a year. */
const VERSION = '2026-10'

export type Admin = {
  readonly policy: OutboundPolicy
  readonly domain: string
  readonly token: string
  /** Only for a server in a private network that the operator has listed: a test’s. */
  readonly isPlain?: boolean
}

export type Asked<Data> = { readonly outcome: 'data'; readonly data: Data } | Refused | Unsure

const Answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.string(),
      z.array(
        z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
      ),
    ])
    .optional(),
})

/** Asks or tells Shopify something. `isWrite`: what breaks off may have had its effect. */
export async function ask<Data>(
  { policy, domain, token, isPlain = false }: Admin,
  {
    query,
    variables,
    shape,
    isWrite,
  }: { query: string; variables: object; shape: z.ZodType<Data>; isWrite: boolean },
): Promise<Asked<Data>> {
  const away = (because: string): Refused => ({ outcome: 'refused', because, isLasting: false })
  const lasting = (because: string): Refused => ({ outcome: 'refused', because, isLasting: true })
  const unknown = (because: string): Refused | Unsure =>
    isWrite ? { outcome: 'unsure', because } : away(because)
  let answer
  try {
    answer = await postJson(
      policy,
      `${isPlain ? 'http' : 'https'}://${domain}/admin/api/${VERSION}/graphql.json`,
      {
        headers: { 'x-shopify-access-token': token },
        body: { query, variables },
      },
    )
  } catch (error) {
    if (error instanceof Refusal) return lasting(error.message)
    if (error instanceof RequestFault)
      return error.mayHaveArrived
        ? unknown(`Shopify: ${error.message}.`)
        : away(`Shopify can’t be reached: ${error.message}.`)
    throw error
  }
  const { status, body } = answer
  if (status === 401 || status === 403)
    return lasting('Shopify does not accept the access token: connect the shop again.')
  if (status === 404) return lasting(`There is no shop at ${domain}.`)
  if (status === 402 || status === 423) return lasting('Shopify has locked this shop.')
  if (status === 429) return away('Shopify asks to wait a little.')
  if (status >= 500) return unknown(`Shopify answered ${status}.`)
  if (status !== 200) return lasting(`Shopify answered ${status}.`)
  const parsed = Answer.safeParse(jsonOf(body))
  if (!parsed.success) return unknown('Shopify’s answer could not be read.')
  const { errors } = parsed.data
  if (typeof errors === 'string') return lasting(`Shopify said “${errors.slice(0, 200)}”.`)
  const [first] = errors ?? []
  if (first?.extensions?.code === 'THROTTLED') return away('Shopify asks to wait a little.')
  if (first) return lasting(`Shopify said “${first.message.slice(0, 200)}”.`)
  const data = shape.safeParse(parsed.data.data)
  return data.success ? { outcome: 'data', data: data.data } : unknown('Shopify’s answer could not be read.')
}

/** "12.50" in the currency's own digits. */
export function decimalOf({ amountMinor, currency }: Money): string {
  const digits = fractionDigits(currency)
  return (amountMinor / 10 ** digits).toFixed(digits)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
