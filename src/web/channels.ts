/** Where people write and buy, in a word and an icon each. */
import type { Channel } from '#features/timeline/contract.ts'

const CHANNELS: Readonly<Record<Channel, { word: string; icon: string }>> = {
  email: { word: 'E-mail', icon: 'mail' },
  chat: { word: 'Chat', icon: 'message-circle' },
  phone: { word: 'Phone', icon: 'phone' },
  sms: { word: 'Text message', icon: 'device-mobile' },
  form: { word: 'Contact form', icon: 'clipboard-text' },
  social: { word: 'Social media', icon: 'at' },
  community: { word: 'Community', icon: 'users' },
  review: { word: 'Review', icon: 'star' },
  survey: { word: 'Survey', icon: 'mood-smile' },
  shop: { word: 'Shop', icon: 'shopping-bag' },
  store: { word: 'Store', icon: 'building-store' },
  web: { word: 'Website', icon: 'world' },
  app: { word: 'App', icon: 'device-mobile' },
  carrier: { word: 'Carrier', icon: 'package' },
  post: { word: 'Post', icon: 'mailbox' },
}

/** "E-mail"; a channel we have no word for is said as it is. */
export function channelWord(channel: string): string {
  return isKnown(channel) ? CHANNELS[channel].word : channel
}

export function channelIcon(channel: string): string {
  return isKnown(channel) ? CHANNELS[channel].icon : 'message'
}

function isKnown(channel: string): channel is Channel {
  return Object.hasOwn(CHANNELS, channel)
}
