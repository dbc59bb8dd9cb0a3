/** The sample brand as this installation's content: its people, its entries, a stream of new ones, and the way out again. */
import { hash } from 'node:crypto'
import {
  liveEntries,
  SAMPLE_AGENTS,
  SAMPLE_SURVEYS,
  SAMPLE_WORKSPACE,
  sampleEntries,
} from '#connectors/sample/index.ts'
import { addMembers, removeMembers, restoreMembers, setWorkspace } from '#features/team/index.ts'
import { recordEntries, removeSource, type IncomingEntry } from '#features/timeline/index.ts'
import { removeSurveys, saveSurvey } from '#features/voices/index.ts'
import { makeId, type MemberId, type WorkspaceId } from '#kit/id.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'

/** The same seed gives the same brand, so that two visitors speak of the same people. */
const SEED = 'tussock'
const SOURCE = 'sample'

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
