/** Replies that the switch over all that goes out keeps in, and what becomes of them when it is turned off. */
import type { Waiting } from '#platform/outgoing.ts'
import { countKeptBack, dropKeptBack, sendKeptBack } from '../store/replies.ts'

export const waitingReplies: Waiting = {
  name: 'replies',
  count: countKeptBack,
  release: async (scope, fate) => {
    for (const home of scope.homes)
      if (fate === 'send') await sendKeptBack(scope, home)
      else await dropKeptBack(scope, home, `${scope.actor.name} said that it is not to go out.`)
  },
}
