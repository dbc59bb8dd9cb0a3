/** Whose moments, which side, and a search in the list; kept per person on the server, the search in the address. */
import { ActionIcon } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Preferences } from '#features/team/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { KindDot } from '#web/components/KindTile.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { useIsPhone } from '#web/screen-size.ts'
import { usePreferences } from '#web/session.ts'

type Valence = Preferences['valence']

export function ListFilter({ counts }: { counts: { mine: number; team: number } | undefined }) {
  const [preferences, prefer] = usePreferences()
  const isPhone = useIsPhone()
  const { queueOf, valence } = preferences
  const side = (value: NonNullable<Valence>) => prefer({ valence: valence === value ? null : value })
  return (
    <div className="row between ListFilter" data-gap="6">
      {isPhone ? (
        <>
          {(['team', 'mine'] as const).map((of) => (
            <button
              key={of}
              type="button"
              className="Chip"
              aria-pressed={queueOf === of}
              onClick={() => prefer({ queueOf: of })}
            >
              {of === 'team' ? 'Team' : 'Mine'} {counts?.[of]}
            </button>
          ))}
        </>
      ) : (
        <Segments
          label="Whose moments"
          value={queueOf}
          onChange={(of) => prefer({ queueOf: of })}
          choices={[
            { value: 'mine', label: <>Mine {counts?.mine}</> },
            { value: 'team', label: <>Team {counts?.team}</> },
          ]}
        />
      )}
      <span className="row ListFilter-sides" data-gap="4">
        {(['threat', 'opportunity'] as const).map((value) => (
          <button
            key={value}
            type="button"
            className={isPhone ? 'Chip' : 'SideToggle'}
            aria-pressed={valence === value}
            onClick={() => side(value)}
          >
            <KindDot valence={value} />
            {value === 'threat' ? 'Threat' : 'Opportunity'}
          </button>
        ))}
      </span>
    </div>
  )
}

const AFTER_MS = 180

export function SearchField(props: {
  search: string
  onSearch: (text: string) => void
  asked: number
  onLeave: () => void
}) {
  const ref = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(props.search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => ref.current?.focus(), [props.asked])
  function type(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => props.onSearch(next.trim()), AFTER_MS)
  }
  function leave() {
    clearTimeout(timer.current)
    props.onSearch('')
    props.onLeave()
  }
  return (
    <div className="SearchField">
      <Icon name="search" size="s" />
      <input
        ref={ref}
        type="search"
        className="Input"
        aria-label="Search this list"
        placeholder="A name, a word, an order"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leave()
          if (event.key === 'Enter') ref.current?.blur()
        }}
      />
      <ActionIcon aria-label="Close the search" onClick={leave}>
        <Icon name="x" size="s" />
      </ActionIcon>
    </div>
  )
}
