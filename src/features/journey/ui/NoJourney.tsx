/** Above the places: nothing happened in this time, or nothing came in yet. */
import { counted } from '#kit/counted.ts'
import { Link } from 'wouter'
import type { JourneyMap } from '#features/journey/contract.ts'
import { Icon } from '#web/components/Icon.tsx'

export function NoJourney({ map }: { map: JourneyMap }) {
  return (
    <div className="Paper Journey-none">
      <Icon name="map-search" size="l" />
      <div className="stack grow" data-gap="6">
        <h2 className="head">Nothing happened on this journey in this time</h2>
        <p className="second">
          {map.waiting > 0
            ? `${counted(map.waiting)} customers are being counted; the map fills by itself.`
            : 'Choose a longer time, or bring in what customers say and do: messages, orders, parcels, reviews.'}{' '}
          Photos, notes and ideas can be put to every place already.
        </p>
        <Link href="/import" className="Link">
          Import a file
        </Link>
      </div>
    </div>
  )
}
