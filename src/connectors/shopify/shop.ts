/** Shopify as a shop of plays: store credit on a customer's account and discount codes, each made once whatever the line does. */
import { z } from 'zod'
import {
  settingOf,
  type CarriedOut,
  type Refused,
  type Shop,
  type ShopOrder,
  type Unsure,
} from '#features/plays/index.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import type { Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { ask, decimalOf, type Admin } from './admin.ts'
import { SETTING, StoredShop, tokenOf } from './settings.ts'

export type ShopParts = { readonly secrets: Secrets; readonly policy: OutboundPolicy }

type Outcome = CarriedOut | Refused | Unsure

/** Clocks of ours and theirs may differ by so much. */
const CLOCK_MS = 30_000

export function shopifyShop(parts: ShopParts): Shop {
  return {
    name: 'shopify',
    takes: async (scope) => (await openAdmin(scope, parts)) !== undefined,
    carryOut: async (scope, order) => {
      const open = await openAdmin(scope, parts)
      if (!open) return refuse('No shop is connected any more.')
      if (open.currency !== order.money.currency)
        return refuse(`The shop counts in ${open.currency} and this workspace in ${order.money.currency}.`)
      return order.kind === 'credit' ? giveCredit(open.admin, order) : makeCode(open.admin, order)
    },
  }
}

async function openAdmin(
  scope: Scope,
  { secrets, policy }: ShopParts,
): Promise<{ admin: Admin; currency: string } | undefined> {
  const setting = await settingOf(scope, SETTING)
  const stored = StoredShop.safeParse(setting?.fields)
  const token = setting && tokenOf(scope, secrets, setting)
  if (!stored.success || !stored.data.isOn || token === undefined) return undefined
  const { domain, currency, isPlain } = stored.data
  return { admin: { policy, domain, token, isPlain }, currency }
}

const refuse = (because: string): Refused => ({ outcome: 'refused', because, isLasting: true })
const UserErrors = z.array(z.object({ message: z.string(), code: z.string().nullish() }))

const CREDIT = `mutation Credit($id: ID!, $amount: MoneyInput!) {
  storeCreditAccountCredit(id: $id, creditInput: { creditAmount: $amount }) {
    storeCreditAccountTransaction { id }
    userErrors { message code }
  }
}`
const Credited = z.object({
  storeCreditAccountCredit: z.object({
    storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(),
    userErrors: UserErrors,
  }),
})

/** Shopify knows no reference of ours here: after a doubtful attempt its own book is looked into before anything is sent. */
async function giveCredit(admin: Admin, order: ShopOrder): Promise<Outcome> {
  const customer = await findCustomer(admin, order)
  if (typeof customer !== 'string') return customer
  if (order.earlier === 'unsure') {
    const made = await findCredit(admin, customer, order)
    if (made) return made
  }
  const answer = await ask(admin, {
    query: CREDIT,
    variables: {
      id: customer,
      amount: { amount: decimalOf(order.money), currencyCode: order.money.currency },
    },
    shape: Credited,
    isWrite: true,
  })
  if (answer.outcome !== 'data') return answer
  const { storeCreditAccountTransaction: made, userErrors } = answer.data.storeCreditAccountCredit
  if (made) return { outcome: 'done', externalId: made.id }
  return refuse(`Shopify said “${userErrors[0]?.message ?? 'no'}”.`)
}

const CREDITS = `query Credits($id: ID!) {
  customer(id: $id) {
    storeCreditAccounts(first: 10) {
      nodes { transactions(first: 50, reverse: true) { nodes {
        ... on StoreCreditAccountCreditTransaction { id createdAt amount { amount currencyCode } }
      } } }
    }
  }
}`
const Credits = z.object({
  customer: z
    .object({
      storeCreditAccounts: z.object({
        nodes: z.array(
          z.object({
            transactions: z.object({
              nodes: z.array(
                z.object({
                  id: z.string().optional(),
                  createdAt: z.string().optional(),
                  amount: z.object({ amount: z.string(), currencyCode: z.string() }).optional(),
                }),
              ),
            }),
          }),
        ),
      }),
    })
    .nullable(),
})

