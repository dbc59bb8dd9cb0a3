/** What a member changes about her way in: address, password, second factor. The present password is asked for where there is one. */
import type { MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Queries } from '#platform/database.ts'
import type { Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { drawFactor, hashRecoveryCode, makeFactorSecret, makeRecoveryCodes, stepOf } from '../codes.ts'
import type { PendingFactor, Profile } from '../contract.ts'
import { changedLetter, type Changed, type Post } from '../letters.ts'
import { checkPassword, hashPassword, isPassword } from '../passwords.ts'
import {
  countRecoveryCodes,
  deleteFactor,
  findLogin,
  replaceRecoveryCodes,
  setFactorOn,
  setPassword,
  setPendingFactor,
  type Login,
} from '../store/logins.ts'
import { findMember, findMemberByAddress, setAddress, type Member } from '../store/members.ts'
import { deleteSessionsOf } from '../store/sessions.ts'
import { deleteTokensOf } from '../store/tokens.ts'
import { auditTeam } from './audited.ts'
import { meOf } from './me.ts'
import { factorPlace, guessAt, proveCode } from './sign-in.ts'
import type { Chance } from './workspace.ts'

/** The one who asks, as she sees herself. */
export async function profileOf(scope: Scope): Promise<Profile> {
  const { me, login } = await mine(scope)
  const left = await scope.db.people(scope.workspace.id, (db) => countRecoveryCodes(db, me.id))
  return {
    id: me.id,
    name: me.name,
    nicknames: [...me.nicknames],
    role: me.role,
    zone: me.zone,
    hours: me.hours,
    email: me.email,
    passwordAt: login?.passwordHash ? (login.passwordAt?.toISOString() ?? null) : null,
    secondFactorAt: login?.totpAt?.toISOString() ?? null,
    recoveryCodes: left,
  }
}

/** Tells the former address. Refuses `password_wrong`, `address_taken`. */
export async function changeAddress(
  scope: Scope,
  { email, password }: { email: string; password?: string | undefined },
  post: Post,
): Promise<void> {
  const { me } = await proven(scope, password)
  await scope.db.people(scope.workspace.id, async (db) => {
    const other = await findMemberByAddress(db, scope.workspace.id, email)
    if (other && other.id !== me.id)
      throw new Refusal('address_taken', 'Somebody else on the team signs in with this address.')
    await setAddress(db, me, email)
    await auditTeam(scope, db, 'member.changed', { fields: 'email' }, { kind: 'member', id: me.id })
  })
  if (me.email !== email) await tellChanged(scope, post, me.email, 'address')
}

/** Sets a password and ends all other sessions. Refuses `password_wrong`, `password_weak`, `address_missing`. */
export async function changePassword(
  scope: Scope,
  { password, next }: { password?: string | undefined; next: string },
  sessionId: string | null,
  post: Post,
): Promise<void> {
  const { me } = await proven(scope, password)
  if (me.email === null) throw new Refusal('address_missing', 'Say first with which address you sign in.')
  const hash = await hashChosen(next, { ...me, workspaceName: scope.workspace.name })
  await scope.db.people(scope.workspace.id, async (db) => {
    await keepPassword(db, me.id, hash, { now: scope.now, but: sessionId })
    await auditTeam(scope, db, 'password.changed')
  })
  await tellChanged(scope, post, me.email, 'password')
}

/** Checks a password that somebody chose, and makes of it what is kept. Refuses `password_weak`. */
export async function hashChosen(
  password: string,
  about: { name: string; email: string | null; workspaceName: string },
): Promise<string> {
  checkPassword(password, [about.name, about.email ?? '', about.workspaceName])
  return hashPassword(password)
}

/** Keeps a new password; every session but one, and every link for a new password, is over. */
export async function keepPassword(
  db: Queries,
  memberId: MemberId,
  hash: string,
  { now, but }: { now: Date; but: string | null },
): Promise<void> {
  await setPassword(db, memberId, hash, now)
  await deleteSessionsOf(db, memberId, but)
  await deleteTokensOf(db, memberId, 'reset')
  await deleteTokensOf(db, memberId, 'second_step')
}

/** Begins a second factor; it counts once a code of it was typed. Refuses `password_wrong`, `factor_on`. */
export async function beginFactor(
  scope: Scope,
  secrets: Secrets,
  password: string | undefined,
): Promise<PendingFactor> {
  const { me } = await proven(scope, password)
  const secret = makeFactorSecret(scope.random)
  const kept = await scope.db.people(scope.workspace.id, (db) =>
    setPendingFactor(db, me.id, secrets.seal(secret, factorPlace(me.id))),
  )
  if (kept === 0) throw new Refusal('factor_on', 'Your second factor is on already: take it off first.')
  return { secret, ...drawFactor(secret, { workspace: scope.workspace.name, label: me.email ?? me.name }) }
}

/** Makes the second factor count; answers the recovery codes, this once. Ends all other sessions. Refuses `code_wrong`. */
export async function confirmFactor(
  scope: Scope,
  secrets: Secrets,
  code: string,
  { sessionId, post }: { sessionId: string | null; post: Post },
): Promise<string[]> {
  const { me, login } = await mine(scope)
  const secret = login?.totpSealed ? secrets.unseal(login.totpSealed, factorPlace(me.id)) : undefined
  const forget = await guessAt(scope.db, { memberId: me.id, now: scope.now })
  const step = secret === undefined ? undefined : stepOf(secret, code, scope.now)
  const codes = await scope.db.people(scope.workspace.id, async (db) => {
    if (step === undefined || (await setFactorOn(db, me.id, step, scope.now)) === 0)
      throw new Refusal('code_wrong', 'This code is not right. Is the clock of your phone?', {}, me.id)
    await deleteSessionsOf(db, me.id, sessionId)
    const made = await renewCodes(db, me.id, scope.random)
    await auditTeam(scope, db, 'second_factor.set')
    return made
  })
  void tellChanged(scope, post, me.email, 'second_factor_on')
  await forget()
  return codes
}

/** New recovery codes in the place of the old. Refuses `code_wrong`. */
export async function renewRecoveryCodes(
  scope: Scope,
  secrets: Secrets,
  code: string,
  post: Post,
): Promise<string[]> {
  const { id, email } = (await mine(scope)).me
  const forget = await guessAt(scope.db, { memberId: id, now: scope.now })
  const codes = await scope.db.people(scope.workspace.id, async (db) => {
    if (!(await proveCode(db, secrets, id, code, scope.now)))
      throw new Refusal('code_wrong', 'This code is not right, or was used already.', {}, id)
    return renewCodes(db, id, scope.random)
  })
  void tellChanged(scope, post, email, 'recovery_codes')
  await forget()
  return codes
}

/** Takes the second factor off. Refuses `code_wrong`. */
export async function removeFactor(scope: Scope, secrets: Secrets, code: string, post: Post): Promise<void> {
  const { id, email } = (await mine(scope)).me
  const forget = await guessAt(scope.db, { memberId: id, now: scope.now })
  await scope.db.people(scope.workspace.id, async (db) => {
    if (!(await proveCode(db, secrets, id, code, scope.now)))
      throw new Refusal('code_wrong', 'This code is not right, or was used already.', {}, id)
    await deleteFactor(db, id)
    await auditTeam(scope, db, 'second_factor.removed')
  })
  await tellChanged(scope, post, email, 'second_factor_off')
  await forget()
}

/**
 * Mails her what changed (ASVS 2.2.3), once it stands; without a mailbox the change stands all the same. Not waited for where codes are
 * answered that are shown once: a mail server that is slow must not cost her those.
 */
export async function tellChanged(
  scope: Scope,
  post: Post,
  to: string | null,
  changed: Changed,
): Promise<void> {
  if (to !== null)
    await post(scope, changedLetter(to, { workspace: scope.workspace.name, changed, at: scope.now }))
}

async function renewCodes(db: Queries, memberId: MemberId, random: Chance): Promise<string[]> {
  const codes = makeRecoveryCodes(random)
  await replaceRecoveryCodes(
    db,
    memberId,
    codes.flatMap((code) => hashRecoveryCode(memberId, code) ?? []),
  )
  return codes
}

/** The one who asks, and her way in. */
function mine(scope: Scope): Promise<{ me: Member; login: Login | undefined }> {
  const { id } = meOf(scope)
  return scope.db.people(scope.workspace.id, async (db) => {
    const me = await findMember(db, scope.workspace.id, id)
    if (!me) throw new Refusal('member_not_found', 'You are not on this team any more.')
    return { me, login: await findLogin(db, id) }
  })
}

/** As `mine`, once the present password was typed. Refuses `password_wrong`, `too_many_guesses`. */
async function proven(scope: Scope, password: string | undefined): ReturnType<typeof mine> {
  const found = await mine(scope)
  const kept = found.login?.passwordHash
  if (!kept) return found
  const forget = await guessAt(scope.db, { memberId: found.me.id, now: scope.now })
  if (!(await isPassword(password ?? '', kept)))
    throw new Refusal('password_wrong', 'That is not your present password.', {}, found.me.id)
  await forget()
  return found
}
