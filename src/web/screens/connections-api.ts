/** What the screen of connections asks the server. Tokens and keys are sent at once or not at all: they are never kept for later. */
import type {
  ChangeChatwoot,
  Chatwoot,
  ChatwootPage,
  Inbox,
  NewChatwoot,
  TryChatwoot,
} from '#connectors/chatwoot/contract.ts'
import type { ModelSetting, ModelTest, SetUpModel } from '#connectors/model/contract.ts'
import type { ConnectShop, ShopSetting, ShopTest } from '#connectors/shopify/contract.ts'
import { changing, get, send } from '../api.ts'
import type { ListOf } from '../api.ts'

export const CHATWOOTS = ['connections', 'chatwoot'] as const
export const SHOP = ['connections', 'shop'] as const
export const MODEL = ['connections', 'model'] as const

const account = (id: string) => `/chatwoot-accounts/${encodeURIComponent(id)}`

export const readChatwoots = async () => (await get<ListOf<Chatwoot>>('/chatwoot-accounts')).items
export const readInboxes = async (id: string) => (await get<ListOf<Inbox>>(`${account(id)}/inboxes`)).items
export const tryChatwoot = async (body: TryChatwoot) =>
  ((await send(changing('POST', '/chatwoot-tests', 'Try a Chatwoot', body))) as ListOf<Inbox>).items
export const joinChatwoot = (body: NewChatwoot) =>
  send(changing('POST', '/chatwoot-accounts', 'A Chatwoot', body)) as Promise<Chatwoot>
export const changeChatwoot = (id: string, body: ChangeChatwoot) =>
  send(changing('PATCH', account(id), 'A Chatwoot', body)) as Promise<Chatwoot>
export const renewWebhook = (id: string) =>
  send(changing('POST', `${account(id)}/webhook-address`, 'A webhook’s address')) as Promise<Chatwoot>
export const openPage = (id: string) =>
  send(changing('POST', `${account(id)}/page`, 'A page inside Chatwoot')) as Promise<ChatwootPage>
export const closePage = (id: string) => send(changing('DELETE', `${account(id)}/page`, 'A page closed'))
export const leaveChatwoot = (id: string) => send(changing('DELETE', account(id), 'A Chatwoot left'))

export const readShop = () => get<ShopSetting>('/shop')
export const connectShop = (body: ConnectShop) =>
  send(changing('PUT', '/shop', 'The shop', body)) as Promise<ShopSetting>
export const tryShop = () => send(changing('POST', '/shop-tests', 'Try the shop')) as Promise<ShopTest>
export const disconnectShop = () => send(changing('DELETE', '/shop', 'The shop disconnected'))

export const readModel = () => get<ModelSetting>('/model')
export const setUpModel = (body: SetUpModel) =>
  send(changing('PUT', '/model', 'The language model', body)) as Promise<ModelSetting>
export const tryModel = () => send(changing('POST', '/model-tests', 'Try the model')) as Promise<ModelTest>
export const forgetModel = () => send(changing('DELETE', '/model', 'The language model forgotten'))
