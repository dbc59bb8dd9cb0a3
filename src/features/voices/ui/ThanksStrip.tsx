/** Thanked by name: a person's own thanks, and those that others shared; only who was thanked shows it to the team. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { send } from '#web/api.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { failureWords } from '#web/failure.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { SOURCE_WORDS } from './VoiceQuote.tsx'

export function ThanksStrip() {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: ['voices-thanks'], queryFn: read.thanks })
  if (!data || data.thisMonth + data.items.length === 0) return null
  const share = async (voiceId: string, isShared: boolean, isUndo = false): Promise<void> => {
    try {
      await send(change.share(voiceId, isShared))
      if (!isUndo)
        tell(
          isShared ? 'The team sees it now.' : 'Only you see it now.',
          () => void share(voiceId, !isShared, true),
        )
    } catch (error) {
      tellFailure(failureWords(error))
    }
    await client.invalidateQueries({ queryKey: ['voices-thanks'] })
  }
  return (
    <section className="Thanks" aria-labelledby="thanks">
      <header className="row wrap" data-gap="6">
        <h2 className="head" id="thanks">
          Thanked by name
        </h2>
        <span className="second">{data.thisMonth} this month</span>
        <span className="small third push">Shown to each person first, to the team only if they like</span>
      </header>
      {data.items.length === 0 && <p className="small second">Nobody has shared hers yet.</p>}
      <div className="Thanks-row">
        {data.items.slice(0, 3).map(({ voiceId, memberId, name, isMine, isShared, voice }) => (
          <article className="Paper Thanks-one" key={`${voiceId} ${memberId}`}>
            <div className="row" data-gap="6">
              <Avatar name={name} size="s" />
              <b>{name}</b>
              <span className="small third push">
                {SOURCE_WORDS[voice.source]}
                {voice.rating === null ? '' : `, ${voice.rating}`} · {voice.customer ?? 'a customer'}
              </span>
            </div>
            <p className="voice">
              “<MarkedWords text={voice.text} marks={voice.mark ? [voice.mark] : []} />”
            </p>
            {isMine && (
              <Button size="xs" onClick={() => void share(voiceId, !isShared)}>
                {isShared ? 'Keep it to myself' : 'Share with the team'}
              </Button>
            )}
          </article>
        ))}
      </div>
    </section>
  )
}
