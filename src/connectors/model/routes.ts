/** HTTP face of the optional language model. */
import { z } from 'zod'
import { LineProposal } from '#features/plays/contract.ts'
import type { Api } from '#platform/http.ts'
import { ModelSetting, ModelTest, SetUpModel } from './contract.ts'
import { forgetModel, proposeLine, setUpModel, showModel, tryModel, type ModelParts } from './propose.ts'

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

  api.delete(
    '/api/v1/model',
    { config: mayConnect, schema: { summary: 'Forget the language model and its key' } },
    async ({ scope }, reply) => {
      await forgetModel(scope)
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/v1/model-tests',
    {
      config: { ...mayConnect, rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        summary: 'Try the language model on a made-up fact; nothing of a customer is told',
        response: { 200: ModelTest },
      },
    },
    ({ scope }) => tryModel(scope, parts),
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
