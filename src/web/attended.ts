/** Whether somebody sits at this page. A page that asks by itself must not keep a session alive that nobody uses. */

const AWAY_MS = 5 * 60_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

let touchedAt = Date.now()

/** Watches for hands on mouse, keys and glass. */
export function startAttending(): () => void {
  const touched = () => void (touchedAt = Date.now())
  touched()
  for (const sign of SIGNS) addEventListener(sign, touched, { capture: true, passive: true })
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, touched, { capture: true })
  }
}

/** The header that says so; none while somebody is there. */
export const byItself = (): Record<string, string> =>
  Date.now() - touchedAt > AWAY_MS ? { 'x-by-itself': '1' } : {}
