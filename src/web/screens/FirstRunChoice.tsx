/** The three ways to begin, as one choice: a sample brand, a file, one's own tools. */
import { useEffect, useRef } from 'react'
import type { Ref } from 'react'
import { Icon } from '../components/Icon.tsx'
import { ImportDrop } from './ImportDrop.tsx'
import type { DropHandle } from './ImportDrop.tsx'
import type { useUpload } from './ImportState.ts'

export type Source = 'sample' | 'file' | 'tools'

const WAYS: readonly { source: Source; icon: string; name: string; words: string }[] = [
  {
    source: 'sample',
    icon: 'shirt',
    name: 'A sample brand',
    words: 'Tussock Merino: 3,200 customers, six months, all made up. Ready in about a minute.',
  },
  {
    source: 'file',
    icon: 'file-spreadsheet',
    name: 'A file of yours',
    words: 'CSV or JSONL of messages, orders or surveys. We guess the columns, you check.',
  },
  {
    source: 'tools',
    icon: 'plug-connected',
    name: 'Your own tools',
    words: 'Anything that speaks Segment: your shop, your help desk, your own code.',
  },
]

export function FirstRunChoice(props: {
  source: Source
  /** While something is read the choice stands. */
  isFixed: boolean
  onChoose: (source: Source) => void
  uploading: ReturnType<typeof useUpload>
  dropHandle: Ref<DropHandle>
}) {
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus({ preventScroll: true }), [])
  return (
    <div className="stack" data-gap="12" role="radiogroup" aria-label="Where to begin">
      {WAYS.map(({ source, icon, name, words }) => {
        const isChosen = source === props.source
        return (
          <div key={source} className="Way" data-checked={isChosen || undefined}>
            <label>
              <span className="Way-icon">
                <Icon name={icon} size="l" />
              </span>
              <span>
                <span className="Way-name">{name}</span>
                <br />
                <span className="second">{words}</span>
              </span>
              <input
                ref={isChosen ? first : undefined}
                type="radio"
                name="source"
                value={source}
                checked={isChosen}
                disabled={props.isFixed && !isChosen}
                onChange={() => props.onChoose(source)}
              />
            </label>
            {source === 'file' && isChosen && !props.isFixed && (
              <ImportDrop uploading={props.uploading} handle={props.dropHandle} />
            )}
            {source === 'file' && isChosen && props.uploading.upload !== null && props.isFixed && (
              <ImportDrop uploading={props.uploading} />
            )}
          </div>
        )
      })}
    </div>
  )
}
