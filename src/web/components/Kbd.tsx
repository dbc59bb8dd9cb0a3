/** The cap of a key. Our own: a row of Mantine's costs more to draw than the list beside it. */
import type { ReactNode } from 'react'

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return <kbd className={className ? `Kbd ${className}` : 'Kbd'}>{children}</kbd>
}
