/** Acts that can be done about any moment. */
import type { Offer } from '#features/plays/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Sheet } from '#web/components/Sheet.tsx'

export function MoreActs(props: {
  offers: readonly Offer[]
  onPick: (offer: Offer) => void
  onClose: () => void
}) {
  return (
    <Sheet title="More acts" onClose={props.onClose}>
      <ul className="Sheet-body stack" data-gap="6">
        {props.offers.map((offer, i) => (
          <li key={offer.id}>
            <button
              type="button"
              className="Pick plain"
              data-first={i === 0 || undefined}
              aria-disabled={offer.disabled !== null || undefined}
              onClick={() => props.onPick(offer)}
            >
              <Icon name={offer.icon} />
              <span className="grow">
                <b className="strong">{offer.title}</b>
                <span className="small second Pick-more">{offer.disabled ?? offer.why}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
