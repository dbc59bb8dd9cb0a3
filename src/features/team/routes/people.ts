/** HTTP face of the team: its people and roles, invitations, the matrix. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { PERMISSION_WORDS } from '#platform/permission-words.ts'
import { PERMISSIONS } from '#platform/permissions.ts'
import { invite, showInvitations, takeInvitationBack } from '../actions/invitations.ts'
import { setSignInRules, showSignInRules } from '../actions/door-rules.ts'
import { changeRole, endSessionsOf, removeFromTeam, setAwayFor, showPeople } from '../actions/people.ts'
import { removeFactorOf, resetFor } from '../actions/reset.ts'
import {
  InvitationInfo,
  Invite,
  LinkAnswer,
  MemberInfo,
  PermissionLine,
  SetAbsence,
  SetRole,
  SetSignInRules,
  SignInRules,
} from '../contract.ts'
import type { TeamParts } from './parts.ts'

const params = z.object({ id: z.string().max(60) })
const write = { permission: 'people.write' } as const
const listOf = <Item extends z.ZodType>(item: Item) => ({
  200: z.object({ items: z.array(item), next: z.string().nullable() }),
})

export function peopleRoutes(api: Api, { baseUrl, post }: TeamParts): void {
  api.get(
    '/api/v1/members',
    {
      config: { permission: 'people.read' },
      schema: {
        summary: 'The people of this workspace, and who of them is away',
        response: listOf(MemberInfo),
      },
    },
    async ({ scope }) => ({ items: await showPeople(scope), next: null }),
  )
  api.put(
    '/api/v1/members/:id/role',
    { config: write, schema: { summary: 'Give somebody another role', params, body: SetRole } },
    async ({ scope, params, body }, reply) => {
      await changeRole(scope, params.id, body.role)
      return reply.code(204).send()
    },
  )
  api.put(
    '/api/v1/members/:id/absence',
    { config: write, schema: { summary: 'Somebody is away until then', params, body: SetAbsence } },
    async ({ scope, params, body }, reply) => {
      await setAwayFor(scope, params.id, body.until)
      return reply.code(204).send()
    },
  )
  api.delete(
    '/api/v1/members/:id/absence',
    { config: write, schema: { summary: 'Somebody is back', params } },
    async ({ scope, params }, reply) => {
      await setAwayFor(scope, params.id, null)
      return reply.code(204).send()
    },
  )
  api.delete(
    '/api/v1/members/:id',
    { config: write, schema: { summary: 'Take somebody out of the team', params } },
    async ({ scope, params }, reply) => {
      await removeFromTeam(scope, params.id)
      return reply.code(204).send()
    },
  )
  api.post(
    '/api/v1/members/:id/password-reset',
    {
      config: { ...write, holdsSecret: true },
      schema: {
        summary: 'A link to a new password for somebody; it is shown once',
        params,
        response: { 201: LinkAnswer },
      },
    },
    async ({ scope, params }, reply) => reply.code(201).send(await resetFor(scope, baseUrl(), params.id)),
  )
  api.delete(
    '/api/v1/members/:id/second-factor',
    { config: write, schema: { summary: 'Take off the second factor of who lost it', params } },
    async ({ scope, params }, reply) => {
      await removeFactorOf(scope, params.id, post)
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/v1/members/:id/sessions',
    { config: write, schema: { summary: 'End all sessions of somebody', params } },
    async ({ scope, params }, reply) => {
      await endSessionsOf(scope, params.id)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/sign-in-rules',
    {
      config: { permission: 'people.read' },
      schema: { summary: 'What this workspace asks at the door', response: { 200: SignInRules } },
    },
    ({ scope }) => showSignInRules(scope),
  )
  api.put(
    '/api/v1/sign-in-rules',
    {
      config: { permission: 'sign_in_rules.write' },
      schema: {
        summary: 'Say how long a session lasts, and who needs a second step from when on',
        body: SetSignInRules,
        response: { 200: SignInRules },
      },
    },
    async ({ scope, body }) => {
      await setSignInRules(scope, body)
      return showSignInRules(scope)
    },
  )

  api.get(
    '/api/v1/invitations',
    {
      config: write,
      schema: { summary: 'Invitations that wait or ran out', response: listOf(InvitationInfo) },
    },
    async ({ scope }) => ({ items: await showInvitations(scope), next: null }),
  )
  api.post(
    '/api/v1/invitations',
    {
      config: { ...write, holdsSecret: true },
      schema: {
        summary: 'Invite somebody; the link is shown once, and mailed where a mailbox is set up',
        body: Invite,
        response: { 201: LinkAnswer },
      },
    },
    async ({ scope, body }, reply) =>
      reply.code(201).send(await invite(scope, { baseUrl: baseUrl(), post }, body)),
  )
  api.delete(
    '/api/v1/invitations/:id',
    { config: write, schema: { summary: 'Take an invitation back', params } },
    async ({ scope, params }, reply) => {
      await takeInvitationBack(scope, params.id)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/permissions',
    {
      config: { permission: 'people.read' },
      schema: { summary: 'Who may do what', response: listOf(PermissionLine) },
    },
    async () => ({
      items: Object.entries(PERMISSION_WORDS).map(([permission, words]) => {
        const { roles, scope } = PERMISSIONS[permission as keyof typeof PERMISSIONS]
        return { permission, ...words, roles: [...roles], scope }
      }),
      next: null,
    }),
  )
}
