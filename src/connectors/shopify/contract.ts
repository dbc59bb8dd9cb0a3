/** What crosses the wire about the connected shop. The token goes in and never comes out. */
import { z } from 'zod'

export const ShopSetting = z.object({
  /** "tussock.myshopify.com"; null where none is connected. */
  domain: z.string().nullable(),
  name: z.string().nullable(),
  currency: z.string().nullable(),
  /** Whether credit and codes are made there; false leaves them to the hand-off list. */
  isOn: z.boolean(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type ShopSetting = z.infer<typeof ShopSetting>

/** What the shop said when it was asked with what is kept. */
export const ShopTest = z.object({ isFine: z.boolean(), words: z.string() })
export type ShopTest = z.infer<typeof ShopTest>

export const ConnectShop = z.strictObject({
  domain: z.string().min(1).max(200),
  /** An Admin API access token; left out, the one that is kept stays. */
  token: z.string().min(10).max(300).optional(),
  isOn: z.boolean().default(true),
})
export type ConnectShop = z.infer<typeof ConnectShop>
