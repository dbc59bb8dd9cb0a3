/** What went wrong, in words for the agent: the server's own title, or that there is no connection. */
import { Problem } from './api.ts'

export function failureWords(failure: unknown): string {
  return failure instanceof Problem ? `${failure.message}.` : 'There is no connection.'
}
