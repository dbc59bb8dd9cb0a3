/** One refused item: why in words, what to do, and what came, on a press. */
import { useState } from 'react'
import type { RefusedItem } from '#features/timeline/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { whenFull, whenSaid } from '#web/times.ts'

export function RefusedRow({ item, now }: { item: RefusedItem; now: number }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="RefusedRow">
      <button
        type="button"
        className="RefusedRow-head plain"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="alert-triangle" />
        <span className="grow">
          <b className="strong">{item.message}</b>
          <span className="small second RefusedRow-from">
            {item.source}
            {item.messageId && ` · ${item.messageId}`} · <code>{item.reason}</code>
          </span>
        </span>
        <time className="small third fixed" dateTime={item.at} title={whenFull(item.at)}>
          {whenSaid(item.at, now)}
        </time>
        <Icon name="chevron-down" size="s" />
      </button>
      {isOpen && (
        <div className="RefusedRow-body">
          <p>
            <b>What to do:</b> {item.advice}
          </p>
          {item.item === null ? (
            <p className="small third">Nothing of what came could be read.</p>
          ) : (
            <pre tabIndex={0} aria-label="What came">
              {item.item}
            </pre>
          )}
        </div>
      )}
    </li>
  )
}
