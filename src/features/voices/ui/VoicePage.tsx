/** One voice in its place: what she said with the words by which it was themed, the conversation around it, and how it was answered. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { TimelineEntry } from '#features/timeline/contract.ts'
import type { VoiceDetail } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { send } from '#web/api.ts'
import { channelWord } from '#web/channels.ts'
import { useTime } from '#web/clock.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { ownText } from '#web/components/own-words.ts'
import { failureWords } from '#web/failure.ts'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useSession } from '#web/session.ts'
import { whenFull, whenSaid } from '#web/times.ts'
import { tell, tellFailure, undoLatest } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { SOURCE_WORDS } from './VoiceQuote.tsx'
import { VoicesTabs } from './VoicesTabs.tsx'
import './voices.css'
import './voice-page.css'

export function VoicePage({ voiceId }: { voiceId: string }) {
  const now = useTime(60_000)
  const { data, error, refetch } = useQuery({
    queryKey: ['voice', voiceId],
    queryFn: () => read.voice(voiceId),
  })
  useKeys([
    {
      keys: 'z',
      label: 'undo',
      group: 'The comment',
      run: () => undoLatest() || tell('There is nothing to take back.'),
      bar: { word: 'undo', place: 7 },
    },
  ])
  return (
    <div className="Voices">
      <VoicesTabs />
      <OfflineNotice />
      <div className="Voices-body">
        <Answered answer={data} error={error} onRetry={refetch} failed="This comment could not be read.">
          {(data) => (
            <article className="Paper VoicePage" aria-labelledby="voice-of">
              <Head detail={data} now={now} />
              <h3 className="head">
                {data.isConversation ? 'The conversation' : 'What happened before and after'}
              </h3>
              <ol className="VoicePage-around">
                {data.around.map((entry) => (
                  <Around key={entry.id} entry={entry} detail={data} now={now} />
                ))}
              </ol>
            </article>
          )}
        </Answered>
      </div>
    </div>
  )
}

function Head({ detail, now }: { detail: VoiceDetail; now: number }) {
  const { voice, themes, momentId } = detail
  return (
    <header className="stack" data-gap="8">
      <h2 className="title" id="voice-of">
        {voice.customer ?? 'A customer'}
      </h2>
      <p className="second">
        {SOURCE_WORDS[voice.source]}
        {voice.rating === null ? '' : `, ${voice.rating}`} · {whenSaid(voice.at, now)} · felt {voice.feeling}
      </p>
      {themes.length > 0 && (
        <p className="row wrap" data-gap="6">
          {themes.map(({ id, name }) => (
            <Link key={id} href={`/voices/${encodeURIComponent(id)}`} className="Chip">
              {name}
            </Link>
          ))}
        </p>
      )}
      <ReplyState detail={detail} now={now} />
      <p className="row wrap" data-gap="10">
        {momentId && (
          <Link href={`/moments/${momentId}`} className="Link">
            Open her moment
          </Link>
        )}
        <Link href={`/customers/${voice.customerId}`} className="Link">
          Everything of {voice.customer ?? 'this customer'}
        </Link>
      </p>
    </header>
  )
}

/** Whether it was answered, and by whom; what is open can be closed here. */
function ReplyState({ detail: { voice, closedBy }, now }: { detail: VoiceDetail; now: number }) {
  const client = useQueryClient()
  const mayWrite = useSession().permissions.includes('voices.write')
  const renew = async () => {
    for (const key of ['voice', 'voices-list', 'themes']) await client.invalidateQueries({ queryKey: [key] })
  }
  const reopen = () => send(change.reopen(voice.id)).then(renew, (failure: unknown) => tellFailure(failureWords(failure))) // prettier-ignore
  const close = async (how: 'replied' | 'nothing_needed') => {
    try {
      await send(change.close(voice.id, how))
      tell(how === 'replied' ? 'Closed as answered.' : 'Closed: nothing needed.', () => void reopen())
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await renew()
  }
  if (voice.closed)
    return (
      <p className="row wrap" data-gap="8">
        <span className="Badge" data-tone="good">
          {voice.closed.how === 'replied' ? 'Answered' : 'Needs nothing'}
        </span>
        <span className="small third" title={whenFull(voice.closed.at)}>
          {closedBy ? `${closedBy}, ` : ''}
          {whenSaid(voice.closed.at, now)}
        </span>
        {mayWrite && (
          <button type="button" className="Link" onClick={() => void reopen()}>
            Open it again
          </button>
        )}
      </p>
    )
  return (
    <p className="row wrap" data-gap="8">
      <span className="Badge" data-tone={voice.feeling === 'negative' ? 'bad' : 'info'}>
        No answer yet
      </span>
      {mayWrite && (
        <>
          <Button size="xs" onClick={() => void close('replied')}>
            Answered elsewhere
          </Button>
          <Button size="xs" onClick={() => void close('nothing_needed')}>
            Nothing needed
          </Button>
        </>
      )}
    </p>
  )
}

function Around({ entry, detail, now }: { entry: TimelineEntry; detail: VoiceDetail; now: number }) {
  const isIt = entry.id === detail.voice.id
  const isSaid = entry.text !== null && entry.author.kind !== 'machine'
  return (
    <li className="VoicePage-entry" data-is-it={isIt || undefined} aria-current={isIt || undefined}>
      <span className="row wrap small third" data-gap="6">
        <b>
          {entry.author.name ??
            (entry.author.kind === 'customer'
              ? 'She'
              : entry.author.kind === 'agent'
                ? 'Our team'
                : 'By itself')}
        </b>
        {entry.channel && <span>{channelWord(entry.channel)}</span>}
        <time dateTime={entry.at} title={whenFull(entry.at)}>
          {whenSaid(entry.at, now)}
        </time>
      </span>
      {isIt ? (
        <p className="voice VoicePage-words">
          <MarkedWords
            text={detail.voice.text}
            marks={detail.themes.map(({ mark }) => mark).filter(({ start, end }) => end > start)}
          />
        </p>
      ) : isSaid ? (
        <p className="voice VoicePage-words">{ownText(entry.text ?? '', entry.history)}</p>
      ) : (
        <p className="second">
          {entry.summary}
          {entry.detail && <span className="third"> {entry.detail}</span>}
        </p>
      )}
    </li>
  )
}
