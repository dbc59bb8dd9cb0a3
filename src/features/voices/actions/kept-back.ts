/** Letters with surveys that the switch over all that goes out keeps in, and what becomes of them when it is turned off. */
import type { Waiting } from '#platform/outgoing.ts'
import type { Reason } from '../rules/surveys.ts'
import { countDue, dropDue } from '../store/invitations.ts'

const DROPPED: Reason = 'dropped'

export const waitingSurveys: Waiting = {
  name: 'surveys',
  count: countDue,
  release: async (scope, fate) => {
    // What is due and stays so is sent by the next look.
    if (fate === 'drop') for (const home of scope.homes) await dropDue(scope, home, DROPPED)
  },
}
