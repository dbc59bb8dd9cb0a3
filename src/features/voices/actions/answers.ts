/** What somebody answered: taken once, put on the timeline, scored. */
import { z } from 'zod'
import { homeOf, isId, type CustomerId } from '#kit/id.ts'
import { isStorable } from '#kit/storable.ts'
import {
  findEntries,
  memberIds,
  personRows,
  readRecorded,
  recordEntries,
  type IncomingEntry,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { announce, nudge } from '#platform/announcements.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { Measure, type SurveyDefinition } from '../contract.ts'
import { firstOf, type SurveyAnswer } from '../rules/answer.ts'
import { ratedOf, SCALES } from '../rules/scores.ts'
import {
  deleteAnswer,
  findByToken,
  findInvitation,
  setAnswer,
  upsertChoice,
  type Invitation,
} from '../store/invitations.ts'
import { upsertScores, type ScoreRow } from '../store/scores.ts'
import { findSurvey } from '../store/surveys.ts'
import { hashOf } from './invitation-ids.ts'

/** The source of answers that were given on our own page. */
export const SURVEY_SOURCE = 'survey'

export type Asked = {
  readonly invitation: Invitation
  readonly definition: SurveyDefinition
  /** "Kofi"; null where she has given no name. */
  readonly first: string | null
  /** IANA name of her zone, else ours. */
  readonly zone: string
}

/** Whom a link asks what; undefined for a link that is none or has run out. */
export function findAsked(scope: Scope, token: string): Promise<Asked | undefined> {
  return read(scope, (scope) => askedBy(scope, token))
}

async function askedBy(scope: TxScope, token: string): Promise<Asked | undefined> {
  const invitation = await findByToken(scope, hashOf(token))
  const survey = invitation && (await findSurvey(scope, invitation.surveyId))
  if (!invitation || !survey) return undefined
  const rows = [...(await personRows(scope, [invitation.customerId])).values()].flat()
  const self = rows.find(({ mergedInto }) => mergedInto === null)
  return {
    invitation,
    definition: survey.definition,
    first: firstOf(self?.profile.name ?? null),
    zone: self?.profile.zone ?? scope.workspace.zone,
  }
}

/** Keeps an answer; the second of the same invitation changes nothing. Undefined for a link that is none. */
export async function takeAnswer(
  scope: Scope,
  token: string,
  answer: SurveyAnswer,
): Promise<'taken' | 'answered_before' | undefined> {
  const outcome = await transact(scope, async (scope) => {
    const asked = await askedBy(scope, token)
    if (!asked) return undefined
    const { home, id } = asked.invitation
    if (!(await setAnswer(scope, asked.invitation, answer))) return 'answered_before'
    await announce(scope, home, 'survey.answered', { id })
    return 'taken'
  })
  if (outcome === 'taken') nudge()
  return outcome
}

/** What she chose at the foot of a survey. Answers whether the link was one. */
export function choose(scope: Scope, token: string, choice: 'fewer' | 'none'): Promise<boolean> {
  return transact(scope, async (scope) => {
    const invitation = await findByToken(scope, hashOf(token))
    if (!invitation) return false
    for (const id of await memberIds(scope, invitation.customerId)) await upsertChoice(scope, id, choice)
    return true
  })
}

const Answered = z.object({ id: z.string() })

/** The subscriber of `survey.answered`: the answer becomes an entry. Bears being run again. */
export async function landAnswer(scope: Scope, body: unknown): Promise<void> {
  const { id } = Answered.parse(body)
  const found = await read(scope, async (scope) => {
    const invitation = await findInvitation(scope, id)
    const survey = invitation && (await findSurvey(scope, invitation.surveyId))
    const persons = invitation && (await personRows(scope, [invitation.customerId]))
    const row = [...(persons?.values() ?? [])].flat().find((one) => one.id === invitation?.customerId)
    return invitation && survey && row ? { invitation, definition: survey.definition, row } : undefined
  })
  if (!found?.invitation.answer) return
  const { invitation, definition, row } = found
  const { identityKind: kind, identityValue: value, verified } = row
  const name = row.profile.name
  await recordEntries(scope, [
    {
      ...entryOf(invitation, definition),
      identities: [{ kind, value, verified }],
      author: { kind: 'customer', ...(name === undefined ? {} : { name }) },
    },
  ])
  await transact(scope, (scope) => deleteAnswer(scope, invitation))
}

/** The first rated question is the entry's own score; all of them stand beside it. */
function entryOf(invitation: Invitation, { questions }: SurveyDefinition): Omit<IncomingEntry, 'identities'> {
  const { id, answer, answeredAt, conversationId, surveyId, trigger, channel, agentName } = invitation
  const answers = questions.flatMap(({ key, measure }) => {
    const rating = answer?.ratings[key]
    return rating === undefined ? [] : [{ question: key, measure, rating }]
  })
  const [first] = answers
  const words = answer?.words.trim() ?? ''
  const scale = first && SCALES[first.measure]
  return {
    source: SURVEY_SOURCE,
    messageId: id,
    kind: 'survey_answer',
    at: answeredAt ?? invitation.madeAt,
    channel: 'survey',
    ...(conversationId === null ? {} : { conversationId }),
    ...(words !== '' && isStorable(words) ? { text: words } : {}),
    data: {
      ...(first && scale
        ? { survey: first.measure, rating: first.rating, ratingFrom: scale[0], ratingTo: scale[1] }
        : {}),
      other: {
        surveyId,
        invitationId: id,
        trigger,
        about: channel,
        agent: agentName,
        answers,
        reflections: answer?.reflections ?? [],
        thanks: answer?.thanks ?? false,
      },
    },
  }
}

/** The subscriber of `timeline.recorded`: every scored answer counts, ours and those of other tools alike. */
export async function recordScores(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  const entries = await read(scope, (scope) => findEntries(scope, refs))
  const rows = entries.filter(({ kind }) => kind === 'survey_answer').flatMap(scoresIn)
  for (const [home, part] of Map.groupBy(rows, ({ customerId }) => homeOf(scope.workspace, customerId)))
    await transact(scope, (scope) => upsertScores(scope, home, part))
}

/** What our own page wrote beside the first score; of other sources nothing of the kind is believed. */
const Ours = z.object({
  surveyId: z.string().refine(isId),
  invitationId: z.string().refine(isId),
  trigger: z.string().max(40),
  about: z.string().nullable(),
  agent: z.string().nullable(),
  answers: z.array(z.object({ question: z.string().max(20), measure: Measure, rating: z.number() })).max(10),
})

/** The scored questions of an answer; what lies outside its scale is none. */
export function scoresIn(entry: StoredEntry): ScoreRow[] {
  const { data } = entry
  const ours = entry.source === SURVEY_SOURCE ? Ours.safeParse(data.other).data : undefined
  const measure = Measure.safeParse(data.survey ?? 'csat').data
  const given =
    ours?.answers ??
    (measure && data.rating !== undefined ? [{ question: 'q', measure, rating: data.rating }] : [])
  const scale = (one: Measure) =>
    ours ? SCALES[one] : ([data.ratingFrom ?? SCALES[one][0], data.ratingTo ?? SCALES[one][1]] as const)
  return given.flatMap(({ question, measure, rating }) => {
    const rated = ratedOf(measure, rating, scale(measure))
    return rated
      ? [
          {
            ...placeOf(entry),
            question,
            measure,
            ...rated,
            surveyId: ours?.surveyId ?? null,
            invitationId: ours?.invitationId ?? null,
            trigger: ours?.trigger ?? null,
            channel: ours?.about ?? null,
            agentName: ours?.agent ?? null,
          },
        ]
      : []
  })
}

const placeOf = ({ id, customerId, conversationId, at }: StoredEntry) => ({
  entryId: id,
  customerId: customerId as CustomerId,
  conversationId,
  at,
})
