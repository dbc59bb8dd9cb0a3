/** HTTP face of promises that are brought in as a list: shown first, then opened. */
import type { Api } from '#platform/http.ts'
import { InheritedAnswer, InheritPromises } from '#features/promises/contract.ts'
import { inheritPromises } from './follow-ups.ts'

export function followUpRoutes(api: Api): void {
  api.post(
    '/api/v1/promises/inheritance',
    {
      config: { permission: 'promises.write' },
      schema: {
        summary:
          'Bring promises in from a former tool, as CSV with their old dates; a trial shows what it would do',
        body: InheritPromises,
        response: { 200: InheritedAnswer },
      },
    },
    ({ scope, body }) => inheritPromises(scope, body),
  )
}
