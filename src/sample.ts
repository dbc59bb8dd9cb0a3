/** The sample brand as this installation's content: its people, its entries, a stream of new ones, and the way out again. */
import { hash } from 'node:crypto'
import { z } from 'zod'
import {
  giftFor,
  liveEntries,
  SAMPLE_AGENTS,
  SAMPLE_SURVEYS,
  SAMPLE_WORKSPACE,
  sampleEntries,
} from '#connectors/sample/index.ts'
import { listMomentRecords } from '#features/moments/index.ts'
import { bringGiven, type GivenBefore } from '#features/plays/index.ts'
import { addMembers, listMembers, removeMembers, restoreMembers, setWorkspace } from '#features/team/index.ts'
import {
  findEntries,
  readRecorded,
  recordEntries,
  removeSource,
  type IncomingEntry,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { bringAsked, removeSurveys, saveSurvey, type AskedBefore } from '#features/voices/index.ts'
import { homeOf, makeId, type CustomerId, type MemberId, type WorkspaceId } from '#kit/id.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import type { Subscriber } from '#platform/announcements.ts'
import { read, type Scope } from '#platform/scope.ts'

/** The same seed gives the same brand, so that two visitors speak of the same people. */
const SEED = 'tussock'
const SOURCE = 'sample'

/** Whom the made-up brand's surveys asked: so that its answers stand beside how many were asked. */
export const sampleSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'sample.asked',
    name: 'timeline.recorded',
    handle: (scope, body) => askedInSample(scope, [body]),
    handleAll: askedInSample,
  },
  {
    subscriber: 'sample.given',
    name: 'moments.changed',
    handle: (scope, body) => giveInSample(scope, [body]),
    handleAll: giveInSample,
  },
]

/** Body of `moments.changed`. */
const Changed = z.object({ customers: z.array(z.string()) })

/** Moments of the customers of some announcements that are looked at, at most. */
const MOST_MOMENTS = 20_000

/** What the made-up brand's agents gave while its moments lasted; those that still wait are the visitor's. */
async function giveInSample(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const agents = agentsOf(scope.workspace.id)
  const members = await listMembers(scope.db, scope.workspace.id)
  if (!members.some(({ id }) => id === agents[0]?.id)) return
  const customerIds = [...new Set(bodies.flatMap((body) => Changed.parse(body).customers as CustomerId[]))]
  const given = await read(scope, async (scope) => {
    const past = await listMomentRecords(scope, { state: 'expired', customerIds }, { limit: MOST_MOMENTS })
    const drawn = past.flatMap((moment) => {
      const { entryId, entryAt, customerId } = moment
      const gift = giftFor(SEED, moment)
      if (!gift || entryId === null || entryAt === null || gift.at > scope.now) return []
      const home = homeOf(scope.workspace, entryId)
      return [{ moment, gift, ref: { home, customerId, at: entryAt.toISOString(), id: entryId } }]
    })
    const entries = await findEntries(
      scope,
      drawn.map(({ ref }) => ref),
    )
    const ours = new Set(entries.filter(({ source }) => source === SOURCE).map(({ id }) => id))
    return drawn
      .filter(({ ref }) => ours.has(ref.id))
      .flatMap(({ moment, gift: { agent, ...gift } }): GivenBefore[] => {
        const by = agents.find(({ name }) => name === agent.name)
        return by ? [{ ...gift, moment, by }] : []
      })
  })
  await bringGiven(scope, given)
}

async function askedInSample(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  const entries = (await read(scope, (scope) => findEntries(scope, refs))).filter(
    ({ source }) => source === SOURCE,
  )
  await bringAsked(
    scope,
    entries
      .flatMap((entry) => askedOf(scope.workspace.id, entry) ?? [])
      .filter(({ sentAt }) => sentAt <= scope.now),
  )
}

/** Who answered was asked half a day before; of those who had an answer of ours or a parcel, some were asked and kept silent. */
function askedOf(workspaceId: WorkspaceId, entry: StoredEntry): AskedBefore | undefined {
  const { kind, at, data, id, authorKind } = entry
  const draw = hash('sha256', `silent ${id}`, 'buffer')[0] ?? 0
  const asked = (survey: 0 | 1, hours: number, isAnswered: boolean): AskedBefore => ({
    surveyId: surveyIdOf(workspaceId, survey),
    trigger: survey === 0 ? 'resolved' : 'delivered',
    entry,
    sentAt: new Date(at.getTime() + hours * 3_600_000),
    isAnswered,
  })
  if (kind === 'survey_answer') return asked(data.survey === 'nps' ? 1 : 0, -12, true)
  if (kind === 'message_out' && authorKind === 'agent' && draw < 72) return asked(0, 24, false)
  // Twenty days after an order its parcel has been there for two weeks.
  if (kind === 'order' && draw < 96) return asked(1, 480, false)
  return undefined
}

export function openSample({ log, clock }: { log: Logger; clock: () => Date }) {
  let timer: NodeJS.Timeout | undefined

  /** New entries come in one by one, as long as this process runs or until the sample is taken out. */
  function goLive(scope: Scope): void {
    if (timer) return
    const stream = liveEntries({ seed: SEED, from: clock() })
    const next = () => {
      const { value } = stream.next()
      if (!value) return
      timer = setTimeout(() => {
        const now = clock()
        recordEntries({ ...scope, now }, [{ ...value.entry, at: now }])
          .catch(
            (error: unknown) =>
              isConnectionLoss(error) || log.error({ err: error }, 'a sample entry was not stored'),
          )
          .finally(() => timer && next())
      }, value.afterSeconds * 1_000)
    }
    next()
  }

  return {
    entries: (until: Date): Iterable<IncomingEntry> => sampleEntries({ seed: SEED, until }),
    prepare: async (scope: Scope): Promise<void> => {
      await setWorkspace(scope.db, scope.workspace.id, SAMPLE_WORKSPACE)
      const members = agentsOf(scope.workspace.id)
      await addMembers(scope.db, scope.workspace.id, members, scope.now)
      await restoreMembers(
        scope.db,
        members.map(({ id }) => id),
      )
      for (const [i, survey] of SAMPLE_SURVEYS.entries())
        await saveSurvey(scope, surveyIdOf(scope.workspace.id, i), survey)
      goLive(scope)
    },
    remove: async (scope: Scope): Promise<void> => {
      stop()
      await removeSource(scope, SOURCE)
      await removeSurveys(
        scope,
        SAMPLE_SURVEYS.map((_survey, i) => surveyIdOf(scope.workspace.id, i)),
      )
      await removeMembers(
        scope.db,
        agentsOf(scope.workspace.id).map(({ id }) => id),
        scope.now,
      )
    },
    goLive,
    stop,
  }

  function stop(): void {
    clearTimeout(timer)
    timer = undefined
  }
}

/** The sample's surveys have ids that are the same at every filling, too. */
function surveyIdOf(workspaceId: WorkspaceId, i: number): string {
  return makeId<'survey'>(new Date(0), 0, hash('sha256', `${workspaceId} survey ${i}`, 'buffer'))
}

/** The sample's agents, with ids that are the same at every filling. */
function agentsOf(workspaceId: WorkspaceId) {
  return SAMPLE_AGENTS.map(({ name, nicknames, zone }, i) => ({
    id: makeId<'member'>(
      new Date(0),
      0,
      hash('sha256', `${workspaceId} ${name}`, 'buffer'),
    ) satisfies MemberId,
    name,
    nicknames,
    zone,
    role: i === 0 ? ('supervisor' as const) : ('agent' as const),
  }))
}
