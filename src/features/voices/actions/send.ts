/** Sends what is due, once: decides by what is known at that moment, writes down that a letter may have left, then hands it over. */
import { homesOf } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { listMomentRecords } from '#features/moments/index.ts'
import { historiesOf, personRows, type StoredEntry } from '#features/timeline/index.ts'
import { isHeldBack } from '#platform/outgoing.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { firstOf } from '../rules/answer.ts'
import { surveyMail } from '../rules/survey-mail.ts'
import {
  afterQuiet,
  decideSending,
  dueOf,
  HARD_TIME_DAYS,
  HARD_TIMES,
  mayRemind,
  type Reason,
  type Situation,
} from '../rules/surveys.ts'
import {
  claimDue,
  findChoice,
  findLastAsked,
  insertToken,
  setInvitation,
  type Invitation,
} from '../store/invitations.ts'
import { findSurvey, type SurveyRow } from '../store/surveys.ts'
import { surveySender, type SurveySent } from '../senders.ts'
import { LINK_DAYS, newToken, pathOf } from './invitation-ids.ts'

/** Invitations of one home looked at in one go. */
const AT_ONCE = 50
/** Waits before the next attempt, in minutes; after the last it has failed. */
const WAITS = [1, 5, 15, 60, 240]

/** One look over the workspace: everything that is due is sent, moved or left out; nothing while nothing goes out. Answers how many letters went out. */
export async function sendDue(scope: Scope, baseUrl: string): Promise<number> {
  let sent = 0
  for (const home of homesOf(scope.workspace))
    for (;;) {
      const due = await transact(scope, async (scope) =>
        (await isHeldBack(scope)) ? [] : claimDue(scope, home, AT_ONCE),
      )
      for (const invitation of due) if (await settle(scope, invitation, baseUrl)) sent += 1
      if (due.length < AT_ONCE) break
    }
  return sent
}

type Known = Omit<Situation, 'definition' | 'isOn' | 'now' | 'dueAt' | 'aboutAt'> & {
  readonly survey: SurveyRow
  readonly address: string | null
  readonly first: string | null
}

/** Decides about one invitation and does what was decided. Answers whether a letter went out. */
async function settle(scope: Scope, invitation: Invitation, baseUrl: string): Promise<boolean> {
  const known = await read(scope, (scope) => knownOf(scope, invitation))
  if (!known) return leaveOut(scope, invitation, 'off')
  const { survey } = known
  const isOn = survey.onSince !== null
  if (invitation.state === 'sent') return remind(scope, invitation, { ...known, isOn }, baseUrl)
  const decision = decideSending({
    ...known,
    definition: survey.definition,
    isOn,
    now: scope.now,
    dueAt: dueOf(survey.definition, invitation.aboutAt, known.zone),
    aboutAt: invitation.aboutAt,
    // A letter that is under way is no reason against itself.
    lastAskedAt: invitation.handedAt === null ? known.lastAskedAt : null,
  })
  if (decision.decision === 'leave_out') return leaveOut(scope, invitation, decision.because)
  if (decision.decision === 'wait') return wait(scope, invitation, decision.until)
  return hand(scope, invitation, known, baseUrl, false)
}

async function remind(
  scope: Scope,
  invitation: Invitation,
  known: Known & { isOn: boolean },
  baseUrl: string,
): Promise<boolean> {
  const isAnswered = invitation.answeredAt !== null
  if (!mayRemind({ ...known, isAnswered, isReminded: invitation.remindedAt !== null }))
    return wait(scope, invitation, null)
  const until = afterQuiet(scope.now, known.survey.definition.quiet, known.zone)
  return until > scope.now ? wait(scope, invitation, until) : hand(scope, invitation, known, baseUrl, true)
}

async function knownOf(
  scope: TxScope,
  { surveyId, customerId, conversationId, aboutAt, channel }: Invitation,
): Promise<Known | undefined> {
  const survey = await findSurvey(scope, surveyId)
  const rows = [...(await personRows(scope, [customerId])).values()].flat()
  const self = rows.find(({ mergedInto }) => mergedInto === null)
  if (!survey || !self) return undefined
  const ids = rows.map(({ id }) => id)
  const history = (await historiesOf(scope, [customerId], { kinds: ['subscription', 'message_in'], limitEach: 50 })).get(customerId) ?? [] // prettier-ignore
  // Where she wrote to us from that address herself, writing back there discloses nothing.
  const isHers = channel === 'email' || channel === 'form'
  const mail = rows.find(({ identityKind, verified }) => identityKind === 'email' && (verified || isHers))
  return {
    survey,
    zone: self.profile.zone ?? scope.workspace.zone,
    first: firstOf(self.profile.name ?? null),
    address: mail?.identityValue ?? null,
    hasAddress: mail !== undefined,
    wroteAt: survey.definition.trigger === 'resolved' ? wroteAfter(history, conversationId, aboutAt) : null,
    isUnsubscribed: history.find(({ kind }) => kind === 'subscription')?.data.status === 'unsubscribed',
    choice: await findChoice(scope, ids),
    isHardTime: await hasHardTime(scope, ids),
    lastAskedAt: await findLastAsked(scope, ids),
  }
}

