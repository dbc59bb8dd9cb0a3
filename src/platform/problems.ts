/** Refusals and faults as problem details (RFC 9457): a code, a sentence, a request id, and nothing from inside. */
import { Refusal } from '#kit/refusal.ts'
import { isConnectionLoss } from './faults.ts'

/** Statuses of refusals that are neither a plain 422 nor the 404 of `…_not_found`. */
export const STATUSES: Readonly<Record<string, number>> = {
  not_signed_in: 401,
  key_not_known: 401,
  session_idle: 401,
  session_over: 401,
  sign_in_wrong: 401,
  ticket_over: 401,
  not_allowed: 403,
  second_step_needed: 403,
  above_you: 403,
  own_role: 403,
  own_removal: 403,
  foreign_origin: 403,
  not_found: 404,
  complaint_settled: 409,
  complaint_not_settled: 409,
  workbook_closed: 409,
  friday_said: 409,
  fix_running: 409,
  fix_not_yours: 403,
  enter_key_used: 410,
  link_over: 410,
  invitation_over: 410,
  address_taken: 409,
  last_owner: 409,
  factor_on: 409,
  factor_missing: 409,
  answer_not_kept: 409,
  theme_changed: 409,
  moment_settled: 409,
  promise_settled: 409,
  promise_broken: 409,
  promise_not_broken: 409,
  import_running: 409,
  reply_gone_out: 409,
  reply_not_stuck: 409,
  ask_answered: 409,
  ask_used: 409,
  grant_reversed: 409,
  task_waits: 409,
  mailbox_known: 409,
  chatwoot_known: 409,
  request_in_progress: 409,
  model_off: 409,
  model_not_set_up: 409,
  shop_not_connected: 409,
  request_stands: 409,
  request_settled: 409,
  identity_not_checked: 409,
  too_large: 413,
  picture_too_large: 413,
  content_type_not_known: 415,
  too_many_requests: 429,
  too_many_guesses: 429,
  database_away: 503,
  disk_full: 507,
}

export type Problem = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  readonly details?: Readonly<Record<string, unknown>>
  /** Seconds after which it may go better. */
  readonly retryAfter?: number
}

/** What to answer for a thrown thing, and whether it is ours to log. */
export function problemOf(error: unknown): Problem & { readonly isFault: boolean } {
  if (error instanceof Refusal) {
    const details = Object.keys(error.details).length > 0 ? { details: error.details } : {}
    const { retryAfterSeconds } = error.details
    return {
      status: statusOf(error.code),
      code: error.code,
      title: error.message,
      ...details,
      ...(typeof retryAfterSeconds === 'number' ? { retryAfter: retryAfterSeconds } : {}),
      isFault: false,
    }
  }
  if (isConnectionLoss(error))
    return {
      status: 503,
      code: 'database_away',
      title: 'The database is away for a moment. Send it again.',
      retryAfter: 2,
      isFault: false,
    }
  if (NO_ROOM.has((error as { code?: string }).code ?? ''))
    return {
      status: 507,
      code: 'disk_full',
      title: 'There is no room left on the disk; nothing was stored.',
      isFault: true,
    }

  const { statusCode, code, validation } = error as {
    statusCode?: number
    code?: string
    validation?: readonly { instancePath?: string; message?: string }[]
  }
  if (validation)
    return {
      status: 422,
      code: 'invalid_input',
      title: 'Something in the request does not fit.',
      fields: validation.map(({ instancePath = '', message = 'does not fit' }) => ({
        path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
        message,
      })),
      isFault: false,
    }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      code: CODES[code ?? ''] ?? BY_STATUS[statusCode] ?? 'bad_request',
      title: TITLES[statusCode] ?? 'The request could not be read.',
      isFault: false,
    }
  return {
    status: 500,
    code: 'fault',
    title: 'Something went wrong on our side. It is in the log under the request id.',
    isFault: true,
  }
}

/** The database’s word for a full disk, and the system’s for a disk, a quota and a file that takes no more. */
const NO_ROOM = new Set(['53100', 'ENOSPC', 'EDQUOT', 'EFBIG'])

const statusOf = (code: string): number => STATUSES[code] ?? (code.endsWith('_not_found') ? 404 : 422)

const CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'broken_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'empty_body',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content_type_not_known',
}
const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'not_found',
  413: 'too_large',
  415: 'content_type_not_known',
  429: 'too_many_requests',
}
const TITLES: Readonly<Record<number, string>> = {
  400: 'The request could not be read: is the body whole, valid JSON?',
  404: 'There is nothing at this address.',
  413: 'The request is larger than this address takes.',
  415: 'This address does not take that content type.',
  429: 'Too many requests; slow down and try again.',
}
