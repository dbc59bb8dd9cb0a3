/** HTTP face of the one thing to fix, and of what nobody looks at. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { changeFix, proposeTheme, showFixes, startFix, withdrawFix } from '../actions/fixes.ts'
import { showOverlooked } from '../actions/overlooked.ts'
import { ChangeFix, Fix, FixBoard, Overlooked, StartFix, ThemeProposal } from '../contract.ts'

const One = z.object({ id: z.string().max(60) })
const Nothing = z.object({})

export function fixRoutes(api: Api): void {
  api.get(
    '/api/v1/fixes',
    {
      config: { permission: 'journey.read' },
      schema: {
        summary: 'The one thing to fix: under way, proposed, and what earlier ones did',
        response: { 200: FixBoard },
      },
    },
    ({ scope }) => showFixes(scope),
  )
  api.get(
    '/api/v1/fixes/themes/:id',
    {
      config: { permission: 'journey.read' },
      schema: {
        summary: 'What may be hoped of a theme as the one thing to fix',
        params: One,
        response: { 200: ThemeProposal },
      },
    },
    ({ scope, params }) => proposeTheme(scope, params.id),
  )
  api.post(
    '/api/v1/fixes',
    {
      config: { permission: 'fixes.write' },
      schema: { summary: 'Make it this week’s fix', body: StartFix, response: { 200: Fix } },
    },
    ({ scope, body }) => startFix(scope, body),
  )
  api.patch(
    '/api/v1/fixes/:id',
    {
      // Who owns it may say that it is done: the action looks who that is.
      config: { permission: 'ideas.write' },
      schema: {
        summary: 'Finish, drop or take up a fix, or change its words or owner',
        params: One,
        body: ChangeFix,
        response: { 200: Fix },
      },
    },
    ({ scope, params, body }) => changeFix(scope, params.id, body),
  )
  api.delete(
    '/api/v1/fixes/:id',
    {
      config: { permission: 'fixes.write' },
      schema: { summary: 'Take a chosen fix back', params: One, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await withdrawFix(scope, params.id)
      return {}
    },
  )
  api.get(
    '/api/v1/touchpoints/overlooked',
    {
      config: { permission: 'journey.read' },
      schema: {
        summary: 'Touchpoints with much traffic at which nobody looked for too long',
        response: { 200: z.object({ items: z.array(Overlooked), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showOverlooked(scope), next: null }),
  )
}
