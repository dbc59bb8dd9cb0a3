/**
 * The operator's log of who was refused: one line for each refusal that may be an attempt to get in or round, with what was tried, from
 * where and as whom. Never what was typed, and never an address of somebody: members, keys and sessions go by their ids (ASVS 16.3).
 */
import type { FastifyRequest } from 'fastify'
import type { Logger } from './log.ts'

/** Refusals that are written down, and as what. Others are everyday life. */
const TOLD: Readonly<Record<string, 'sign-in' | 'access' | 'round'>> = {
  sign_in_wrong: 'sign-in',
  code_wrong: 'sign-in',
  password_wrong: 'sign-in',
  ticket_over: 'sign-in',
  enter_key_used: 'sign-in',
  link_over: 'sign-in',
  invitation_over: 'sign-in',
  key_not_known: 'sign-in',
  not_signed_in: 'sign-in',
  session_idle: 'sign-in',
  session_over: 'sign-in',
  not_allowed: 'access',
  second_step_needed: 'access',
  above_you: 'access',
  own_role: 'access',
  own_removal: 'access',
  last_owner: 'access',
  foreign_origin: 'round',
  too_many_guesses: 'round',
  too_many_requests: 'round',
  too_large: 'round',
  invalid_input: 'round',
  text_not_storable: 'round',
  key_used_otherwise: 'round',
}

/** Lines a minute of one kind from one address; what comes beyond is counted, so that nobody fills a disk by being refused. */
const MOST_LINES = 20
const WINDOW_MS = 60_000
/** Kinds and addresses remembered at once. */
const MOST_REMEMBERED = 10_000

export type Refused = {
  readonly code: string
  readonly status: number
  readonly about: string | undefined
}

/** Opens the log of one server; call what it answers at each refusal. */
export function openRefusedLog(
  log: Logger,
  clock: () => Date,
): (request: FastifyRequest, refused: Refused) => void {
  const seen = new Map<string, { since: number; count: number }>()
  return (request, { code, status, about }) => {
    const kind = TOLD[code]
    if (kind === undefined || (code === 'not_signed_in' && !bringsCredential(request))) return
    const now = clock().getTime()
    const key = `${code} ${request.ip}`
    const before = seen.get(key)
    const isNew = !before || now - before.since >= WINDOW_MS
    if (isNew && seen.size >= MOST_REMEMBERED) seen.clear()
    const counted = isNew ? { since: now, count: 1 } : { since: before.since, count: before.count + 1 }
    seen.set(key, counted)
    if (counted.count > MOST_LINES) return
    const unsaid = isNew && before ? Math.max(0, before.count - MOST_LINES) : 0
    log.warn(
      {
        refused: kind,
        code,
        status,
        requestId: request.id,
        route: `${request.method} ${request.routeOptions.url ?? 'none'}`,
        ip: request.ip,
        ...whoOf(request),
        ...(about === undefined ? {} : { about: `member ${about}` }),
        ...(unsaid > 0 ? { unsaidBefore: unsaid } : {}),
      },
      'refused',
    )
  }
}

const bringsCredential = ({ headers }: FastifyRequest): boolean =>
  headers.authorization !== undefined || /\bspoonful=/.test(headers.cookie ?? '')

/** As whom it was asked, where that is known. */
function whoOf(request: FastifyRequest): { by?: string; workspace?: number } {
  const { asker } = request
  if (!asker) return {}
  const { actor, workspace } = asker
  return { by: actor.kind === 'machine' ? 'machine' : `${actor.kind} ${actor.id}`, workspace: workspace.no }
}
