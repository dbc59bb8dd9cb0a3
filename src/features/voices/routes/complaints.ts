/** HTTP face of the complaint register. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import {
  actOnComplaint,
  closeComplaint,
  ownComplaint,
  reopenComplaint,
  resolveComplaint,
  saveCause,
  setCause,
  takeDownComplaint,
} from '../actions/complaints.ts'
import { showCauses, showComplaint, showComplaints, showFigures } from '../actions/show-complaints.ts'
import {
  ActOnComplaint,
  CloseComplaint,
  ComplaintCause,
  ComplaintDetail,
  ComplaintFigures,
  ComplaintsAnswer,
  ListComplaints,
  OwnComplaint,
  ResolveComplaint,
  SaveCause,
  SetComplaintCause,
  TakeDownComplaint,
} from '../contract.ts'

const One = z.object({ id: z.string().max(80) })
const Nothing = z.null()
const mayRead = { permission: 'voices.read' } as const
const mayWrite = { permission: 'complaints.write' } as const

export function complaintRoutes(api: Api): void {
  readRoutes(api)
  handleRoutes(api)
  endRoutes(api)
}

function readRoutes(api: Api): void {
  api.get(
    '/api/v1/complaints',
    {
      config: mayRead,
      schema: {
        summary: 'Complaints, the newest first',
        querystring: ListComplaints,
        response: { 200: ComplaintsAnswer },
      },
    },
    ({ scope, query }) => showComplaints(scope, query),
  )

  api.get(
    '/api/v1/complaints/figures',
    {
      config: mayRead,
      schema: {
        summary: 'Time to the first act, first contact resolution, bad experiences, each with its interval',
        response: { 200: ComplaintFigures },
      },
    },
    ({ scope }) => showFigures(scope),
  )

  api.get(
    '/api/v1/complaints/causes',
    {
      config: mayRead,
      schema: {
        summary: 'The tree of causes',
        response: { 200: z.object({ items: z.array(ComplaintCause), next: Nothing }) },
      },
    },
    ({ scope }) => showCauses(scope),
  )

  api.get(
    '/api/v1/complaints/:id',
    {
      config: mayRead,
      schema: {
        summary: 'One complaint with its conversation and story',
        params: One,
        response: { 200: ComplaintDetail },
      },
    },
    ({ scope, params }) => showComplaint(scope, params.id),
  )
}

function handleRoutes(api: Api): void {
  api.post(
    '/api/v1/complaints',
    {
      config: mayWrite,
      schema: {
        summary: 'Take down a complaint',
        body: TakeDownComplaint,
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async ({ scope, body }) => ({ id: await takeDownComplaint(scope, body) }),
  )

  api.put(
    '/api/v1/complaints/:id/owner',
    {
      config: mayWrite,
      schema: { summary: 'Who answers for it', params: One, body: OwnComplaint, response: { 204: Nothing } },
    },
    async ({ scope, params, body }, reply) => {
      await ownComplaint(scope, params.id, body.memberId)
      return reply.code(204).send(null)
    },
  )

  api.put(
    '/api/v1/complaints/:id/cause',
    {
      config: mayWrite,
      schema: {
        summary: 'What it comes from',
        params: One,
        body: SetComplaintCause,
        response: { 204: Nothing },
      },
    },
    async ({ scope, params, body }, reply) => {
      await setCause(scope, params.id, body.causeId)
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/api/v1/complaints/:id/acts',
    {
      config: mayWrite,
      schema: {
        summary: 'Something that was done about it',
        params: One,
        body: ActOnComplaint,
        response: { 204: Nothing },
      },
    },
    async ({ scope, params, body }, reply) => {
      await actOnComplaint(scope, params.id, body.words)
      return reply.code(204).send(null)
    },
  )

  api.put(
    '/api/v1/complaints/causes/:id',
    {
      config: { permission: 'causes.write' },
      schema: {
        summary: 'A cause: new, renamed, moved or put away',
        params: z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/) }),
        body: SaveCause,
        response: { 204: Nothing },
      },
    },
    async ({ scope, params, body }, reply) => {
      await saveCause(scope, params.id, body)
      return reply.code(204).send(null)
    },
  )
}

function endRoutes(api: Api): void {
  api.put(
    '/api/v1/complaints/:id/resolution',
    {
      config: mayWrite,
      schema: {
        summary: 'How it was solved',
        params: One,
        body: ResolveComplaint,
        response: { 204: Nothing },
      },
    },
    async ({ scope, params, body }, reply) => {
      await resolveComplaint(scope, params.id, body)
      return reply.code(204).send(null)
    },
  )

  api.delete(
    '/api/v1/complaints/:id/resolution',
    {
      config: mayWrite,
      schema: { summary: 'It was not solved after all', params: One, response: { 204: Nothing } },
    },
    async ({ scope, params }, reply) => {
      await reopenComplaint(scope, params.id)
      return reply.code(204).send(null)
    },
  )

  api.put(
    '/api/v1/complaints/:id/closure',
    {
      config: mayWrite,
      schema: {
        summary: 'Nothing is left to do, or it was no complaint',
        params: One,
        body: CloseComplaint,
        response: { 204: Nothing },
      },
    },
    async ({ scope, params, body }, reply) => {
      await closeComplaint(scope, params.id, body.outcome)
      return reply.code(204).send(null)
    },
  )
}
