/** What crosses the wire for Chatwoot: the account's settings and how it stands. Tokens and secrets only go in. */
import { z } from 'zod'

export const NewChatwoot = z.strictObject({
  name: z.string().trim().min(1).max(100),
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
  /** The secret Chatwoot shows beside the webhook (from 4.11.2 on); null where it is too old to sign. */
  secret: z.string().trim().min(8).max(300).nullable().default(null),
  readsHistory: z.boolean().default(true),
})
export type NewChatwoot = z.infer<typeof NewChatwoot>

export const ChangeChatwoot = z.strictObject({
  token: z.string().trim().min(8).max(300).optional(),
  secret: z.string().trim().min(8).max(300).nullable().optional(),
  isPaused: z.boolean().optional(),
})
export type ChangeChatwoot = z.infer<typeof ChangeChatwoot>

export const Chatwoot = z.object({
  id: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  accountNo: z.number(),
  isSigned: z.boolean(),
  isPaused: z.boolean(),
  isReadingHistory: z.boolean(),
  lastEventAt: z.string().nullable(),
  readAt: z.string().nullable(),
  problem: z.string().nullable(),
  problemAt: z.string().nullable(),
})
export type Chatwoot = z.infer<typeof Chatwoot>

/** `webhookPath` is shown this once; for a Chatwoot that signs the last part may be left off. */
export const MadeChatwoot = Chatwoot.extend({ webhookPath: z.string() })
