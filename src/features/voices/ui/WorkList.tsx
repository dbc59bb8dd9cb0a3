/** Voices to work through: negative reviews and posts nobody answered yet. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { send } from '#web/api.ts'
import { Answered } from '#web/Answered.tsx'
import { EmptyFace } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { VoiceQuote } from './VoiceQuote.tsx'

export function WorkList({ now, mayWrite }: { now: number; mayWrite: boolean }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['voices-list', 'open_negative'],
    queryFn: () => read.openNegatives(),
  })
  const renew = (): Promise<unknown> =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['voices-list'] }),
      client.invalidateQueries({ queryKey: ['themes'] }),
    ])
  const close = async (id: string, how: 'replied' | 'nothing_needed'): Promise<void> => {
    try {
      await send(change.close(id, how))
      tell(
        how === 'replied' ? 'Closed as answered.' : 'Closed: nothing needed.',
        () => void send(change.reopen(id)).then(renew),
      )
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await renew()
  }
  return (
    <Answered answer={data} error={error} onRetry={refetch} failed="This list could not be read.">
      {({ items }) =>
        items.length === 0 ? (
          <EmptyFace icon="circle-check" title="Nothing open in public">
            Negative reviews and posts wait here until they are answered.
          </EmptyFace>
        ) : (
          <section className="Paper WorkList">
            {items.map((voice) => (
              <VoiceQuote
                key={voice.id}
                voice={voice}
                now={now}
                actions={
                  mayWrite && (
                    <span className="row push" data-gap="6">
                      <Button size="xs" onClick={() => void close(voice.id, 'replied')}>
                        Answered elsewhere
                      </Button>
                      <Button size="xs" onClick={() => void close(voice.id, 'nothing_needed')}>
                        Nothing needed
                      </Button>
                    </span>
                  )
                }
              />
            ))}
          </section>
        )
      }
    </Answered>
  )
}
