/** HTTP face of the connected shop. */
import type { Api } from '#platform/http.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import type { Secrets } from '#platform/secrets.ts'
import { ConnectShop, ShopSetting, ShopTest } from './contract.ts'
import { connectShop, disconnectShop, showShop, tryShop } from './settings.ts'

const mayConnect = { permission: 'shop.write' } as const

export function shopRoutes(api: Api, parts: { secrets: Secrets; policy: OutboundPolicy }): void {
  api.get(
    '/api/v1/shop',
    { config: mayConnect, schema: { summary: 'The connected shop', response: { 200: ShopSetting } } },
    ({ scope }) => showShop(scope),
  )

  api.put(
    '/api/v1/shop',
    {
      config: { ...mayConnect, holdsSecret: 'request' },
      schema: {
        summary: 'Connect a shop: it is asked its name before anything is kept',
        body: ConnectShop,
        response: { 200: ShopSetting },
      },
    },
    ({ scope, body }) => connectShop(scope, parts, body),
  )

  api.post(
    '/api/v1/shop-tests',
    {
      config: mayConnect,
      schema: { summary: 'Ask the connected shop whether it answers', response: { 200: ShopTest } },
    },
    ({ scope }) => tryShop(scope, parts),
  )

  api.delete(
    '/api/v1/shop',
    { config: mayConnect, schema: { summary: 'Disconnect it and forget its token' } },
    async ({ scope }, reply) => {
      await disconnectShop(scope)
      return reply.code(204).send()
    },
  )
}
