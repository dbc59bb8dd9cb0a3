/** The reply: a plain text field with the added stretches marked underneath. Nothing is sent from here yet: it is copied and logged. */
import { Badge, Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { MomentRow } from '#features/moments/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { pieces } from '#web/components/Evidence.tsx'
import { copyText } from '#web/clipboard.ts'
import { capsOf, useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { tellFailure } from '#web/toasts.ts'
import type { ActToLog } from './useMomentActions.ts'
import type { Writing } from './useWriting.ts'

export function Composer(props: {
  row: MomentRow
  writing: Writing
  hasLogged: boolean
  onLog: (act: ActToLog, onUndone: () => void) => Promise<void>
  onDone: () => void
}) {
  const { writing } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const isPhone = useIsPhone()
  const [isBusy, setBusy] = useState(false)
  const isNote = writing.mode === 'note'
  const text = isNote ? writing.note : writing.text
  const isEmpty = text.trim() === ''

  useEffect(() => {
    if (writing.focusAsked === 0) return
    const area = field.current
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [writing.focusAsked])

  async function log(via: 'copied' | 'logged') {
    if (isEmpty || isBusy) return
    setBusy(true)
    try {
      if (!isNote && via === 'copied' && !(await copyText(text))) {
        tellFailure('This browser does not let us copy. Select the text and copy it, then press Log only.')
        return
      }
      const back = writing.asItIs()
      const sent = props.onLog(isNote ? { kind: 'note', text } : { kind: 'line', text, via }, back)
      writing.clear()
      field.current?.blur()
      await sent.catch(back)
    } finally {
      setBusy(false)
    }
  }

  useKeys([
    {
      keys: 'r',
      label: 'write',
      group: 'The reply',
      bar: { word: 'reply', place: 3 },
      run: () => writing.turnTo('line'),
    },
    {
      keys: 'Mod+Enter',
      label: isNote ? 'add the note' : 'copy and log',
      group: 'The reply',
      run: () => void log('copied'),
    },
  ])
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    field.current?.blur()
  }

  const label = isNote ? 'Your note; the customer never sees it' : 'Your reply'
  const bar = (
    <Bar {...props} isNote={isNote} isEmpty={isEmpty} isBusy={isBusy} log={(via) => void log(via)} />
  )
  return (
    <>
      <div className="Composer" data-mode={writing.mode}>
        {(isNote || isPhone) && <div className="Composer-label small third">{label}</div>}
        <div className="Composer-field">
          <div className="Composer-under voice" aria-hidden="true">
            {isNote ? text : marked(text, writing.added)}
            {'\u200b'}
          </div>
          <textarea
            ref={field}
            className="Composer-text voice"
            aria-label={label}
            placeholder={isNote ? 'A note for the team' : 'Write to them in your own words'}
            value={text}
            onChange={(event) => writing.type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {!isPhone && bar}
      </div>
      {isPhone && bar}
    </>
  )
}

type BarProps = Parameters<typeof Composer>[0] & {
  isNote: boolean
  isEmpty: boolean
  isBusy: boolean
  log: (via: 'copied' | 'logged') => void
}

function Bar(props: BarProps) {
  const { row, writing, isNote, isEmpty, isBusy, log } = props
  const isPhone = useIsPhone()
  const acts = writing.added.length
  if (isPhone) {
    const isFinished = props.hasLogged && isEmpty
    return (
      <div className="PhoneBar">
        <Button size="lg" onClick={writing.focus}>
          <Icon name="pencil" />
          Edit reply
        </Button>
        {isFinished ? (
          <Button size="lg" variant="filled" onClick={props.onDone}>
            <Icon name="check" />
            Done
          </Button>
        ) : (
          <Button size="lg" variant="filled" disabled={isEmpty || isBusy} onClick={() => log('copied')}>
            {isNote
              ? 'Add the note'
              : acts > 0
                ? `Copy with ${acts} ${acts === 1 ? 'act' : 'acts'}`
                : 'Copy and log'}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className="Composer-bar">
      {!isNote && (
        <Badge variant="outline" className="Composer-macro">
          <Icon name="template" size="xs" />
          <span className="truncate">Macro: {row.label}</span>
        </Badge>
      )}
      {acts > 0 && !isNote && (
        <Badge data-tone="primary">
          +{acts} {acts === 1 ? 'act' : 'acts'}
        </Badge>
      )}
      <span className="grow" />
      <Button size="xs" variant="subtle" onClick={() => writing.turnTo(isNote ? 'line' : 'note')}>
        {isNote ? 'Reply' : 'Note'}
      </Button>
      {!isNote && (
        <Button size="xs" disabled={isEmpty || isBusy} onClick={() => log('logged')}>
          Log only
        </Button>
      )}
      <Button size="xs" variant="filled" disabled={isEmpty || isBusy} onClick={() => log('copied')}>
        {isNote ? 'Keep the note' : 'Copy and log'}
        <Kbd>{capsOf('Mod+Enter').join(' ')}</Kbd>
      </Button>
    </div>
  )
}

function marked(text: string, added: Writing['added']) {
  return pieces(text, added).map((piece) =>
    piece.of.length > 0 ? (
      <span key={piece.start} className="Added">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  )
}
