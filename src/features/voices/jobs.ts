/** Background work of voices, as data: what it listens to and what it does at intervals. */
import type { Subscriber } from '#platform/announcements.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { landAnswer, recordScores } from './actions/answers.ts'
import { openInvitations } from './actions/ask.ts'
import { forgetAnswers } from './actions/forget.ts'
import { hearHistory } from './actions/hear-history.ts'
import { gatherComplaints, noteFirstActs } from './actions/gather-complaints.ts'
import { compareIdeas } from './actions/ideas.ts'
import { listen } from './actions/listen.ts'
import { discoverNightly, retheme } from './actions/retheme.ts'
import { sendDue } from './actions/send.ts'

export const voiceSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'voices.ask',
    name: 'timeline.recorded',
    handle: (scope, body) => openInvitations(scope, [body]),
    handleAll: openInvitations,
  },
  {
    subscriber: 'voices.score',
    name: 'timeline.recorded',
    handle: (scope, body) => recordScores(scope, [body]),
    handleAll: recordScores,
  },
  {
    subscriber: 'voices.firstAct',
    name: 'timeline.recorded',
    handle: (scope, body) => noteFirstActs(scope, [body]),
    handleAll: noteFirstActs,
  },
  {
    subscriber: 'voices.listen',
    name: 'timeline.recorded',
    handle: (scope, body) => listen(scope, [body]),
    handleAll: listen,
  },
  { subscriber: 'voices.retheme', name: 'themes.changed', handle: retheme },
  { subscriber: 'voices.answered', name: 'survey.answered', handle: landAnswer },
  { subscriber: 'voices.forget', name: 'timeline.removed', handle: forgetAnswers },
]

/** `baseUrl` is where customers reach us: the links in the mails lead there. */
export const voiceSweeps = ({ baseUrl }: { readonly baseUrl: () => string }): readonly Sweep[] => [
  {
    name: 'voices.hearHistory',
    everyMs: 30_000,
    run: async (scope) => {
      await hearHistory(scope)
    },
  },
  { name: 'voices.discover', everyMs: 3_600_000, run: discoverNightly },
  {
    name: 'voices.ideas',
    everyMs: 10_000,
    run: async (scope) => {
      await compareIdeas(scope)
    },
  },
  {
    name: 'voices.send',
    everyMs: 10_000,
    run: async (scope) => {
      await sendDue(scope, baseUrl())
    },
  },
  {
    name: 'voices.complaints',
    everyMs: 15_000,
    run: async (scope) => {
      await gatherComplaints(scope)
    },
  },
]
