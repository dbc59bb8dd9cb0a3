/** How one begins and ends, and words one does not want to catch oneself at. Saved field by field. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { VoiceFields } from '#features/plays/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'

const VOICE = ['voice'] as const

export function Voice() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: VOICE, queryFn: read.voice })
  async function save(next: VoiceFields, told: string) {
    const before = client.getQueryData<VoiceFields>(VOICE)
    client.setQueryData(VOICE, next)
    try {
      await deliver(change.voice(next))
      tell(told, before ? () => void save(before, 'As it was.') : undefined)
      void client.invalidateQueries({ queryKey: ['composer'], refetchType: 'none' })
    } catch (failure) {
      client.setQueryData(VOICE, before)
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    }
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="voice">
      <h2 className="head" id="voice">
        Your voice
      </h2>
      <Answered
        answer={data}
        error={error}
        onRetry={refetch}
        failed="Your voice could not be read."
        loading={<LoadingLines widths={[60, 80]} />}
      >
        {(data) => (
          <>
            <VoiceField
              label="You begin with"
              placeholder="Hi {{first_name|there}},"
              value={data.greeting}
              onSave={(greeting) => void save({ ...data, greeting }, 'Your beginning is kept.')}
            />
            <VoiceField
              label="You end with"
              placeholder="Warmly, Priya"
              value={data.signOff}
              onSave={(signOff) => void save({ ...data, signOff }, 'Your ending is kept.')}
            />
            <VoiceField
              label="Words you avoid, with commas between them"
              placeholder="unfortunately, policy"
              value={data.avoid.join(', ')}
              onSave={(text) => {
                const avoid = text
                  .split(/[,\n]/)
                  .map((word) => word.trim().slice(0, 60))
                  .filter(Boolean)
                void save({ ...data, avoid: avoid.slice(0, 50) }, 'They are marked when you write them.')
              }}
            />
          </>
        )}
      </Answered>
    </section>
  )
}

function VoiceField(props: {
  label: string
  placeholder: string
  value: string
  onSave: (value: string) => void
}) {
  const [typed, setTyped] = useState(props.value)
  useEffect(() => setTyped(props.value), [props.value])
  return (
    <label className="Field Words-field">
      <span className="strong">{props.label}</span>
      <textarea
        className="Input voice Words-area"
        rows={2}
        maxLength={props.placeholder.includes('policy') ? 2000 : 200}
        placeholder={props.placeholder}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed !== props.value && props.onSave(typed.trim())}
      />
    </label>
  )
}
