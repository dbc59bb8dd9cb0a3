/** Where this rule and another's meet: said before it is saved, with who then takes what both claim. */
import { useTouchpoints } from './useJourney.ts'
import { overlapsOf, type Overlap, type Ruled } from '../rules/overlaps.ts'
import { Icon } from '#web/components/Icon.tsx'

export function RuleOverlaps({ touchpoint }: { touchpoint: Ruled }) {
  const overlaps = overlapsOf(touchpoint, useTouchpoints().data?.items ?? [])
  if (overlaps.length === 0) return null
  return (
    <div className="Notice" data-tone="warn" role="status">
      <Icon name="alert-triangle" />
      <ul className="RuleOverlaps">
        {overlaps.map((one) => (
          <li key={`${one.with} ${one.phrase ?? ''}`}>{wordsOf(one)}</li>
        ))}
      </ul>
    </div>
  )
}

const wordsOf = ({ with: other, takes, phrase }: Overlap) =>
  `${phrase === null ? `Something can fit this and ${other} alike` : `“${phrase}” speaks of ${other}, too`}: it counts ${
    takes === 'this' ? 'here, which stands first on the map.' : `as ${other}, which stands first on the map.`
  }`