/** The credit of a doubtful attempt: of this amount, since it began. Undefined where the book shows none. */
async function findCredit(
  admin: Admin,
  customer: string,
  { money, unsureSince }: ShopOrder,
): Promise<Outcome | undefined> {
  const answer = await ask(admin, {
    query: CREDITS,
    variables: { id: customer },
    shape: Credits,
    isWrite: false,
  })
  // Nobody can look, so nobody knows: it must not be sent again.
  if (answer.outcome !== 'data') return { outcome: 'unsure', because: answer.because }
  const since = (unsureSince?.getTime() ?? 0) - CLOCK_MS
  const all = (answer.data.customer?.storeCreditAccounts.nodes ?? []).flatMap(
    ({ transactions }) => transactions.nodes,
  )
  const made = all.find(
    ({ amount, createdAt }) =>
      amount?.currencyCode === money.currency &&
      Number(amount.amount) === Number(decimalOf(money)) &&
      Date.parse(createdAt ?? '') >= since,
  )
  return made?.id === undefined ? undefined : { outcome: 'done', externalId: made.id }
}

const CODE = `mutation Code($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) {
    codeDiscountNode { id }
    userErrors { message code }
  }
}`
const Coded = z.object({
  discountCodeBasicCreate: z.object({
    codeDiscountNode: z.object({ id: z.string() }).nullable(),
    userErrors: UserErrors,
  }),
})
const BY_CODE = `query ByCode($code: String!) { codeDiscountNodeByCode(code: $code) { id } }`
const ByCode = z.object({ codeDiscountNodeByCode: z.object({ id: z.string() }).nullable() })

/** A code is made once by its own letters: the second time Shopify says that it is taken, and it is ours. */
async function makeCode(admin: Admin, { code, money, reason }: ShopOrder): Promise<Outcome> {
  if (code === null) return refuse('A discount needs a code.')
  const answer = await ask(admin, {
    query: CODE,
    variables: {
      input: {
        title: `Spoonful: ${reason.slice(0, 200)}`,
        code,
        startsAt: '2020-01-01T00:00:00Z',
        usageLimit: 1,
        appliesOncePerCustomer: true,
        context: { all: 'ALL' },
        customerGets: {
          items: { all: true },
          value: { discountAmount: { amount: decimalOf(money), appliesOnEachItem: false } },
        },
      },
    },
    shape: Coded,
    isWrite: true,
  })
  if (answer.outcome !== 'data') return answer
  const { codeDiscountNode: made, userErrors } = answer.data.discountCodeBasicCreate
  if (made) return { outcome: 'done', externalId: made.id }
  const [first] = userErrors
  if (first?.code === 'TAKEN') {
    const known = await ask(admin, { query: BY_CODE, variables: { code }, shape: ByCode, isWrite: false })
    if (known.outcome !== 'data') return { outcome: 'unsure', because: known.because }
    const id = known.data.codeDiscountNodeByCode?.id
    if (id !== undefined) return { outcome: 'done', externalId: id }
  }
  return refuse(`Shopify said “${first?.message ?? 'no'}”.`)
}

const BY_EMAIL = `query ByEmail($query: String!) { customers(first: 2, query: $query) { nodes { id email } } }`
const ByEmail = z.object({
  customers: z.object({ nodes: z.array(z.object({ id: z.string(), email: z.string().nullish() })) }),
})

/** Her number in the shop: the one an order brought, else by a verified address that is exactly hers. */
async function findCustomer(admin: Admin, { identities }: ShopOrder): Promise<string | Outcome> {
  for (const { kind, value } of identities) {
    const [, number] = /^shopify:(\d+)$/.exec(value) ?? []
    if (kind === 'external' && number !== undefined) return `gid://shopify/Customer/${number}`
  }
  const email = identities.find(({ kind, verified }) => kind === 'email' && verified)?.value
  if (email === undefined || /["\\\s]/.test(email))
    return refuse('The shop knows no customer by what is known of her.')
  const answer = await ask(admin, {
    query: BY_EMAIL,
    variables: { query: `email:"${email}"` },
    shape: ByEmail,
    isWrite: false,
  })
  if (answer.outcome !== 'data') return answer
  const found = answer.data.customers.nodes.find((one) => one.email?.toLowerCase() === email.toLowerCase())
  return found?.id ?? refuse(`The shop has no customer with the address ${email}.`)
}
