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
          <span className="small third Why-by">{sign.by}</span>
        </li>
      ))}
    </ol>
  )
}
