/** Writes down whom a survey asked without us sending it, and which answers on the timeline are answers to it. Doing it twice changes nothing. */
import { homeOf, type ConversationId } from '#kit/id.ts'
import type { StoredEntry } from '#features/timeline/index.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { insertInvitations, type NewInvitation } from '../store/invitations.ts'
import { setScoresOfSurvey } from '../store/scores.ts'
import type { SurveyTrigger } from '../contract.ts'
import { scoresIn } from './answers.ts'
import { invitationIdOf } from './invitation-ids.ts'

export type AskedBefore = {
  readonly surveyId: string
  readonly trigger: SurveyTrigger
  /** What it asked about, or the answer to it. */
  readonly entry: StoredEntry
  readonly sentAt: Date
  readonly isAnswered: boolean
}

export async function bringAsked(scope: Scope, asked: readonly AskedBefore[]): Promise<void> {
  for (const [home, part] of Map.groupBy(asked, ({ entry }) => homeOf(scope.workspace, entry.customerId)))
    await transact(scope, async (scope) => {
      await insertInvitations(scope, home, part.map(invitationOf))
      await setScoresOfSurvey(
        scope,
        home,
        part
          .filter(({ isAnswered }) => isAnswered)
          .flatMap((one) =>
            scoresIn(one.entry).map((score) => ({
              ...score,
              surveyId: one.surveyId,
              invitationId: invitationOf(one).id,
              trigger: one.trigger,
            })),
          ),
      )
    })
}

function invitationOf({ surveyId, trigger, entry, sentAt, isAnswered }: AskedBefore): NewInvitation {
  const cause = `brought ${entry.id}`
  return {
    id: invitationIdOf(surveyId, cause, entry.customerId),
    surveyId,
    customerId: entry.customerId,
    cause,
    trigger,
    channel: entry.channel,
    conversationId: entry.conversationId as ConversationId | null,
    aboutAt: sentAt,
    agentName: entry.authorKind === 'agent' ? entry.authorName : null,
    language: 'en',
    state: 'sent',
    nextLookAt: null,
    sentAt,
    answeredAt: isAnswered ? entry.at : null,
  }
}