const wroteAfter = (history: readonly StoredEntry[], conversationId: string | null, at: Date): Date | null =>
  history.find(
    (entry) => entry.kind === 'message_in' && entry.conversationId === conversationId && entry.at > at,
  )?.at ?? null

async function hasHardTime(scope: TxScope, customerIds: Parameters<typeof findChoice>[1]): Promise<boolean> {
  const since = scope.now.getTime() - HARD_TIME_DAYS * DAY_MS
  for (const kind of HARD_TIMES) {
    const [newest] = await listMomentRecords(scope, { kind, customerIds }, { limit: 1 })
    if (newest && (newest.state === 'open' || newest.at.getTime() >= since)) return true
  }
  return false
}

/** Hands a letter over. Before it may have left that is written down, so that a killed process asks nobody twice. */
async function hand(
  scope: Scope,
  invitation: Invitation,
  { survey, address, first, zone }: Known,
  baseUrl: string,
  isReminder: boolean,
): Promise<boolean> {
  const sender = surveySender()
  if (!sender || address === null || !(await sender.isReady(scope)))
    return isReminder ? wait(scope, invitation, null) : leaveOut(scope, invitation, 'no_mailbox')
  const { token, hash } = newToken(scope)
  const earlier = invitation.handedAt === null ? ('none' as const) : ('unsure' as const)
  await transact(scope, async (scope) => {
    await insertToken(scope, invitation, hash, new Date(scope.now.getTime() + LINK_DAYS * DAY_MS))
    await setInvitation(scope, invitation, { ...invitation, handedAt: invitation.handedAt ?? scope.now })
  })
  const url = `${baseUrl}${pathOf(scope.workspace.no, token)}`
  const { definition } = survey
  const { customerId, conversationId, aboutAt, language } = invitation
  const sent = await sender.send(scope, {
    customerId,
    conversationId,
    address,
    ...surveyMail({
      brand: scope.workspace.name,
      definition,
      language,
      first,
      about: aboutAt,
      zone,
      url,
      isReminder,
    }),
    unsubscribe: `${url}?choose=none`,
    reference: referenceOf(invitation.id, isReminder),
    at: invitation.handedAt ?? scope.now,
    earlier,
  })
  return isReminder
    ? reminded(scope, invitation, sent)
    : delivered(scope, invitation, sent, definition.reminderDays)
}

/** A reminder is another letter: its reference differs in the last place, and is the same at every attempt. */
const referenceOf = (id: string, isReminder: boolean): string =>
  isReminder ? `${id.slice(0, -1)}${((parseInt(id.slice(-1), 16) + 1) % 16).toString(16)}` : id

async function delivered(
  scope: Scope,
  invitation: Invitation,
  sent: SurveySent,
  reminderDays: number | null,
): Promise<boolean> {
  const tries = invitation.tries + 1
  if (sent.outcome === 'delivered') {
    const nextLookAt = reminderDays === null ? null : new Date(scope.now.getTime() + reminderDays * DAY_MS)
    await save(scope, invitation, { state: 'sent', sentAt: scope.now, nextLookAt, tries, handedAt: null })
    return true
  }
  if (sent.outcome === 'refused' && sent.notBefore) return stopped(scope, invitation, sent.notBefore)
  const waitMinutes = WAITS[tries - 1]
  const isOver = waitMinutes === undefined || (sent.outcome === 'refused' && sent.isLasting)
  const handedAt = sent.outcome === 'unsure' ? (invitation.handedAt ?? scope.now) : null
  if (!isOver)
    await save(scope, invitation, { tries, handedAt, nextLookAt: new Date(scope.now.getTime() + waitMinutes * 60_000) }) // prettier-ignore
  // Nobody knows whether it arrived: that counts as asked, so that she is not asked twice.
  else if (sent.outcome === 'unsure') await save(scope, invitation, { state: 'sent', sentAt: handedAt, nextLookAt: null, tries }) // prettier-ignore
  else await save(scope, invitation, { state: 'failed', because: 'refused', nextLookAt: null, tries, handedAt: null }) // prettier-ignore
  return false
}

/** One attempt is all a reminder gets. */
async function reminded(scope: Scope, invitation: Invitation, sent: SurveySent): Promise<boolean> {
  if (sent.outcome === 'refused' && sent.notBefore) return stopped(scope, invitation, sent.notBefore)
  const isOut = sent.outcome !== 'refused'
  await save(scope, invitation, { nextLookAt: null, handedAt: null, remindedAt: isOut ? scope.now : null })
  return isOut
}

/** It was stopped on its way out, and is decided about anew then. */
async function stopped(scope: Scope, invitation: Invitation, nextLookAt: Date): Promise<false> {
  await save(scope, invitation, { nextLookAt, handedAt: null })
  return false
}

async function leaveOut(scope: Scope, invitation: Invitation, because: Reason): Promise<false> {
  await save(scope, invitation, { state: 'left_out', because, nextLookAt: null })
  return false
}

async function wait(scope: Scope, invitation: Invitation, until: Date | null): Promise<false> {
  await save(scope, invitation, { nextLookAt: until })
  return false
}

const save = (scope: Scope, invitation: Invitation, change: Partial<Invitation>): Promise<void> =>
  transact(scope, (scope) => setInvitation(scope, invitation, { ...invitation, ...change }))
