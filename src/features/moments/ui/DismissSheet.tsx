/** Why something is not a moment: one press, and the rule learns from it. */
import type { KeyboardEvent } from 'react'
import type { SettleMoment } from '#features/moments/contract.ts'
import { Kbd } from '#web/components/Kbd.tsx'
import { Sheet } from '#web/components/Sheet.tsx'

type Reason = Extract<SettleMoment, { outcome: 'dismissed' }>['reason']

const REASONS: readonly { reason: Reason; title: string; means: string }[] = [
  { reason: 'wrong_person', title: 'Wrong person', means: 'It is not about this customer.' },
  { reason: 'wrong_meaning', title: 'Wrong meaning', means: 'The words mean something else.' },
  { reason: 'not_worth_it', title: 'Not worth it', means: 'It is true, but there is nothing to do.' },
]

export function DismissSheet(props: {
  label: string
  onClose: () => void
  onDismiss: (reason: Reason) => void
}) {
  function onKeyDown(event: KeyboardEvent) {
    const picked = REASONS[Number(event.key) - 1]
    if (!picked) return
    event.preventDefault()
    props.onDismiss(picked.reason)
  }
  return (
    <Sheet title={`Not a moment: ${props.label}. Why?`} onClose={props.onClose} onKeyDown={onKeyDown}>
      <div className="Sheet-body stack" data-gap="6">
        {REASONS.map((each, i) => (
          <button
            key={each.reason}
            type="button"
            className="Pick plain"
            data-first={i === 0 || undefined}
            onClick={() => props.onDismiss(each.reason)}
          >
            <span className="grow">
              <b className="strong">{each.title}</b>
              <span className="small second Pick-more">{each.means}</span>
            </span>
            <Kbd>{i + 1}</Kbd>
          </button>
        ))}
        <p className="small third">Your answer teaches the rule that noticed it.</p>
      </div>
    </Sheet>
  )
}
