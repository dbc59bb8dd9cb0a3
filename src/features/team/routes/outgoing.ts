/** HTTP face of “nothing goes out”: the switch over everything that leaves the workspace. */
import type { Api } from '#platform/http.ts'
import { holdOutgoing, releaseOutgoing, showOutgoing } from '../actions/outgoing.ts'
import { Outgoing, ReleaseOutgoing } from '../contract.ts'
import type { TeamParts } from './parts.ts'

const write = { permission: 'outgoing.write' } as const

export function outgoingRoutes(api: Api, { waiting }: TeamParts): void {
  api.get(
    '/api/v1/outgoing-hold',
    {
      config: { permission: 'people.read' },
      schema: { summary: 'Whether nothing goes out, and what waits', response: { 200: Outgoing } },
    },
    ({ scope }) => showOutgoing(scope, waiting),
  )
  api.put(
    '/api/v1/outgoing-hold',
    { config: write, schema: { summary: 'From now on nothing goes out', response: { 200: Outgoing } } },
    async ({ scope }) => {
      await holdOutgoing(scope)
      return showOutgoing(scope, waiting)
    },
  )
  api.post(
    '/api/v1/outgoing-hold/release',
    {
      config: write,
      schema: {
        summary: 'Things go out again; what was held is sent or dropped',
        body: ReleaseOutgoing,
        response: { 200: Outgoing },
      },
    },
    async ({ scope, body }) => {
      await releaseOutgoing(scope, waiting, body)
      return showOutgoing(scope, waiting)
    },
  )
}
