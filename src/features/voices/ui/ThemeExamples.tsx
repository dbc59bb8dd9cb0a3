/** What belongs to a theme by more than its phrases: comments that are kept as examples, and themes that went into it. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ThemeDetail, VoiceRow } from '#features/voices/contract.ts'
import { send, type Change } from '#web/api.ts'
import { useTime } from '#web/clock.ts'
import { failureWords } from '#web/failure.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change } from './api.ts'
import { VoiceQuote } from './VoiceQuote.tsx'

export function ThemeExamples(props: {
  /** Null while it is not saved: then nothing is sent. */
  themeId: string | null
  examples: readonly VoiceRow[]
  merged: ThemeDetail['merged']
  mayWrite: boolean
  onChange: (examples: readonly VoiceRow[]) => void
}) {
  const { themeId, examples, merged, mayWrite } = props
  const client = useQueryClient()
  const now = useTime(60_000)
  async function carry(wanted: Change, told: string, undo?: () => void): Promise<boolean> {
    try {
      await send(wanted)
      tell(told, undo)
      return true
    } catch (failure) {
      tellFailure(failureWords(failure))
      return false
    } finally {
      await client.invalidateQueries({ queryKey: ['themes'] })
    }
  }
  async function drop(voice: VoiceRow) {
    const rest = examples.filter((one) => one.id !== voice.id)
    const back = () => {
      void (async () => {
        if (
          themeId === null ||
          (await carry(change.keepExample(themeId, voice.id), 'It is an example again.'))
        )
          props.onChange(examples)
      })()
    }
    if (themeId === null) {
      props.onChange(rest)
      tell('It is no example.', back)
    } else if (await carry(change.dropExample(themeId, voice.id), 'It is no example any more.', back))
      props.onChange(rest)
  }
  async function takeOut({ id, name }: ThemeDetail['merged'][number]) {
    if (themeId === null) return
    const back = () =>
      void carry(change.theme(id, { mergedInto: themeId }, 'A theme'), `“${name}” is in it again.`).then(
        renew,
      )
    if (
      await carry(
        change.theme(id, { mergedInto: null }, 'A theme'),
        `“${name}” is a theme of its own again.`,
        back,
      )
    )
      await renew()
  }
  const renew = () => client.invalidateQueries({ queryKey: ['theme', themeId] })
  return (
    <>
      {merged.length > 0 && (
        <section className="stack" data-gap="4" aria-label="Went into it">
          <h3 className="small second">Went into it; their phrases count here, too</h3>
          {merged.map((one) => (
            <div key={one.id} className="row between">
              <span>{one.name}</span>
              {mayWrite && (
                <Button size="xs" onClick={() => void takeOut(one)}>
                  Take out<span className="visually-hidden"> {one.name}</span>
                </Button>
              )}
            </div>
          ))}
        </section>
      )}
      {examples.length > 0 && (
        <section className="stack" data-gap="4" aria-label="Examples">
          <h3 className="small second">Kept as examples: they belong here whatever the phrases</h3>
          <div className="ThemeForm-examples">
            {examples.map((voice) => (
              <VoiceQuote
                key={voice.id}
                voice={voice}
                now={now}
                actions={
                  mayWrite && (
                    <span className="push">
                      <Button size="xs" onClick={() => void drop(voice)}>
                        Not an example
                      </Button>
                    </span>
                  )
                }
              />
            ))}
          </div>
        </section>
      )}
    </>
  )
}
