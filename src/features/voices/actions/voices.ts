/** Lists of voices to work through (open negatives), their closure, and thanks by name. */
import { homeOf, isUuid, type MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { dayOf, instantAt } from '#kit/time.ts'
import { listMembers as listRoster } from '#features/team/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { ThanksAnswer, VoiceRow } from '../contract.ts'
import {
  countShoutOuts,
  findVoices,
  listOpenNegatives,
  listShoutOuts,
  setClosed,
  setReopened,
  setShared,
} from '../store/voices.ts'
import { presentVoices } from './hear-voices.ts'

const LISTED = 100
const THANKS = 12

/** The newest hundred. */
export function listOpen(scope: Scope): Promise<VoiceRow[]> {
  return read(scope, async (scope) => {
    const voices = await listOpenNegatives(scope, LISTED)
    return presentVoices(
      scope,
      voices.map(({ id, at, customerId }) => ({ voiceId: id, at, customerId })),
    )
  })
}

/** Says that a voice was answered elsewhere, or needs nothing. Refuses `voice_not_found`. */
export async function closeVoice(scope: Scope, id: string, how: 'replied' | 'nothing_needed'): Promise<void> {
  return onVoice(scope, id, async (scope, home) => {
    await setClosed(scope, home, id, { how, by: scope.actor.name })
  })
}

/** Takes the closure back. Refuses `voice_not_found`. */
export function reopenVoice(scope: Scope, id: string): Promise<void> {
  return onVoice(scope, id, async (scope, home) => {
    await setReopened(scope, home, id)
  })
}

type Work = (
  scope: Parameters<Parameters<typeof transact>[1]>[0],
  home: ReturnType<typeof homeOf>,
) => Promise<void>

function onVoice(scope: Scope, id: string, work: Work): Promise<void> {
  if (!isUuid(id)) throw new Refusal('voice_not_found', 'There is no such voice here.')
  const home = homeOf(scope.workspace, id)
  return transact(scope, async (scope) => {
    const [voice] = await findVoices(scope, home, [id])
    if (!voice) throw new Refusal('voice_not_found', 'There is no such voice here.')
    await work(scope, home)
  })
}

/** Her own thanks, and those that others shared with the team. */
export async function showThanks(scope: Scope): Promise<ThanksAnswer> {
  const mine = scope.actor.kind === 'member' ? scope.actor.id : null
  const roster = new Map(
    (await listRoster(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
  return read(scope, async (scope) => {
    const zone = scope.workspace.zone
    const monthStart = instantAt(`${dayOf(scope.now, zone).slice(0, 7)}-01`, '00:00', zone)
    const found = (await listShoutOuts(scope, mine, THANKS)).filter(({ memberId }) => roster.has(memberId))
    const voices = await presentVoices(
      scope,
      found.map(({ voiceId, at, customerId, spanStart, spanEnd }) => ({
        voiceId,
        at,
        customerId,
        mark: { start: spanStart, end: spanEnd },
      })),
    )
    return {
      thisMonth: await countShoutOuts(scope, monthStart),
      items: found.flatMap(({ voiceId, memberId, sharedAt }) => {
        const voice = voices.find(({ id }) => id === voiceId)
        if (!voice) return []
        const name = roster.get(memberId) ?? ''
        return [{ voiceId, memberId, name, isMine: memberId === mine, isShared: sharedAt !== null, voice }]
      }),
    }
  })
}

/** Only the one who was thanked shows it to the team, or takes it back. Refuses `thanks_not_yours`. */
export async function shareThanks(scope: Scope, voiceId: string, isShared: boolean): Promise<void> {
  const refusal = new Refusal('thanks_not_yours', 'Only who was thanked can share it.')
  if (scope.actor.kind !== 'member' || !isUuid(voiceId)) throw refusal
  const memberId: MemberId = scope.actor.id
  return transact(scope, async (scope) => {
    if ((await setShared(scope, homeOf(scope.workspace, voiceId), { voiceId, memberId, isShared })) === 0)
      throw refusal
  })
}
