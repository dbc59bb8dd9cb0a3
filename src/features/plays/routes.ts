/** HTTP face of plays: every route, by subject. */
import type { Api } from '#platform/http.ts'
import { bookRoutes } from './routes/book.ts'
import { moneyRoutes } from './routes/money.ts'
import { replyRoutes } from './routes/replies.ts'
import { wordRoutes } from './routes/words.ts'

export function playRoutes(api: Api): void {
  replyRoutes(api)
  moneyRoutes(api)
  wordRoutes(api)
  bookRoutes(api)
}
