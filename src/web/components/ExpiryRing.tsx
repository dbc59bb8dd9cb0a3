/** The part of its life a moment has left, drawn as a ring; the time in words always stands beside it. */
const RADIUS = 4
const AROUND = 2 * Math.PI * RADIUS

/** `left` is a ratio, 0 to 1. */
export function ExpiryRing({ left, urgent }: { left: number; urgent: boolean }) {
  const drawn = (Math.min(1, Math.max(0, left)) * AROUND).toFixed(2)
  const ring = { cx: 6, cy: 6, r: RADIUS, fill: 'none', strokeWidth: 2.4 }
  return (
    <svg className="ExpiryRing" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle {...ring} stroke="var(--sp-border-strong)" />
      <circle
        {...ring}
        stroke={urgent ? 'var(--sp-bad-mark)' : 'var(--sp-text-3)'}
        strokeDasharray={`${drawn} ${AROUND.toFixed(2)}`}
        transform="rotate(-90 6 6)"
      />
    </svg>
  )
}
