/** What was just done, with the seconds left to take it back; and the region that tells screen readers. */
import { useEffect, useState } from 'react'
import { useSignal } from '../signal.ts'
import { closeToast, said, toasts } from '../toasts.ts'
import type { Toast } from '../toasts.ts'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'

export function Toasts() {
  const shown = useSignal(toasts)
  return (
    <>
      <div className="Toasts" role="region" aria-label="Just now">
        {shown.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </div>
      <Said />
    </>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  function undo() {
    closeToast(toast.id)
    toast.undo?.()
  }
  return (
    <div className="Toast" data-tone={toast.tone}>
      <Icon name={toast.tone === 'bad' ? 'alert-circle' : 'circle-check'} />
      <span className="grow">{toast.text}</span>
      {toast.undo && (
        <button type="button" className="Toast-undo plain" onClick={undo}>
          Undo <Kbd>Z</Kbd>
        </button>
      )}
      {toast.until !== null ? (
        toast.undo && <SecondsLeft until={toast.until} />
      ) : (
        <button
          type="button"
          className="Toast-close plain"
          aria-label="Close"
          onClick={() => closeToast(toast.id)}
        >
          <Icon name="x" size="s" />
        </button>
      )}
    </div>
  )
}

function SecondsLeft({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="Toast-left small" aria-hidden="true">
      {Math.max(0, Math.ceil((until - now) / 1000))} s
    </span>
  )
}

function Said() {
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {useSignal(said)}
    </div>
  )
}
