/** Comments of no theme, to be chosen: a theme is made of those that are ticked. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { EXAMPLES_LIMIT, type VoiceRow } from '#features/voices/contract.ts'
import { VoiceQuote } from './VoiceQuote.tsx'

export function ChosenVoices({ voices, now }: { voices: readonly VoiceRow[]; now: number }) {
  const [, go] = useLocation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const toggle = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-EXAMPLES_LIMIT),
    )
  return (
    <>
      <div className="row wrap ChosenVoices-head" data-gap="6">
        <Button
          size="xs"
          variant="filled"
          disabled={chosen.length === 0}
          onClick={() => go(`/voices/themes/new?of=${chosen.join(',')}`)}
        >
          {chosen.length > 0 ? `Make a theme of these ${chosen.length}` : 'Make a theme of these'}
        </Button>
        {chosen.length === 0 ? (
          <span className="small third">Tick comments that say the same.</span>
        ) : (
          <Button size="xs" onClick={() => setChosen([])}>
            Tick none
          </Button>
        )}
      </div>
      {voices.map((voice) => (
        <div key={voice.id} className="ChosenVoice">
          <input
            type="checkbox"
            aria-label={`Choose “${voice.text.slice(0, 60)}”`}
            checked={chosen.includes(voice.id)}
            onChange={() => toggle(voice.id)}
          />
          <VoiceQuote voice={voice} now={now} />
        </div>
      ))}
    </>
  )
}
