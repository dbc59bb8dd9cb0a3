/** One outline icon, 16 px unless told; it is never the only carrier of a meaning. */
import { ICONS } from './icons.ts'

export type IconProps = {
  /** Tabler's outline name, such as "truck-delivery". */
  name: string
  /** 12, 14, 16 or 20 px. */
  size?: 'xs' | 's' | 'm' | 'l'
  /** Named for screen readers only where no word stands beside it. */
  label?: string
}

export function Icon({ name, size = 'm', label }: IconProps) {
  const Drawn = ICONS[name] ?? ICONS['sparkles']
  if (!Drawn) return null
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return <Drawn className="icon" data-size={size} {...named} />
}
