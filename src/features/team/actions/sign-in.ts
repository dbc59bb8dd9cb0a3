/** Signing in by e-mail and password, and by the second step: every guess is counted before it is looked at. */
import { hash } from 'node:crypto'
import type { MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { Database, Queries } from '#platform/database.ts'
import type { Secrets } from '#platform/secrets.ts'
import { hashRecoveryCode, stepOf } from '../codes.ts'
import { isPassword } from '../passwords.ts'
import { countGuess, networkOf, type PauseKind } from '../rules/pause.ts'
import { hashSecret, makeSecret } from '../secrets.ts'
import {
  deletePauses,
  findLogin,
  isKnownNetwork,
  keepNetwork,
  listCandidates,
  lockPauses,
  setPause,
  useRecoveryCode,
  useStep,
  type Candidate,
} from '../store/logins.ts'
import { insertToken, tryToken, useToken } from '../store/tokens.ts'
import { openSession, type Arrival, type Opened } from './sessions.ts'

export type Knock = Arrival & { readonly ip: string }

/** Minutes between the password and the code. */
const TICKET_MINUTES = 10
/** Codes that may be tried after one password. */
const CODE_TRIES = 5

/** Opens a session, or a ticket for the second step. Refuses `sign_in_wrong` and `too_many_guesses`, for known and unknown alike. */
export async function signIn(
  database: Database,
  { email, password }: { email: string; password: string },
  knock: Knock,
): Promise<{ opened: Opened } | { ticket: string }> {
  const address = email.trim().toLowerCase()
  const place = hash('sha256', `network ${address} ${networkOf(knock.ip)}`, 'buffer')
  const pair = keyOf('pair', address, networkOf(knock.ip))
  const isKnown = await isKnownNetwork(database, place)
  const pauses = isKnown ? [pair] : [pair, keyOf('address', address)]
  await guess(database, pauses, knock.now)
  const candidates = await listCandidates(database, address)
  const found = await whoIs(candidates, password)
  if (!found)
    throw new Refusal(
      'sign_in_wrong',
      'This address and this password do not belong together.',
      {},
      candidates[0]?.memberId,
    )
  await deletePauses(
    database,
    pauses.map(({ key }) => key),
  )
  return database.owner(async (db) => {
    await keepNetwork(db, place, knock.now)
    return found.totpAt
      ? { ticket: await makeTicket(db, found.memberId, knock) }
      : { opened: await openSession(db, found.memberId, knock, 'password') }
  })
}

/** The candidate whose password it is; measured once where there is none. */
async function whoIs(candidates: readonly Candidate[], password: string): Promise<Candidate | undefined> {
  if (candidates.length === 0) await isPassword(password, undefined)
  for (const candidate of candidates) if (await isPassword(password, candidate.passwordHash)) return candidate
  return undefined
}

async function makeTicket(db: Queries, memberId: MemberId, { now, random }: Knock): Promise<string> {
  const ticket = makeSecret('', random)
  await insertToken(db, {
    hash: hashSecret(ticket) ?? Buffer.alloc(0),
    memberId,
    purpose: 'second_step',
    now,
    expiresAt: new Date(now.getTime() + TICKET_MINUTES * MINUTE_MS),
  })
  return ticket
}

/** The second step: a code of the app, or one of the recovery codes. Refuses `ticket_over`, `code_wrong`, `too_many_guesses`. */
export async function takeSecondStep(
  database: Database,
  secrets: Secrets,
  { ticket, code }: { ticket: string; code: string },
  knock: Knock,
): Promise<Opened> {
  const ticketHash = hashSecret(ticket)
  const tried =
    ticketHash &&
    (await database.owner((db) => tryToken(db, ticketHash, 'second_step', knock.now, CODE_TRIES)))
  if (!tried)
    throw new Refusal('ticket_over', 'That took too long, or too many codes were tried. Sign in again.')
  const pause = keyOf('code', tried.memberId)
  await guess(database, [pause], knock.now)
  const isRight = await database.people(tried.workspaceId, (db) =>
    proveCode(db, secrets, tried.memberId, code, knock.now),
  )
  if (!isRight)
    throw new Refusal('code_wrong', 'This code is not right, or was used already.', {}, tried.memberId)
  await deletePauses(database, [pause.key])
  return database.owner(async (db) => {
    if (!(await useToken(db, ticketHash, 'second_step', knock.now)))
      throw new Refusal('ticket_over', 'That took too long. Sign in again.')
    return openSession(db, tried.memberId, knock, 'second_step')
  })
}

/** Whether the code is hers and was not used before; uses it up. */
export async function proveCode(
  db: Queries,
  secrets: Secrets,
  memberId: MemberId,
  code: string,
  now: Date,
): Promise<boolean> {
  const login = await findLogin(db, memberId)
  if (!login?.totpAt || !login.totpSealed) return false
  const recovery = hashRecoveryCode(memberId, code)
  if (recovery) return (await useRecoveryCode(db, memberId, recovery, now)) === 1
  const secret = secrets.unseal(login.totpSealed, factorPlace(memberId))
  const step = secret === undefined ? undefined : stepOf(secret, code, now)
  return step !== undefined && (await useStep(db, memberId, step)) === 1
}

export const factorPlace = (memberId: string) => `second factor ${memberId}`

/** Counts a guess at somebody's password who is signed in already, so that a borrowed session cannot find it out. */
export async function guessAt(
  database: Database,
  { memberId, now }: { memberId: string; now: Date },
): Promise<() => Promise<unknown>> {
  const pause = keyOf('code', memberId)
  await guess(database, [pause], now)
  return () => deletePauses(database, [pause.key])
}

type PauseKey = { readonly kind: PauseKind; readonly key: Buffer }

/** The database never learns whom a stranger guessed at. */
function keyOf(kind: PauseKind, ...parts: readonly string[]): PauseKey {
  return { kind, key: hash('sha256', [kind, ...parts].join(' '), 'buffer') }
}

/** Counts a guess under all of these keys; a crowd of guesses at once is counted one by one. Refuses `too_many_guesses`. */
async function guess(database: Database, keys: readonly PauseKey[], now: Date): Promise<void> {
  const waitSeconds = await database.owner(async (db) => {
    const locked = await lockPauses(
      db,
      keys.map(({ key }) => key),
      now,
    )
    const counted = locked.map((pause) => ({
      key: pause.key,
      ...countGuess(pause, keys.find(({ key }) => key.equals(pause.key))?.kind ?? 'pair', now),
    }))
    const wait = Math.max(0, ...counted.map(({ waitSeconds }) => waitSeconds))
    if (wait === 0) for (const { key, next } of counted) await setPause(db, { key, ...next })
    return wait
  })
  if (waitSeconds > 0)
    throw new Refusal(
      'too_many_guesses',
      `That was wrong too often. Try again in ${waitSeconds < 90 ? `${waitSeconds} seconds` : `${Math.ceil(waitSeconds / 60)} minutes`}.`,
      { retryAfterSeconds: waitSeconds },
    )
}
