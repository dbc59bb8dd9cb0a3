/** What every part of the product keeps about people, in the order in which it can be taken out: the same for the server, the command line and the tests. */
import { chatwootHoldings } from '#connectors/chatwoot/index.ts'
import { mailHoldings } from '#connectors/email/index.ts'
import { fileHolding } from '#connectors/files/index.ts'
import { homeHoldings } from '#features/home/index.ts'
import { journeyHoldings } from '#features/journey/index.ts'
import { momentHoldings } from '#features/moments/index.ts'
import { playHoldings } from '#features/plays/index.ts'
import { privacyHoldings } from '#features/privacy/index.ts'
import { promiseHoldings } from '#features/promises/index.ts'
import { timelineHoldings } from '#features/timeline/index.ts'
import { voiceHoldings } from '#features/voices/index.ts'
import type { Holding } from '#platform/holdings/index.ts'
import { platformHoldings } from '#platform/holdings/own.ts'

/** `importDirectory` is where imported files lie. */
export function allHoldings(importDirectory: string): readonly Holding[] {
  return [
    fileHolding(importDirectory),
    ...platformHoldings,
    ...mailHoldings,
    ...homeHoldings,
    ...chatwootHoldings,
    ...journeyHoldings,
    ...voiceHoldings,
    ...playHoldings,
    ...promiseHoldings,
    ...momentHoldings,
    ...privacyHoldings,
    ...timelineHoldings,
  ]
}
