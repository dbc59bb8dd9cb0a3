/** HTTP face of the optional language model. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { LineProposal, ModelSetting, SetUpModel } from './contract.ts'
import { proposeLine, setUpModel, showModel, type ModelParts } from './propose.ts'

const One = z.object({ id: z.string().max(60) })
const mayConnect = { permission: 'shop.write' } as const

export function modelRoutes(api: Api, parts: ModelParts): void {
  api.get(
    '/api/v1/model',
    {
      config: mayConnect,
      schema: { summary: 'The language model, off unless set up', response: { 200: ModelSetting } },
    },
    ({ scope }) => showModel(scope),
  )

  api.put(
    '/api/v1/model',
    {
      config: { ...mayConnect, holdsSecret: 'request' },
      schema: { summary: 'Set a language model up', body: SetUpModel, response: { 200: ModelSetting } },
    },
    ({ scope, body }) => setUpModel(scope, parts, body),
  )

  api.post(
    '/api/v1/moments/:id/line-proposal',
    {
      config: { permission: 'plays.write', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        summary: 'One line proposed from the shown facts, with what it rests on; nothing is sent',
        params: One,
        response: { 200: LineProposal },
      },
    },
    async ({ scope, params, log }) => {
      const { told, ...proposal } = await proposeLine(scope, parts, params.id)
      log.info({ told, workspace: scope.workspace.no }, 'a language model was asked')
      return proposal
    },
  )
}
