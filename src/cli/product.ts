/** The product opened for one command, beside a running server or by itself, and closed after it. */
import { openProduct, type Product } from '../open.ts'

/** Opens, works, closes; the answer is the work's. Throws StartError or Refusal for `main.ts` to print. */
export function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  return within({ beside: true }, work)
}

/** As `withProduct`, and refuses where a server runs on the same data directory. */
export function withInstallation<T>(work: (product: Product) => Promise<T>): Promise<T> {
  return within({ beside: false }, work)
}

async function within<T>(
  { beside }: { beside: boolean },
  work: (product: Product) => Promise<T>,
): Promise<T> {
  process.env['LOG_LEVEL'] ??= 'error'
  const product = await openProduct({ beside, connections: 4 })
  try {
    return await work(product)
  } finally {
    await product.close()
  }
}
