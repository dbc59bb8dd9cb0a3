/** Ids and links of surveys: an invitation's id follows from survey and cause; a link's token is chance, and only its hash is kept. */
import { createHmac, hash } from 'node:crypto'
import { makeId, slotOf, type CustomerId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import type { InvitationId } from '../store/invitations.ts'

/** The same survey and the same cause are the same invitation. */
export function invitationIdOf(surveyId: string, cause: string, customerId: CustomerId): InvitationId {
  const digest = hash('sha256', `survey invitation\n${surveyId}\n${cause}\n${customerId}`, 'buffer')
  return makeId<'invitation'>(new Date(0), slotOf(customerId), digest)
}

/** 0 to 1, the same for the same cause; nobody without the secret can tell who will be drawn. */
export function drawOf(secret: Uint8Array, cause: string): number {
  return createHmac('sha256', secret).update(`draw ${cause}`).digest().readUIntBE(0, 6) / 2 ** 48
}

/** A new token of 256 bits as it stands in a link, and its hash. */
export function newToken({ random }: Pick<Scope, 'random'>): { token: string; hash: Uint8Array } {
  const token = Buffer.from(random(32)).toString('base64url')
  return { token, hash: hashOf(token) }
}

export function hashOf(token: string): Uint8Array {
  return hash('sha256', `survey ${token}`, 'buffer')
}

/** How long a link can be answered. */
export const LINK_DAYS = 60

/** "/s/1/survey/…" */
export function pathOf(workspaceNo: number, token: string): string {
  return `/s/${workspaceNo}/survey/${token}`
}
