/** The shop against a fake Shopify on the loopback: what is given is given once, whatever the line does; the token stays sealed. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ShopOrder } from '#features/plays/index.ts'
import type { CustomerId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import { sql } from '#platform/database.ts'
import { secretsOf } from '#platform/secrets.ts'
import { listAudit } from '#platform/audit/index.ts'
import { read } from '#platform/scope.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { connectShop, disconnectShop, showShop, tryShop } from './settings.ts'
import { shopifyShop } from './shop.ts'

const TOKEN = 'shpat_a_secret_that_must_not_show'
type Variables = {
  id?: string
  query?: string
  code?: string
  input?: { code: string }
  amount?: { amount: string; currencyCode: string }
}

/** Shopify as it behaves: credits have no reference, codes are unique, and the line may break before or after the effect. */
const shop = {
  currency: 'USD',
  credits: [] as { id: string; createdAt: string; amount: { amount: string; currencyCode: string } }[],
  codes: new Map<string, string>(),
  /** What happens to the next writes, in order. */
  faults: [] as ('hang up before' | 'hang up after' | 'error after' | 'wait' | 'locked' | 'disabled')[],
  writes: 0,
  isDeaf: false,
}

let server: Server
let domain: string
let scope: Scope
const secrets = secretsOf([Buffer.alloc(32, 7)])
const policy = { privateNetworks: ['127.0.0.1'] }
const parts = { secrets, policy }

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => answer(request.headers['x-shopify-access-token'] === TOKEN, body, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  domain = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

beforeEach(async () => {
  Object.assign(shop, {
    currency: 'USD',
    credits: [],
    codes: new Map(),
    faults: [],
    writes: 0,
    isDeaf: false,
  })
  scope = await aWorkspace({ slices: 4 })
})

function answer(isKnown: boolean, body: string, response: ServerResponse): void {
  const say = (data: unknown, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data))
  if (!isKnown) return void say({ errors: '[API] Invalid API key or access token' }, 401)
  const { query, variables } = JSON.parse(body) as { query: string; variables: Variables }
  if (query.startsWith('query')) {
    if (shop.isDeaf) return void response.destroy()
    if (query.includes('Shop {'))
      return void say({ data: { shop: { name: 'Tussock Merino', currencyCode: shop.currency } } })
    if (query.includes('ByEmail'))
      return void say({
        data: {
          customers: {
            nodes: variables.query?.includes('maren@example.com')
              ? [{ id: 'gid://shopify/Customer/7', email: 'Maren@example.com' }]
              : [],
          },
        },
      })
    if (query.includes('ByCode'))
      return void say({ data: { codeDiscountNodeByCode: { id: shop.codes.get(variables.code ?? '') } } })
    return void say({
      data: {
        customer: { storeCreditAccounts: { nodes: [{ transactions: { nodes: [{}, ...shop.credits] } }] } },
      },
    })
  }
  shop.writes += 1
  const fault = shop.faults.shift()
  if (fault === 'hang up before') return void response.destroy()
  if (fault === 'wait')
    return void say({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] })
  if (fault === 'locked') return void say({}, 423)
  const done = () =>
    fault === 'hang up after'
      ? void response.destroy()
      : fault === 'error after'
        ? void say({}, 502)
        : undefined
  if (query.includes('storeCreditAccountCredit')) {
    if (fault === 'disabled')
      return void say({
        data: {
          storeCreditAccountCredit: {
            storeCreditAccountTransaction: null,
            userErrors: [{ message: 'Customer is disabled', code: null }],
          },
        },
      })
    const id = `gid://shopify/StoreCreditAccountCreditTransaction/${shop.credits.length + 1}`
    shop.credits.push({
      id,
      createdAt: NOW.toISOString(),
      amount: variables.amount ?? { amount: '', currencyCode: '' },
    })
    done()
    if (fault === undefined)
      say({ data: { storeCreditAccountCredit: { storeCreditAccountTransaction: { id }, userErrors: [] } } })
    return
  }
  const code = variables.input?.code ?? ''
  if (shop.codes.has(code))
    return void say({
      data: {
        discountCodeBasicCreate: {
          codeDiscountNode: null,
          userErrors: [{ message: 'Code must be unique.', code: 'TAKEN' }],
        },
      },
    })
  const id = `gid://shopify/DiscountCodeNode/${shop.codes.size + 1}`
  shop.codes.set(code, id)
  done()
  if (fault === undefined)
    say({ data: { discountCodeBasicCreate: { codeDiscountNode: { id }, userErrors: [] } } })
}

