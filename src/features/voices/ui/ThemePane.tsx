/** One theme: what is said and by how many, each figure opening its comments; the comments themselves; what may be done with it. */
import { counted, countOf } from '#kit/counted.ts'
import { ActionIcon, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ThemeDetail, ThemeRow, VoiceSource } from '#features/voices/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { read } from './api.ts'
import type { Felt } from './SaidParagraph.tsx'
import { changeWords, KindBadge } from './ThemeTable.tsx'
import { ThemeCuts } from './ThemeCuts.tsx'
import { ThemeSplit } from './ThemeSplit.tsx'
import { Chip } from './VoiceChips.tsx'
import { VoiceQuote } from './VoiceQuote.tsx'

export type ThemeActs = {
  readonly onRename: (name: string) => void
  readonly onPin: () => void
  readonly onHide: () => void
  readonly onSplit: (name: string, phrases: string[]) => void
}

/** `row` is undefined for what is no theme: everything, or what none covers. */
export function ThemePane(props: {
  id: string
  name: string
  row: ThemeRow | undefined
  days: number
  source: VoiceSource | undefined
  /** Only comments felt like this. */
  felt: Felt
  onEveryFeeling: () => void
  now: number
  mayRule: boolean
  acts: ThemeActs
  onBack?: (() => void) | undefined
}) {
  const { id, row, days, now, source, felt } = props
  const [words, setWords] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['theme', id, days, words, source, felt],
    queryFn: () => read.theme(id, { days, words, source, feeling: felt ?? undefined }),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  })
  // Alone on a phone it is the page.
  const Heading = props.onBack ? 'h1' : 'h2'
  return (
    <section className="Paper ThemePane" aria-label="Theme">
      <header className="row" data-gap="6">
        {props.onBack && (
          <ActionIcon aria-label="Back to the themes" onClick={props.onBack}>
            <Icon name="chevron-left" size="l" />
          </ActionIcon>
        )}
        <Heading className="title">{props.name}</Heading>
      </header>
      {row && (
        <p className="row wrap second" data-gap="6">
          <KindBadge kind={row.kind} /> {countOf(row.count, 'comment')}
          {data ? ` by ${countOf(data.people, 'person', 'people')}` : ''}, {changeWords(row)}
        </p>
      )}
      {felt && (
        <p>
          <Chip isOn onPress={props.onEveryFeeling}>
            Only negative ones ✕
          </Chip>
        </p>
      )}
      {error && !data && (
        <FailedFace
          title="This theme could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <LoadingLines />}
      {data && (
        <>
          {data.words.length > 0 && (
            <p>
              In the newest {data.read} comments people say{' '}
              {data.words.slice(0, 4).map((one, at, all) => (
                <span key={one.words}>
                  {at === 0 ? '' : at === all.length - 1 ? ' and ' : ', '}
                  <button
                    type="button"
                    className="ThemePane-figure"
                    aria-pressed={words === one.words}
                    onClick={() => setWords(words === one.words ? undefined : one.words)}
                  >
                    <b>{one.words}</b> <sup>{counted(one.count)}</sup>
                  </button>
                </span>
              ))}
              .
            </p>
          )}
          <p className="small third">Summarised on this machine. Each number opens its comments.</p>
          {props.mayRule && row && <Ruling row={row} detail={data} acts={props.acts} />}
          {id !== '*' && <ThemeCuts id={id} days={days} />}
          <div className="ThemePane-voices">
            {data.verbatims.map((voice) => (
              <VoiceQuote key={voice.id} voice={voice} now={now} />
            ))}
            {data.verbatims.length === 0 && (
              <p className="second">Nobody said this in the last {days} days.</p>
            )}
          </div>
        </>
      )}
    </section>
  )
}

function Ruling({ row, detail, acts }: { row: ThemeRow; detail: ThemeDetail; acts: ThemeActs }) {
  const [isSplit, setSplit] = useState(false)
  const [name, setName] = useState<string | null>(null)
  if (isSplit)
    return (
      <ThemeSplit
        detail={detail}
        onClose={() => setSplit(false)}
        onSplit={(newName, phrases) => {
          setSplit(false)
          acts.onSplit(newName, phrases)
        }}
      />
    )
  if (name !== null)
    return (
      <form
        className="row"
        data-gap="6"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && name.trim() !== row.name) acts.onRename(name.trim())
          setName(null)
        }}
      >
        <input
          className="ThemePane-name"
          aria-label="Name of the theme"
          value={name}
          maxLength={80}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="xs" type="submit" variant="filled">
          Rename
        </Button>
      </form>
    )
  return (
    <div className="row wrap" data-gap="6">
      <Button size="xs" onClick={() => setName(row.name)}>
        Rename
      </Button>
      <Button size="xs" onClick={acts.onPin}>
        {row.isPinned ? 'Unpin' : 'Pin to the top'}
      </Button>
      <Button size="xs" onClick={acts.onHide}>
        {row.isHidden ? 'Show again' : 'Hide'}
      </Button>
      {detail.definition.any.length > 1 && (
        <Button size="xs" onClick={() => setSplit(true)}>
          Split
        </Button>
      )}
    </div>
  )
}
