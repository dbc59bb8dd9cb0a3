/** The connected shop: its domain and currency in plain sight, its token sealed; checked with the shop before it is kept. */
import { z } from 'zod'
import { dropSetting, keepSetting, settingOf, type StoredSetting } from '#features/plays/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { checkDestination, isPrivateAndAllowed, type OutboundPolicy } from '#platform/outbound.ts'
import type { Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { ask } from './admin.ts'
import type { ConnectShop, ShopSetting, ShopTest } from './contract.ts'

export const SETTING = 'shopify'

export const StoredShop = z.object({
  domain: z.string(),
  name: z.string(),
  currency: z.string(),
  isOn: z.boolean(),
  isPlain: z.boolean(),
})

const SHOP = `query Shop { shop { name currencyCode } }`
const ShopAnswer = z.object({ shop: z.object({ name: z.string(), currencyCode: z.string() }) })

export async function showShop(scope: Scope): Promise<ShopSetting> {
  const setting = await settingOf(scope, SETTING)
  const stored = StoredShop.safeParse(setting?.fields)
  if (!setting || !stored.success)
    return { domain: null, name: null, currency: null, isOn: false, changedAt: null, changedBy: null }
  const { domain, name, currency, isOn } = stored.data
  return {
    domain,
    name,
    currency,
    isOn,
    changedAt: setting.changedAt.toISOString(),
    changedBy: setting.changedBy,
  }
}

/** Connects a shop once it has answered. Refuses `shop_domain_invalid`, `shop_not_reached`, `shop_token_missing`, `shop_currency_differs`. */
export async function connectShop(
  scope: Scope,
  { secrets, policy }: { secrets: Secrets; policy: OutboundPolicy },
  { domain: written, token: given, isOn }: ConnectShop,
): Promise<ShopSetting> {
  const { domain, isPlain } = await domainFrom(policy, written)
  const known = await settingOf(scope, SETTING)
  const kept = StoredShop.safeParse(known?.fields).data
  // A token goes to the shop it was given for and to no other.
  const token = given ?? (known && kept?.domain === domain ? tokenOf(scope, secrets, known) : undefined)
  if (token === undefined)
    throw new Refusal('shop_token_missing', 'The shop needs an access token of its Admin API.')
  const answer = await ask(
    { policy, domain, token, isPlain },
    { query: SHOP, variables: {}, shape: ShopAnswer, isWrite: false },
  )
  if (answer.outcome !== 'data') throw new Refusal('shop_not_reached', answer.because)
  const { name, currencyCode: currency } = answer.data.shop
  if (currency !== scope.workspace.currency)
    throw new Refusal(
      'shop_currency_differs',
      `The shop counts in ${currency} and this workspace in ${scope.workspace.currency}; they must be the same.`,
    )
  await keepSetting(scope, SETTING, {
    fields: { domain, name, currency, isOn, isPlain },
    secret: secrets.seal(token, placeOf(scope)),
  })
  return showShop(scope)
}

/** Asks the connected shop its name with the kept token. Refuses `shop_not_connected`. */
export async function tryShop(
  scope: Scope,
  { secrets, policy }: { secrets: Secrets; policy: OutboundPolicy },
): Promise<ShopTest> {
  const setting = await settingOf(scope, SETTING)
  const stored = StoredShop.safeParse(setting?.fields).data
  if (!setting || !stored) throw new Refusal('shop_not_connected', 'No shop is connected.')
  const token = tokenOf(scope, secrets, setting)
  if (token === undefined) return { isFine: false, words: 'Its token can’t be read: type it again.' }
  const { domain, isPlain } = stored
  const answer = await ask(
    { policy, domain, token, isPlain },
    { query: SHOP, variables: {}, shape: ShopAnswer, isWrite: false },
  )
  return answer.outcome === 'data'
    ? { isFine: true, words: `${answer.data.shop.name} answers.` }
    : { isFine: false, words: answer.because }
}

export function disconnectShop(scope: Scope): Promise<void> {
  return dropSetting(scope, SETTING)
}

/** The token in the clear, for one request; undefined where its key is gone. */
export function tokenOf(scope: Scope, secrets: Secrets, { secret }: StoredSetting): string | undefined {
  return secret === null ? undefined : secrets.unseal(secret, placeOf(scope))
}

const placeOf = ({ workspace }: Scope) => `setting ${SETTING} ${workspace.id}`

/** "tussock.myshopify.com"; another host only where the operator has listed its private network. */
async function domainFrom(
  policy: OutboundPolicy,
  written: string,
): Promise<{ domain: string; isPlain: boolean }> {
  const domain = written
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  if (/^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/.test(domain)) return { domain, isPlain: false }
  const host = /^([a-z0-9.-]+)(?::\d{1,5})?$/.exec(domain)?.[1]
  const destination =
    host === undefined ? undefined : await checkDestination(policy, host).catch(() => undefined)
  if (destination && isPrivateAndAllowed(policy, destination)) return { domain, isPlain: true }
  throw new Refusal(
    'shop_domain_invalid',
    'Write the shop as your-brand.myshopify.com, as its admin shows it.',
  )
}
