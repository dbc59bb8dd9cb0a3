/** On a phone: what stands in the head of a moment on a wide screen. */
import type { MomentRow } from '#features/moments/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { useSession } from '#web/session.ts'

export function MoreSheet(props: {
  row: MomentRow
  onClose: () => void
  onDone: () => void
  onTake: () => void
  onHandOver: () => void
  onDismiss: () => void
  onCustomer: () => void
}) {
  const me = useSession().member
  const isMine = props.row.assignee?.id === me.id
  const ways = [
    { icon: 'check', word: 'Done', run: props.onDone },
    { icon: 'hand-stop', word: isMine ? 'Let go of it' : 'Take it', run: props.onTake },
    { icon: 'user-share', word: 'Hand over', run: props.onHandOver },
    { icon: 'eye-x', word: 'Not a moment', run: props.onDismiss },
    { icon: 'user', word: 'Customer', run: props.onCustomer },
  ]
  return (
    <Sheet title={props.row.customer.name} at="foot" onClose={props.onClose}>
      <div className="Sheet-body stack" data-gap="6">
        {ways.map((way, i) => (
          <button
            key={way.word}
            type="button"
            className="Pick plain"
            data-first={i === 0 || undefined}
            onClick={() => {
              props.onClose()
              way.run()
            }}
          >
            <Icon name={way.icon} />
            <b className="strong">{way.word}</b>
          </button>
        ))}
      </div>
    </Sheet>
  )
}
