/** Splits a theme: the phrases that are pressed become a theme of their own. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ThemeDetail } from '#features/voices/contract.ts'
import { Chip } from './VoiceChips.tsx'

export function ThemeSplit(props: {
  detail: ThemeDetail
  onSplit: (name: string, phrases: string[]) => void
  onClose: () => void
}) {
  const { definition, words } = props.detail
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const counts = new Map(words.map((one) => [one.words, one.count]))
  const phrases = [...definition.any].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  const isReady = name.trim() !== '' && chosen.size > 0 && chosen.size < phrases.length
  const press = (phrase: string) => {
    const next = new Set(chosen)
    if (!next.delete(phrase)) next.add(phrase)
    setChosen(next)
  }
  return (
    <form
      className="stack ThemeSplit"
      data-gap="8"
      aria-label="Split the theme"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) props.onSplit(name.trim(), [...chosen])
      }}
    >
      <label className="stack small second" data-gap="4">
        Name of the new theme
        <input
          className="ThemePane-name"
          value={name}
          maxLength={80}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <p className="small second">Press the phrases that go with it. What stays keeps the old name.</p>
      <div className="row wrap ThemeSplit-phrases" data-gap="4">
        {phrases.map((phrase) => (
          <Chip key={phrase} isOn={chosen.has(phrase)} onPress={() => press(phrase)}>
            {phrase} {counts.get(phrase) ?? ''}
          </Chip>
        ))}
      </div>
      <div className="row" data-gap="6">
        <Button size="xs" type="submit" variant="filled" disabled={!isReady}>
          Split
        </Button>
        <Button size="xs" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
