/** HTTP face of what is taken along of Voices. */
import type { Api } from '#platform/http.ts'
import { exportComments, exportThemes } from '../actions/export.ts'
import { ExportComments, ExportThemes } from '../contract.ts'

/** Each is a walk over all that was said: enough for a person, not for a loop. */
const mayTake = { permission: 'voices.export', rateLimit: { max: 20, timeWindow: '1 minute' } } as const
const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

export function voiceExportRoutes(api: Api): void {
  api.get(
    '/api/v1/voices/themes.csv',
    {
      config: mayTake,
      schema: { summary: 'The themes as they are shown, as a file', querystring: ExportThemes },
    },
    async ({ scope, query }, reply) =>
      reply
        .type(TYPES.csv)
        .header('content-disposition', 'attachment; filename="themes.csv"')
        .send(await exportThemes(scope, query)),
  )
  for (const form of ['csv', 'jsonl'] as const)
    api.get(
      `/api/v1/voices/comments.${form}`,
      {
        config: mayTake,
        schema: {
          summary: `The comments of a theme, or all, as ${form.toUpperCase()}`,
          querystring: ExportComments,
        },
      },
      async ({ scope, query }, reply) =>
        reply
          .type(TYPES[form])
          .header('content-disposition', `attachment; filename="comments.${form}"`)
          .send(await exportComments(scope, query, form)),
    )
}