const connect = () => connectShop(scope, parts, { domain, token: TOKEN, isOn: true })
const anOrder = (over: Partial<ShopOrder> = {}): ShopOrder => ({
  kind: 'credit',
  customerId: 'c' as CustomerId,
  identities: [{ kind: 'external', value: 'shopify:706405506930370084', verified: true }],
  money: { amountMinor: 1_050, currency: 'USD' },
  code: null,
  reason: 'She asked twice',
  reference: '01890000-0000-7000-8000-000000000001',
  earlier: 'none',
  unsureSince: null,
  ...over,
})
const carryOut = (over: Partial<ShopOrder> = {}) => shopifyShop(parts).carryOut(scope, anOrder(over))

describe('connecting', () => {
  test('asks the shop its name, keeps the token sealed and never shows it', async () => {
    expect(await connect()).toMatchObject({
      domain,
      name: 'Tussock Merino',
      currency: 'USD',
      isOn: true,
      changedBy: 'Priya Nair',
    })
    expect(JSON.stringify(await showShop(scope))).not.toContain('shpat')
    expect((await read(scope, (scope) => listAudit(scope, {}, { limit: 1 })))[0]?.action).toBe('secret.set')
    const { text } = await read(scope, ({ db, homes }) =>
      db.one<{ text: string }>(
        sql`select fields::text || encode(secret, 'escape') as text from sealed_setting where home = any(${homes}::bigint[])`,
      ),
    )
    expect(text).not.toContain('shpat')
    expect(await shopifyShop(parts).takes(scope, 'credit')).toBe(true)
    // Switched off without the token being told again; another domain wants one of its own.
    expect(await connectShop(scope, parts, { domain, isOn: false })).toMatchObject({ isOn: false })
    expect(await shopifyShop(parts).takes(scope, 'credit')).toBe(false)
    await expect(
      connectShop(scope, parts, { domain: 'other.myshopify.com', isOn: true }),
    ).rejects.toMatchObject({ code: 'shop_token_missing' })
    expect(await tryShop(scope, parts)).toMatchObject({ isFine: true })
    await disconnectShop(scope)
    await expect(tryShop(scope, parts)).rejects.toMatchObject({ code: 'shop_not_connected' })
    expect(await showShop(scope)).toMatchObject({ domain: null, isOn: false })
  })

  test.each([
    'evil.example',
    '169.254.169.254',
    'tussock.myshopify.com.evil.example',
    'localhost@evil',
    'x y',
  ])('%s is no shop', async (written) => {
    await expect(
      connectShop(scope, parts, { domain: written, token: TOKEN, isOn: true }),
    ).rejects.toMatchObject({ code: 'shop_domain_invalid' })
  })

  test('a loopback shop is none unless the operator says so', async () => {
    await expect(
      connectShop(scope, { secrets, policy: { privateNetworks: [] } }, { domain, token: TOKEN, isOn: true }),
    ).rejects.toMatchObject({ code: 'shop_domain_invalid' })
  })

  test('a wrong token and another currency are said before anything is kept', async () => {
    await expect(
      connectShop(scope, parts, { domain, token: 'shpat_wrong_token', isOn: true }),
    ).rejects.toMatchObject({ code: 'shop_not_reached' })
    shop.currency = 'EUR'
    await expect(connect()).rejects.toMatchObject({ code: 'shop_currency_differs' })
    expect((await showShop(scope)).domain).toBeNull()
  })
})

