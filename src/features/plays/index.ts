/** The front door of plays for other server code: acts, the money behind them, and the ways a reply goes out. */
export {
  declareChannels,
  type Channel,
  type Delivered,
  type Delivery,
  type OutgoingMessage,
  type Refused,
  type ReplyRoute,
  type Talk,
  type Unsure,
} from './channels.ts'
export { declareShops, type CarriedOut, type Shop, type ShopOrder } from './shops.ts'
export { playHoldings } from './holdings.ts'
export { playSubscribers, playSweeps } from './jobs.ts'
export { startOutbox, type Outbox } from './outbox.ts'
export { playRoutes } from './routes.ts'
export { dropSetting, keepSetting, settingOf, type StoredSetting } from './actions/settings.ts'
export { bringGiven, type GivenBefore } from './actions/bring-given.ts'
export { waitingReplies } from './actions/kept-back.ts'
export { openComposer } from './actions/composer.ts'
export { listFormAnswers } from './actions/macros.ts'
