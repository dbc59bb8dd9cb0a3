/** Who is to be asked: what happened opens an invitation that waits; a link can be made by hand. Nothing is sent from here. */
import { homeOf, isId, type ConversationId, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { findEntries, personRows, readRecorded, type StoredEntry } from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { causeOf, dueOf, isDrawn } from '../rules/surveys.ts'
import { languageOf } from '../rules/survey-words.ts'
import { insertInvitations, insertToken, type NewInvitation } from '../store/invitations.ts'
import { listSurveys, type SurveyRow } from '../store/surveys.ts'
import { drawOf, invitationIdOf, LINK_DAYS, newToken, pathOf } from './invitation-ids.ts'
import { surveyOf } from './surveys.ts'

/** Made-up customers are never written to. */
const MADE_UP = 'sample'

type Profile = { readonly zone: string; readonly said: string | undefined }

/** The subscriber of `timeline.recorded`: what a survey follows opens an invitation. Reading twice opens nothing twice. */
export async function openInvitations(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  const found = await read(scope, async (scope) => {
    const surveys = (await listSurveys(scope)).filter(({ onSince }) => onSince !== null)
    if (surveys.length === 0) return undefined
    const entries = (await findEntries(scope, refs)).filter(({ source }) => source !== MADE_UP)
    return { surveys, entries, profiles: await profilesOf(scope, entries) }
  })
  if (!found) return
  const rows = found.surveys.flatMap((survey) =>
    found.entries.flatMap(
      (entry) => invitationFor(survey, entry, found.profiles.get(entry.customerId)) ?? [],
    ),
  )
  for (const [home, part] of Map.groupBy(rows, ({ customerId }) => homeOf(scope.workspace, customerId)))
    await transact(scope, (scope) => insertInvitations(scope, home, latestOfEach(part)))
}

async function profilesOf(
  scope: TxScope,
  entries: readonly StoredEntry[],
): Promise<Map<CustomerId, Profile>> {
  const ids = [...new Set(entries.map(({ customerId }) => customerId))]
  const persons = await personRows(scope, ids)
  const profiles = new Map<CustomerId, Profile>()
  for (const rows of persons.values()) {
    const self = rows.find(({ mergedInto }) => mergedInto === null)
    for (const { id } of rows)
      profiles.set(id, { zone: self?.profile.zone ?? scope.workspace.zone, said: self?.profile.language })
  }
  return profiles
}

function invitationFor(
  { id, definition, onSince, secret }: SurveyRow,
  entry: StoredEntry,
  profile: Profile | undefined,
): NewInvitation | undefined {
  const cause = causeOf(definition.trigger, entry)
  if (!cause || !profile || !onSince || cause.at < onSince) return undefined
  if (!isDrawn(definition, drawOf(secret, cause.cause))) return undefined
  return {
    id: invitationIdOf(id, cause.cause, entry.customerId),
    surveyId: id,
    customerId: entry.customerId,
    cause: cause.cause,
    trigger: definition.trigger,
    channel: cause.channel,
    conversationId: cause.conversationId as ConversationId | null,
    aboutAt: cause.at,
    agentName: cause.agentName,
    language: languageOf(profile.said, definition.language),
    state: 'waiting',
    nextLookAt: dueOf(definition, cause.at, profile.zone),
    sentAt: null,
    answeredAt: null,
  }
}

/** One statement may meet an id once only: of several causes alike the latest counts. */
function latestOfEach(rows: readonly NewInvitation[]): NewInvitation[] {
  const sorted = [...rows].sort((a, b) => a.aboutAt.getTime() - b.aboutAt.getTime())
  return [...new Map(sorted.map((row) => [row.id, row])).values()]
}

/** A link for one customer, to be handed over by hand: the address below our own, and until when it can be answered. */
export async function inviteCustomer(
  scope: Scope,
  survey: string,
  { customerId, conversationId }: { customerId: string; conversationId: string | null },
): Promise<{ path: string; expiresAt: Date }> {
  const { token, hash } = newToken(scope)
  const expiresAt = new Date(scope.now.getTime() + LINK_DAYS * DAY_MS)
  await transact(scope, async (scope) => {
    const { id: surveyId, definition } = await surveyOf(scope, survey)
    const rows = isId(customerId) ? await personRows(scope, [customerId as CustomerId]) : undefined
    const self = [...(rows?.values() ?? [])].flat().find(({ mergedInto }) => mergedInto === null)
    if (!self) throw new Refusal('customer_not_found', 'No such customer here.')
    const { home } = self
    const cause = `by hand ${Buffer.from(hash).toString('hex').slice(0, 32)}`
    const id = invitationIdOf(surveyId, cause, self.id)
    const thread = conversationId !== null && isId(conversationId) ? (conversationId as ConversationId) : null
    await insertInvitations(scope, home, [
      {
        id,
        surveyId,
        customerId: self.id,
        cause,
        trigger: 'by_hand',
        channel: null,
        conversationId: thread,
        aboutAt: scope.now,
        agentName: scope.actor.kind === 'member' ? scope.actor.name : null,
        language: languageOf(self.profile.language, definition.language),
        state: 'sent',
        nextLookAt: null,
        sentAt: scope.now,
        answeredAt: null,
      },
    ])
    await insertToken(scope, { home, id, customerId: self.id }, hash, expiresAt)
  })
  return { path: pathOf(scope.workspace.no, token), expiresAt }
}
