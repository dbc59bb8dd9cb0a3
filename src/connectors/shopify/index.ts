/** Shopify's own records, out of a file or a webhook. */
export { recogniseRecord, translateRecord, type ShopifyContext } from './records.ts'
export { shopRoutes } from './routes.ts'
export { shopifyShop } from './shop.ts'
