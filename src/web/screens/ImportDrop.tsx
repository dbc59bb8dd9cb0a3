/** Where a file comes in: dropped, or chosen with the button; and how much of it has been sent. */
import { Button } from '@mantine/core'
import { useImperativeHandle, useRef, useState } from 'react'
import type { DragEvent, ReactNode, Ref } from 'react'
import { Icon } from '../components/Icon.tsx'
import type { useUpload } from './ImportState.ts'

export type DropHandle = { choose: () => void }
type Uploading = ReturnType<typeof useUpload>

/** The field with its button. While a file is sent it shows how far it is. */
export function ImportDrop({ uploading, handle }: { uploading: Uploading; handle?: Ref<DropHandle> }) {
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(handle, () => ({ choose: () => input.current?.click() }))
  const { upload, problem } = uploading
  return (
    <div className="ImportDrop">
      <DropTarget uploading={uploading} className="ImportDrop-field">
        {upload ? (
          <>
            <span className="grow stack" data-gap="6">
              <span className="row between">
                <b className="truncate">{upload.name}</b>
                <span className="small third fixed">{Math.floor(upload.sent * 100)}% sent</span>
              </span>
              <ProgressBar label={`Sending ${upload.name}`} part={upload.sent} />
            </span>
            <Button size="xs" onClick={uploading.stop}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <Icon name="upload" size="l" />
            <span className="grow">
              Drop a file here
              <br />
              <span className="small third">CSV, TSV or JSONL, up to 2 GB</span>
            </span>
            <Button type="button" size="xs" onClick={() => input.current?.click()}>
              Choose a file
            </Button>
          </>
        )}
      </DropTarget>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="A file of yours"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) uploading.start(file)
        }}
      />
      {problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span className="grow">
            <b>That file was not taken.</b> {problem}
          </span>
        </div>
      )}
    </div>
  )
}

/** A region that takes files. Refuses several at once, since each is checked on its own. */
export function DropTarget(props: {
  uploading: Uploading
  className: string
  onTaken?: () => void
  children: ReactNode
}) {
  const [isOver, setOver] = useState(false)
  function onDrop(event: DragEvent) {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    const files = [...event.dataTransfer.files]
    const [file] = files
    if (!file) return props.uploading.fail('What you dropped is not a file.')
    props.onTaken?.()
    if (files.length > 1) return props.uploading.fail('Drop one file at a time, so that you can check each.')
    props.uploading.start(file)
  }
  return (
    <div
      className={props.className}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {props.children}
    </div>
  )
}

/** `part` is a ratio, 0 to 1. */
export function ProgressBar({ label, part, size }: { label: string; part: number; size?: 'l' }) {
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 100)
  return (
    <div
      className="ProgressBar"
      data-size={size}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i style={{ width: `${percent}%` }} />
    </div>
  )
}
