/** HTTP face of one's own things: who am I, preferences, profile, absence, password, second factor, sessions. */
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from '#platform/http.ts'
import { permissionsOf } from '#platform/permissions.ts'
import {
  beginFactor,
  changeAddress,
  changePassword,
  confirmFactor,
  profileOf,
  removeFactor,
  renewRecoveryCodes,
} from '../actions/login.ts'
import { secondStepOf } from '../actions/door-rules.ts'
import { changeProfile, preferencesOf, savePreferences, setMyAbsence } from '../actions/me.ts'
import { showHold } from '../actions/outgoing.ts'
import { endOtherSessions, endSession, showSessions } from '../actions/sessions.ts'
import {
  ChangeAddress,
  ChangePassword,
  ChangeProfile,
  PendingFactor,
  Preferences,
  Profile,
  ProveCode,
  ProvePassword,
  RecoveryCodes,
  SessionAnswer,
  SessionInfo,
  SetAbsence,
} from '../contract.ts'
import { deviceOf } from '../rules/device.ts'
import { initialsOf } from '../rules/initials.ts'
import { landingOf } from '../rules/landing.ts'
import type { TeamParts } from './parts.ts'

const own = { permission: 'preferences.write' } as const
const secret = { ...own, holdsSecret: true } as const
const early = { permission: 'session.read', beforeSecondStep: true } as const

export function meRoutes(api: Api, { secrets, contentOf, post }: TeamParts): void {
  api.get(
    '/api/v1/session',
    {
      config: early,
      schema: { summary: 'Who am I and what may I do', response: { 200: SessionAnswer } },
    },
    async ({ scope }) => {
      if (scope.actor.kind !== 'member') throw new Refusal('not_allowed', 'Only people have sessions.')
      const { id, name, role } = scope.actor
      const { workspace } = scope
      return {
        member: { id, name, initials: initialsOf(name), role },
        workspace: {
          id: workspace.id,
          name: workspace.name,
          zone: workspace.zone,
          currency: workspace.currency,
        },
        permissions: permissionsOf(role),
        landing: landingOf(role),
        ...(await contentOf(scope)),
        outgoingHold: await showHold(scope),
        secondStep: await secondStepOf(scope),
        now: scope.now.toISOString(),
      }
    },
  )

  api.get(
    '/api/v1/preferences',
    {
      config: { permission: 'session.read' },
      schema: { summary: 'How I like my queue', response: { 200: Preferences } },
    },
    ({ scope }) => preferencesOf(scope),
  )
  api.put(
    '/api/v1/preferences',
    {
      config: own,
      schema: { summary: 'Set how I like my queue', body: Preferences, response: { 200: Preferences } },
    },
    ({ scope, body }) => savePreferences(scope, body),
  )

  api.put(
    '/api/v1/absence',
    { config: own, schema: { summary: 'I am away until then', body: SetAbsence } },
    async ({ scope, body }, reply) => {
      await setMyAbsence(scope, body.until)
      return reply.code(204).send()
    },
  )
  api.delete(
    '/api/v1/absence',
    { config: own, schema: { summary: 'I am back' } },
    async ({ scope }, reply) => {
      await setMyAbsence(scope, null)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/me',
    {
      config: early,
      schema: { summary: 'My profile', response: { 200: Profile } },
    },
    ({ scope }) => profileOf(scope),
  )
  api.patch(
    '/api/v1/me',
    {
      config: own,
      schema: {
        summary: 'Change my name, nicknames, zone, hours',
        body: ChangeProfile,
        response: { 200: Profile },
      },
    },
    async ({ scope, body }) => {
      await changeProfile(scope, body)
      return profileOf(scope)
    },
  )
  api.put(
    '/api/v1/me/address',
    { config: secret, schema: { summary: 'The address I sign in with', body: ChangeAddress } },
    async ({ scope, body }, reply) => {
      await changeAddress(scope, body, post)
      return reply.code(204).send()
    },
  )
  api.put(
    '/api/v1/me/password',
    {
      config: secret,
      schema: { summary: 'Change my password; all other sessions of mine end', body: ChangePassword },
    },
    async ({ scope, body, sessionId }, reply) => {
      await changePassword(scope, body, sessionId, post)
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/v1/me/second-factor',
    {
      config: { ...secret, beforeSecondStep: true },
      schema: {
        summary: 'Begin a second factor: the code to scan',
        body: ProvePassword,
        response: { 200: PendingFactor },
      },
    },
    ({ scope, body }) => beginFactor(scope, secrets, body.password),
  )
  api.put(
    '/api/v1/me/second-factor',
    {
      config: { ...secret, beforeSecondStep: true },
      schema: {
        summary: 'Make the second factor count; answers the recovery codes, once',
        body: ProveCode,
        response: { 200: RecoveryCodes },
      },
    },
    async ({ scope, body, sessionId }) => ({
      codes: await confirmFactor(scope, secrets, body.code, { sessionId, post }),
    }),
  )
  api.post(
    '/api/v1/me/recovery-codes',
    {
      config: secret,
      schema: {
        summary: 'New recovery codes in the place of the old',
        body: ProveCode,
        response: { 200: RecoveryCodes },
      },
    },
    async ({ scope, body }) => ({ codes: await renewRecoveryCodes(scope, secrets, body.code, post) }),
  )
  api.post(
    '/api/v1/me/second-factor/removal',
    { config: secret, schema: { summary: 'Take my second factor off', body: ProveCode } },
    async ({ scope, body }, reply) => {
      await removeFactor(scope, secrets, body.code, post)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/me/sessions',
    {
      config: { permission: 'session.read' },
      schema: {
        summary: 'Where I am signed in',
        response: { 200: z.object({ items: z.array(SessionInfo), next: z.string().nullable() }) },
      },
    },
    async ({ scope, sessionId }) => ({
      items: (await showSessions(scope)).map(({ id, createdAt, seenAt, userAgent }) => ({
        id,
        createdAt: createdAt.toISOString(),
        seenAt: seenAt.toISOString(),
        device: deviceOf(userAgent),
        isThis: id === sessionId,
      })),
      next: null,
    }),
  )
  api.delete(
    '/api/v1/me/sessions',
    { config: own, schema: { summary: 'End all sessions of mine but this one' } },
    async ({ scope, sessionId }, reply) => {
      await endOtherSessions(scope, sessionId)
      return reply.code(204).send()
    },
  )
  api.delete(
    '/api/v1/me/sessions/:id',
    {
      config: own,
      schema: { summary: 'End one session of mine', params: z.object({ id: z.string().max(60) }) },
    },
    async ({ scope, params }, reply) => {
      await endSession(scope, params.id)
      return reply.code(204).send()
    },
  )
}
