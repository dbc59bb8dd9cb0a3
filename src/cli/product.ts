/** The product opened for one command, beside a running server or by itself, and closed after it. */
import { openProduct, type Product } from '../open.ts'

/** Opens, works, closes; the answer is the work's. Throws StartError or Refusal for `main.ts` to print. */
export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  process.env['LOG_LEVEL'] ??= 'error'
  const product = await openProduct({ beside: true, connections: 4 })
  try {
    return await work(product)
  } finally {
    await product.close()
  }
}
