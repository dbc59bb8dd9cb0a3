/** The one door through which mail leaves: asks the switch and the caps, in the transaction that writes the mail down. */
import type { Refused } from '#features/plays/index.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { isHeldBack } from '#platform/outgoing.ts'
import type { TxScope } from '#platform/scope.ts'
import { DAY_WINDOW_MS, decideCap, HOUR_WINDOW_MS, isMachineAddress, type Writer } from './caps.ts'
import { countSent, lockSending } from './store.ts'

/** It did not go out, and is not to be tried before then. */
export type Stopped = Refused & { readonly notBefore?: Date }

/** Whether a mail may leave now; undefined where it may. A mail that was let through before is not counted against itself. */
export async function stopAtDoor(
  scope: TxScope,
  {
    writer,
    to,
    threadId,
    messageId,
  }: { writer: Writer; to: string; threadId: string | null; messageId: string },
): Promise<Stopped | undefined> {
  if (await isHeldBack(scope))
    return {
      outcome: 'refused',
      because: 'Nothing goes out just now (Settings, “Nothing goes out”).',
      isLasting: false,
      notBefore: new Date(scope.now.getTime() + MINUTE_MS),
    }
  if (writer === 'survey' && isMachineAddress(to))
    return { outcome: 'refused', because: `${to} is an address that only machines read.`, isLasting: true }
  // One after the other, so that many at once can't all find room for one.
  await lockSending(scope)
  const day = new Date(scope.now.getTime() - DAY_WINDOW_MS)
  const hour = new Date(scope.now.getTime() - HOUR_WINDOW_MS)
  const sent = {
    address: await countSent(scope, { writer, since: day, except: messageId, address: to }),
    thread:
      threadId === null
        ? { count: 0, firstAt: null }
        : await countSent(scope, { writer, since: day, except: messageId, threadId }),
    hour: await countSent(scope, { writer, since: hour, except: messageId }),
  }
  const decision = decideCap(writer, sent, to)
  if (decision.allowed) return undefined
  // A person is told at once and decides; a machine waits.
  return writer === 'survey'
    ? { outcome: 'refused', because: decision.because, isLasting: false, notBefore: decision.until }
    : { outcome: 'refused', because: decision.because, isLasting: true }
}
