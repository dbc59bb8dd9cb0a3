/** The reasons of a moment, numbered as the marks in the words are. */
import type { Sign } from '#features/moments/contract.ts'

export function WhyNoticed({ signs }: { signs: readonly Sign[] }) {
  return (
    <ol className="Why" aria-label="Why this was noticed">
      {signs.map((sign, i) => (
        <li key={`${sign.kind}-${sign.start ?? i}`} className="Why-line" id={`reason-${i + 1}`} tabIndex={-1}>
          <span className="Why-number">{i + 1}</span>
          <span>
            <b>{sign.lead}</b> {sign.rest}
          </span>
          <span className="small third Why-by">{ruleWords(sign.by)}</span>
        </li>
      ))}
    </ol>
  )
}

/** "chasing.still_waiting" → "rule: still waiting"; what is in words already stays. */
function ruleWords(by: string): string {
  const name = /^[a-z_]+\.([a-z_]+)$/.exec(by)?.[1]
  return name ? `rule: ${name.replaceAll('_', ' ')}` : by
}
