/** What crosses the wire for the timeline: entries, customers, identities, facts' owners; shared by server, web and CLI. */
import { z } from 'zod'

/**
 * Every kind of entry a timeline can hold. The fifteen micro-moments of S4.11 to S4.25 each have one:
 * page (website, mobile), subscription (newsletter, removal), promotion (advert seen), profile_view, reviews_read,
 * post (comment, tweet), form, message_in (follow-up, post-sales question), fulfilment, delivery, return, refund.
 */
export const ENTRY_KINDS = [
  'message_in',
  'message_out',
  'note',
  'order',
  'order_change',
  'fulfilment',
  'delivery',
  'return',
  'refund',
  'review',
  'survey_answer',
  'post',
  'page',
  'form',
  'subscription',
  'promotion',
  'profile_view',
  'reviews_read',
  'traits',
  'activity',
] as const
export const EntryKind = z.enum(ENTRY_KINDS)
export type EntryKind = z.infer<typeof EntryKind>

export const CHANNELS = [
  'email',
  'chat',
  'phone',
  'sms',
  'form',
  'social',
  'community',
  'review',
  'survey',
  'shop',
  'store',
  'web',
  'app',
  'carrier',
  'post',
] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>

/** Strongest first: an entry belongs to the customer of its strongest identity. */
export const IDENTITY_KINDS = ['external', 'email', 'phone', 'anonymous'] as const
export const IdentityKind = z.enum(IDENTITY_KINDS)
export type IdentityKind = z.infer<typeof IdentityKind>

export const MoneyAmount = z.object({ amountMinor: z.number().int(), currency: z.string().length(3) })

/** One line of an order, a return or a refund. */
export const Product = z.object({
  id: z.string().optional(),
  sku: z.string().optional(),
  name: z.string(),
  variant: z.string().optional(),
  category: z.string().optional(),
  quantity: z.number().default(1),
  price: MoneyAmount.optional(),
})
export type Product = z.infer<typeof Product>

/**
 * What an entry of a kind may carry beside its text. Every field is optional: sources differ, and what a source says
 * beyond this is kept under `other` as it came.
 */
export type EntryData = {
  /** The brand's own number of the order this entry is about, as the customer would say it: "#10482" without the sign. */
  order?: string
  products?: Product[]
  total?: { amountMinor: number; currency: string }
  discountCode?: string
  /** A message to the one who gets it, written at checkout: S0.4 "or it's for a gift". */
  giftNote?: string
  isGift?: boolean
  carrier?: string
  tracking?: string
  /** delivery: in_transit, delayed, out_for_delivery, delivered, failed, lost. fulfilment: label_created, shipped. return: requested, approved, received, declined. subscription: subscribed, unsubscribed. order_change: cancelled, updated, paid. */
  status?: string
  /** A date somebody promised, 'YYYY-MM-DD' or ISO instant: a carrier's delivery date. */
  promisedFor?: string
  reason?: string
  /** review, survey_answer: the given score and the scale's two ends. */
  rating?: number
  ratingFrom?: number
  ratingTo?: number
  /** survey_answer: csat, ces, nps. */
  survey?: string
  /** post: comment, tweet, community; where it stands. */
  place?: string
  url?: string
  device?: 'mobile' | 'tablet' | 'desktop'
  campaign?: string
  form?: string
  topic?: string
  attachments?: { name: string; type?: string; url?: string; bytes?: number; isInline?: boolean }[]
  /** The machine wrote it: auto-reply, bounce, notification. */
  automatic?: boolean
  /** Sent by a public key, so who it is about is a claim and not known (R15). */
  claimed?: Record<string, string>
  /** The file had no date at all: `at` is when it was read. */
  undated?: boolean
  other?: Record<string, unknown>
}