describe('store credit', () => {
  beforeEach(connect)

  test('is given in the currency’s own digits', async () => {
    expect(await carryOut()).toEqual({
      outcome: 'done',
      externalId: 'gid://shopify/StoreCreditAccountCreditTransaction/1',
    })
    expect(shop.credits[0]?.amount).toEqual({ amount: '10.50', currencyCode: 'USD' })
  })

  test('finds her by an address that is exactly hers, and not by a claim', async () => {
    const email = { kind: 'email', value: 'maren@example.com' }
    expect(await carryOut({ identities: [{ ...email, verified: true }] })).toMatchObject({ outcome: 'done' })
    expect(await carryOut({ identities: [{ ...email, verified: false }] })).toMatchObject({
      outcome: 'refused',
      isLasting: true,
    })
    expect(
      await carryOut({ identities: [{ kind: 'email', value: 'theo@example.com', verified: true }] }),
    ).toMatchObject({ because: 'The shop has no customer with the address theo@example.com.' })
    expect(shop.credits).toHaveLength(1)
  })

  test.each(['hang up after', 'error after'] as const)(
    '%s: nobody knows, and the next attempt finds it in the shop’s book',
    async (fault) => {
      shop.faults = [fault]
      expect(await carryOut()).toMatchObject({ outcome: 'unsure' })
      expect(await carryOut({ earlier: 'unsure', unsureSince: NOW })).toEqual({
        outcome: 'done',
        externalId: 'gid://shopify/StoreCreditAccountCreditTransaction/1',
      })
      expect([shop.credits.length, shop.writes]).toEqual([1, 1])
    },
  )

  test('hang up before: nobody knows, the book shows none, and it is given then', async () => {
    shop.faults = ['hang up before']
    expect(await carryOut()).toMatchObject({ outcome: 'unsure' })
    expect(await carryOut({ earlier: 'unsure', unsureSince: NOW })).toMatchObject({ outcome: 'done' })
    expect([shop.credits.length, shop.writes]).toEqual([1, 2])
  })

  test('while nobody can look, nothing is sent', async () => {
    shop.faults = ['hang up after']
    await carryOut()
    shop.isDeaf = true
    expect(await carryOut({ earlier: 'unsure', unsureSince: NOW })).toMatchObject({ outcome: 'unsure' })
    expect(shop.writes).toBe(1)
  })

  test('never in another currency than the shop counts in', async () => {
    expect(await carryOut({ money: { amountMinor: 1_050, currency: 'EUR' } })).toMatchObject({
      outcome: 'refused',
      isLasting: true,
    })
    expect(shop.writes).toBe(0)
  })

  test('an older credit of the same amount is not taken for this one', async () => {
    shop.credits.push({
      id: 'old',
      createdAt: '2025-11-20T10:00:00Z',
      amount: { amount: '10.5', currencyCode: 'USD' },
    })
    expect(await carryOut({ earlier: 'unsure', unsureSince: NOW })).toMatchObject({
      externalId: expect.not.stringMatching('old') as string,
    })
  })

  test.each([
    ['wait', 'Shopify asks to wait a little.', false],
    ['locked', 'Shopify has locked this shop.', true],
    ['disabled', 'Shopify said “Customer is disabled”.', true],
  ] as const)('%s: %s', async (fault, because, isLasting) => {
    shop.faults = [fault]
    expect(await carryOut()).toEqual({ outcome: 'refused', because, isLasting })
    expect(shop.credits).toEqual([])
  })

  test('nobody there: certainly not given, and tried again', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const { ask } = await import('./admin.ts')
    const { z } = await import('zod')
    expect(
      await ask(
        { policy, domain: `127.0.0.1:${port}`, token: TOKEN, isPlain: true },
        { query: 'mutation', variables: {}, shape: z.unknown(), isWrite: true },
      ),
    ).toEqual({
      outcome: 'refused',
      because: 'Shopify can’t be reached: ECONNREFUSED.',
      isLasting: false,
    })
  })
})

describe('a discount code', () => {
  beforeEach(connect)
  const order = { kind: 'discount', code: 'THANKS-ABCD2345' } as const

  test.each([undefined, 'hang up after', 'error after', 'hang up before'] as const)(
    'is made once (%s)',
    async (fault) => {
      shop.faults = fault === undefined ? [] : [fault]
      const first = await carryOut(order)
      expect(first.outcome).toBe(fault === undefined ? 'done' : 'unsure')
      expect(await carryOut({ ...order, earlier: 'unsure', unsureSince: NOW })).toEqual({
        outcome: 'done',
        externalId: 'gid://shopify/DiscountCodeNode/1',
      })
      expect([...shop.codes.keys()]).toEqual(['THANKS-ABCD2345'])
    },
  )
})
