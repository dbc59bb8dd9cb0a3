/** The causes as buttons with their keys, 1 to 6 (7 for nothing): for the log and for Friday's question. */
import { CAUSE_WORDS, type FridayCause } from '#features/home/contract.ts'
import { Kbd } from '#web/components/Kbd.tsx'

export function CauseButtons<C extends FridayCause>(props: {
  causes: readonly C[]
  chosen?: C | null
  onChoose: (cause: C) => void
}) {
  return (
    <div className="CauseButtons" role="group" aria-label="What got in the way">
      {props.causes.map((cause, index) => (
        <button
          key={cause}
          type="button"
          className="Chip"
          data-first={index === 0 || undefined}
          aria-pressed={props.chosen === undefined ? undefined : props.chosen === cause}
          onClick={() => props.onChoose(cause)}
        >
          <Kbd>{index + 1}</Kbd> {CAUSE_WORDS[cause]}
        </button>
      ))}
    </div>
  )
}
