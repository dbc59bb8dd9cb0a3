/** What crosses the wire for Chatwoot: the account's settings and how it stands. Tokens and secrets only go in. */
import { z } from 'zod'

const Place = z.strictObject({
  /** "https://app.chatwoot.com", or where it is hosted. */
  baseUrl: z
    .string()
    .trim()
    .max(300)
    .regex(
      /^https?:\/\/[\w.-]+(?::\d{1,5})?\/?$/,
      'must be an address without a path, such as https://app.chatwoot.com',
    )
    .transform((text) => text.replace(/\/$/, '')),
  accountNo: z.number().int().min(1).max(2_147_483_647),
  /** The api_access_token of the agent in whose name is written. */
  token: z.string().trim().min(8).max(300),
})

/** What is needed to ask an account which inboxes it has, before it is joined. */
export const TryChatwoot = Place
export type TryChatwoot = z.infer<typeof TryChatwoot>

const InboxNo = z.number().int().min(1).max(2_147_483_647).nullable()

export const NewChatwoot = Place.extend({
  name: z.string().trim().min(1).max(100),
  /** The one inbox that is read and answered; null for all of them. */
  inboxNo: InboxNo.default(null),
  /** The secret Chatwoot shows beside the webhook (from 4.11.2 on); null where it is too old to sign. */
  secret: z.string().trim().min(8).max(300).nullable().default(null),
  readsHistory: z.boolean().default(true),
})
export type NewChatwoot = z.infer<typeof NewChatwoot>

export const ChangeChatwoot = z.strictObject({
  token: z.string().trim().min(8).max(300).optional(),
  secret: z.string().trim().min(8).max(300).nullable().optional(),
  isPaused: z.boolean().optional(),
  inboxNo: InboxNo.optional(),
  tellsSnooze: z.boolean().optional(),
  resolvesDone: z.boolean().optional(),
  tellsLabels: z.boolean().optional(),
  tellsFacts: z.boolean().optional(),
})
export type ChangeChatwoot = z.infer<typeof ChangeChatwoot>

export const Chatwoot = z.object({
  id: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  accountNo: z.number(),
  isSigned: z.boolean(),
  isPaused: z.boolean(),
  inboxNo: z.number().nullable(),
  isReadingHistory: z.boolean(),
  /** Conversations of the history that were read, of how many; null where Chatwoot did not say. */
  history: z.object({ read: z.number(), of: z.number().nullable() }),
  /** A snoozed moment snoozes its conversation. */
  tellsSnooze: z.boolean(),
  /** A conversation whose moments are all done is resolved. */
  resolvesDone: z.boolean(),
  /** The kind of a moment becomes a label of its conversation. */
  tellsLabels: z.boolean(),
  /** Confirmed facts that are not delicate become attributes of the contact. */
  tellsFacts: z.boolean(),
  /** Whether its page, to stand inside Chatwoot, has an address. */
  hasPage: z.boolean(),
  /** The address for its webhook. The secret end, which a Chatwoot that does not sign needs, is shown when it is made and not again. */
  webhookPath: z.string(),
  lastEventAt: z.string().nullable(),
  readAt: z.string().nullable(),
  /** Conversations that could not be told of a change and are tried again. */
  untold: z.number(),
  problem: z.string().nullable(),
  problemAt: z.string().nullable(),
})
export type Chatwoot = z.infer<typeof Chatwoot>

/** The address of the page, shown this once. */
export const ChatwootPage = z.object({ pagePath: z.string() })
export type ChatwootPage = z.infer<typeof ChatwootPage>

export const Inbox = z.object({ id: z.number(), name: z.string(), channel: z.string().nullable() })
export type Inbox = z.infer<typeof Inbox>