/** One entry as the API answers it. */
export const TimelineEntry = z.object({
  id: z.string(),
  kind: EntryKind,
  at: z.string(),
  channel: Channel.nullable(),
  source: z.string(),
  customerId: z.string(),
  conversationId: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  /** Spans of `text` that its writer did not write this time: quoted mail, forwarded heads, a signature. In order. */
  history: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  author: z.object({ kind: z.enum(['customer', 'agent', 'machine']), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
  /** One line for a list, in the machine's words: "Orders Wren dress, pine, XS petite". */
  summary: z.string(),
  /** A second, smaller line or null: "$148 · #10482". */
  detail: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const CustomerFigures = z.object({
  orders: z.number(),
  spent: MoneyAmount.nullable(),
  returns: z.number(),
  /** Mean of the answered CSAT surveys on a scale of 1 to 5, with the number it rests on; null when never asked. */
  csat: z.object({ mean: z.number(), answers: z.number() }).nullable(),
})
export type CustomerFigures = z.infer<typeof CustomerFigures>

export const CustomerSummary = z.object({
  id: z.string(),
  name: z.string().nullable(),
  place: z.string().nullable(),
  since: z.string().nullable(),
  lastAt: z.string().nullable(),
})
export type CustomerSummary = z.infer<typeof CustomerSummary>

export const CustomerDetail = CustomerSummary.extend({
  zone: z.string().nullable(),
  language: z.string().nullable(),
  identities: z.array(z.object({ kind: IdentityKind, value: z.string(), verified: z.boolean() })),
  figures: CustomerFigures,
  /** Customers folded into this one, each can be taken apart again. */
  merged: z.array(z.object({ id: z.string(), label: z.string(), reason: z.string(), at: z.string() })),
})
export type CustomerDetail = z.infer<typeof CustomerDetail>

export const ListCustomers = z.object({
  /** "email:maren@example.com", "phone:+1…", "external:shopify:123", or a bare e-mail or phone. */
  identity: z.string().max(512).optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type ListCustomers = z.infer<typeof ListCustomers>

export const ListTimeline = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
  /** Comma-separated kinds. */
  kinds: z.string().max(400).optional(),
})
export type ListTimeline = z.infer<typeof ListTimeline>

/** What a source sent and we could not store. */
export const RefusedItem = z.object({
  id: z.string(),
  at: z.string(),
  /** "segment:webshop": the connector and its key. */
  source: z.string(),
  messageId: z.string().nullable(),
  /** A code programs may read: "date_in_the_future". */
  reason: z.string(),
  /** What the sender was told. */
  message: z.string(),
  /** What to do about it. */
  advice: z.string(),
  /** As it came, cut where it is long; null where nothing of it could be read. */
  item: z.string().nullable(),
})
export type RefusedItem = z.infer<typeof RefusedItem>

export const ListRefusals = z.object({
  source: z.string().max(200).optional(),
  reason: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type ListRefusals = z.infer<typeof ListRefusals>

/** Who had how much refused, and why, in the time that is kept. */
export const RefusalCount = z.object({
  source: z.string(),
  reason: z.string(),
  count: z.number(),
  lastAt: z.string(),
})
export type RefusalCount = z.infer<typeof RefusalCount>

/** A picture she sent, of what was done for her, or of a place; its bytes are at `/pictures/:id`. */
export const Picture = z.object({
  id: z.string(),
  /** The entry it came with, or the task or note it belongs to. */
  of: z.string(),
  name: z.string(),
  width: z.number(),
  height: z.number(),
  at: z.string(),
  /** Who put it there; null where it came with an entry. */
  by: z.string().nullable(),
})
export type Picture = z.infer<typeof Picture>
/** Bytes of one file, and of all files of one entry, at most. */
export const FILE_BYTES = 10 * 1024 * 1024
export const FILES_BYTES = 25 * 1024 * 1024

/** A file that came with an entry and is no picture; it is handed out at `/files/:id`, to be saved. */
export const KeptFile = z.object({
  id: z.string(),
  /** The entry it came with. */
  of: z.string(),
  /** Which of its attachments it is, from 0. */
  place: z.number().int(),
  name: z.string(),
  /** What its sender calls it. */
  type: z.string(),
  bytes: z.number().int(),
  at: z.string(),
})
export type KeptFile = z.infer<typeof KeptFile>

/** `of`: ids of entries or tasks with commas between, at most 50. */
export const ListPictures = z.object({ of: z.string().min(1).max(2_000) })
