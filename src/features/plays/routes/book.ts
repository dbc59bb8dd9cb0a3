/** HTTP face of the book of plays: listed, written, switched, tried on the past. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { changePlay, dropPlay, makePlay, showBook, switchPack, switchPlay, tryPlay } from '../actions/book.ts'
import { Play, PlayFields, SwitchPack, SwitchPlay, TrialAnswer, TryPlay } from '../contract.ts'

const One = z.object({ id: z.string().max(60) })
const Listing = z.object({ items: z.array(Play) })

const mayEdit = { permission: 'book.write' } as const

export function bookRoutes(api: Api): void {
  api.get(
    '/api/v1/plays',
    {
      config: { permission: 'plays.read' },
      schema: {
        summary: 'The book: what to do about which kind of moment',
        response: { 200: Listing },
      },
    },
    async ({ scope }) => ({ items: await showBook(scope) }),
  )

  api.post(
    '/api/v1/plays',
    {
      config: mayEdit,
      schema: {
        summary: 'Write a play; it is off until it is switched on',
        body: PlayFields,
        response: { 201: Play },
      },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await makePlay(scope, body)),
  )

  api.post(
    '/api/v1/plays/trial',
    {
      config: mayEdit,
      schema: {
        summary: 'Hold a play against the last 90 days, before it is switched on',
        body: TryPlay,
        response: { 200: TrialAnswer },
      },
    },
    ({ scope, body }) => tryPlay(scope, body),
  )

  api.put(
    '/api/v1/plays/pack',
    {
      config: mayEdit,
      schema: { summary: 'Switch a whole pack on or off', body: SwitchPack, response: { 200: Listing } },
    },
    async ({ scope, body }) => ({ items: await switchPack(scope, body.pack, body.isOn) }),
  )

  api.put(
    '/api/v1/plays/:id',
    {
      config: mayEdit,
      schema: { summary: 'Change a play', params: One, body: PlayFields, response: { 200: Play } },
    },
    ({ scope, params, body }) => changePlay(scope, params.id, body),
  )

  api.put(
    '/api/v1/plays/:id/switch',
    {
      config: mayEdit,
      schema: { summary: 'Switch a play on or off', params: One, body: SwitchPlay, response: { 200: Play } },
    },
    ({ scope, params, body }) => switchPlay(scope, params.id, body.isOn),
  )

  api.delete(
    '/api/v1/plays/:id',
    {
      config: mayEdit,
      schema: { summary: 'Take a play of your own out, or put one back as it came', params: One },
    },
    async ({ scope, params }, reply) => {
      await dropPlay(scope, params.id)
      return reply.code(204).send()
    },
  )
}
