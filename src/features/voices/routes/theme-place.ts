/** HTTP face of where a theme belongs on the journey. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { setThemePlace, showThemePlace } from '../actions/theme-place.ts'
import { AskThemes, SetThemePlace, ThemePlace } from '../contract.ts'

const One = z.object({ id: z.string().min(1).max(60) })

export function themePlaceRoutes(api: Api): void {
  api.get(
    '/api/v1/voices/themes/:id/touchpoint',
    {
      config: { permission: 'voices.read' },
      schema: {
        summary: 'The touchpoint a theme belongs to',
        params: One,
        querystring: AskThemes.pick({ days: true }),
        response: { 200: ThemePlace },
      },
    },
    ({ scope, params, query }) => showThemePlace(scope, params.id, query.days),
  )
  api.put(
    '/api/v1/voices/themes/:id/touchpoint',
    {
      config: { permission: 'themes.write' },
      schema: {
        summary: 'Say to which touchpoint a theme belongs',
        params: One,
        body: SetThemePlace,
        response: { 204: z.null() },
      },
    },
    async ({ scope, params, body }, reply) => {
      await setThemePlace(scope, params.id, body.touchpoint)
      return reply.code(204).send(null)
    },
  )
}
