/** What kind of moment it is, by shape, icon and word: a circle is an opportunity, a notched square a threat. */
import { Icon } from './Icon.tsx'

export type Valence = 'opportunity' | 'threat'

export function KindTile({ valence, icon, size }: { valence: Valence; icon: string; size?: 'm' | 'l' }) {
  return (
    <span className="KindTile" data-valence={valence}>
      <Icon name={icon} size={size ?? 'm'} />
      <span className="visually-hidden">{valence === 'threat' ? 'Threat' : 'Opportunity'}</span>
    </span>
  )
}

export function KindDot({ valence }: { valence: Valence }) {
  return <span className="KindDot" data-valence={valence} aria-hidden="true" />
}
