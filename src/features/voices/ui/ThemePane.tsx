/** One theme: what is said and by how many, each figure opening its comments; the comments themselves; what may be done with it. */
import { counted } from '#kit/counted.ts'
import { ActionIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { ThemeRow, VoiceSource } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { read } from './api.ts'
import { ChosenVoices } from './ChosenVoices.tsx'
import { Ruling, type ThemeActs } from './Ruling.tsx'
import type { Felt } from './SaidParagraph.tsx'
import { changeWords, commentsWords, KindBadge } from './ThemeTable.tsx'
import { ThemeCuts } from './ThemeCuts.tsx'
import { Chip } from './VoiceChips.tsx'
import { VoiceQuote } from './VoiceQuote.tsx'

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
  /** It was merged: this is the theme its id leads to. */
  onLead: (id: string) => void
  now: number
  mayRule: boolean
  acts: ThemeActs
  onBack?: (() => void) | undefined
  /** What leads on from a theme. */
  foot?: ReactNode
}) {
  const { id, row, days, now, source, felt } = props
  const [words, setWords] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['theme', id, days, words, source, felt],
    queryFn: () => read.theme(id, { days, words, source, feeling: felt ?? undefined }),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  })
  const { onLead } = props
  const lead = data && data.id !== id ? data.id : null
  useEffect(() => {
    if (lead !== null) onLead(lead)
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
          <KindBadge kind={row.kind} /> {commentsWords(row, data)}, {changeWords(row)}
        </p>
      )}
      {felt && (
        <p>
          <Chip isOn onPress={props.onEveryFeeling}>
            Only negative ones ✕
          </Chip>
        </p>
      )}
      <Answered answer={data} error={error} onRetry={refetch} failed="This theme could not be read.">
        {(data) => (
          <>
            {data.words.length > 0 && (
              <p>
                In the newest {counted(data.read)} comments people say{' '}
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
            {row && <Ruling row={row} detail={data} mayRule={props.mayRule} acts={props.acts} />}
            {id !== '*' && <ThemeCuts id={id} days={days} />}
            <div className="ThemePane-voices">
              {props.mayRule && id === '-' && data.verbatims.length > 0 ? (
                <ChosenVoices voices={data.verbatims} now={now} />
              ) : (
                data.verbatims.map((voice) => <VoiceQuote key={voice.id} voice={voice} now={now} />)
              )}
              {data.verbatims.length === 0 && (
                <p className="second">Nobody said this in the last {days} days.</p>
              )}
            </div>
            {props.foot}
          </>
        )}
      </Answered>
    </section>
  )
}
