/** The foot of the composer: the macro it began with, what was added, where it goes out, and send. */
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Composer } from '#features/plays/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { capsOf } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { read } from './api.ts'
import type { Way } from './useSending.ts'
import type { Writing } from './useWriting.ts'

export type BarProps = {
  writing: Writing
  composer: Composer | undefined
  /** Nothing leaves from here: the words are copied to where the conversation is. */
  isByHand: boolean
  isFinished: boolean
  onSend: (way: Way) => void
  onMacro: (id: string) => void
  onDone: () => void
}

export function ComposerBar(props: BarProps) {
  const isPhone = useIsPhone()
  return isPhone ? <PhoneBar {...props} /> : <WideBar {...props} />
}

function WideBar({ writing, composer, isByHand, onSend, onMacro }: BarProps) {
  const isNote = writing.mode === 'note'
  const isEmpty = isNote
    ? writing.note.trim() === ''
    : writing.text.trim() === '' && writing.acts.length === 0
  const acts = writing.acts.length
  return (
    <div className="Composer-bar">
      {!isNote && <MacroChip writing={writing} isFixed={composer?.fromScratch != null} onMacro={onMacro} />}
      {acts > 0 && !isNote && (
        <Badge data-tone="primary">
          +{acts} {acts === 1 ? 'act' : 'acts'}
        </Badge>
      )}
      <span className="grow small third truncate Composer-out">
        {!isNote && composer && !isByHand && `Goes out as ${composer.goesOut.as}, ${composer.goesOut.label}`}
      </span>
      <Button size="xs" variant="subtle" onClick={() => writing.turnTo(isNote ? 'line' : 'note')}>
        {isNote ? 'Reply' : 'Note'}
      </Button>
      {!isNote && isByHand && (
        <Button size="xs" disabled={isEmpty} onClick={() => onSend('log')}>
          Log only
        </Button>
      )}
      <Button
        size="xs"
        variant="filled"
        disabled={isEmpty}
        onClick={() => onSend(isByHand ? 'copy' : 'send')}
      >
        {isNote ? 'Keep the note' : isByHand ? 'Copy and log' : 'Send'}
        <Kbd>{capsOf('Mod+Enter').join(' ')}</Kbd>
      </Button>
    </div>
  )
}

function PhoneBar({ writing, isByHand, isFinished, onSend, onDone }: BarProps) {
  const isNote = writing.mode === 'note'
  const acts = writing.acts.length
  const isEmpty = isNote ? writing.note.trim() === '' : writing.text.trim() === '' && acts === 0
  const word = isByHand ? 'Copy' : 'Send'
  return (
    <div className="PhoneBar">
      <Button size="lg" onClick={() => writing.focus()}>
        <Icon name="pencil" />
        Edit reply
      </Button>
      {isFinished && isEmpty ? (
        <Button size="lg" variant="filled" onClick={onDone}>
          <Icon name="check" />
          Done
        </Button>
      ) : (
        <Button
          size="lg"
          variant="filled"
          disabled={isEmpty}
          onClick={() => onSend(isByHand ? 'copy' : 'send')}
        >
          {isNote
            ? 'Add the note'
            : acts > 0
              ? `${word} with ${acts} ${acts === 1 ? 'act' : 'acts'}`
              : isByHand
                ? 'Copy and log'
                : 'Send'}
        </Button>
      )}
    </div>
  )
}

/** The macro the reply began with; another one can be chosen, and takes the place of what stands there. */
function MacroChip(props: { writing: Writing; isFixed: boolean; onMacro: (id: string) => void }) {
  const [isAsked, setAsked] = useState(false)
  const { data } = useQuery({
    queryKey: ['macros'],
    queryFn: async () => (await read.macros()).items,
    enabled: isAsked,
  })
  const { macro } = props.writing
  if (props.isFixed) return null
  return (
    <label className="MacroChip">
      <Icon name="template" size="xs" />
      <span className="truncate">{macro ? `Macro: ${macro.name}` : 'Macro'}</span>
      <select
        aria-label="Begin with another macro"
        value=""
        onFocus={() => setAsked(true)}
        onMouseEnter={() => setAsked(true)}
        onChange={(event) => event.currentTarget.value !== '' && props.onMacro(event.currentTarget.value)}
      >
        <option value="">
          {data?.length === 0 ? 'No macros yet: write some under My words' : 'Begin with…'}
        </option>
        {data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
