/** Nothing happened in this time, or nothing came in yet. */
import { counted } from '#kit/counted.ts'
import { Link } from 'wouter'
import type { JourneyMap } from '#features/journey/contract.ts'
import { EmptyFace } from '#web/components/Faces.tsx'

export function NoJourney({ map }: { map: JourneyMap }) {
  return (
    <div className="Paper Journey-none">
      <EmptyFace
        icon="map-search"
        title="Nothing happened on this journey in this time"
        actions={
          <Link href="/import" className="Link">
            Import a file
          </Link>
        }
      >
        {map.waiting > 0
          ? `${counted(map.waiting)} customers are being counted; the map fills by itself.`
          : 'Choose a longer time, or bring in what customers say and do: messages, orders, parcels, reviews.'}
      </EmptyFace>
    </div>
  )
}
