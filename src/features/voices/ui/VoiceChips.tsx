/** The chips by which the screen of voices is narrowed, and the key to its colours. */
import { counted } from '#kit/counted.ts'
import type { ReactNode } from 'react'
import type { VoiceSource } from '#features/voices/contract.ts'
import { SOURCE_WORDS } from './VoiceQuote.tsx'

export function Chip(props: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="Chip" aria-pressed={props.isOn} onClick={props.onPress}>
      {props.children}
    </button>
  )
}

export function SourceChip(props: {
  source: VoiceSource
  count: number
  chosen: VoiceSource | undefined
  onChoose: (value: string | null) => void
}) {
  const isOn = props.chosen === props.source
  return (
    <Chip isOn={isOn} onPress={() => props.onChoose(isOn ? null : props.source)}>
      {SOURCE_WORDS[props.source]} {counted(props.count)}
    </Chip>
  )
}

export function FeelingKeys() {
  return (
    <span className="row small second push" data-gap="10">
      {(['negative', 'neutral', 'positive'] as const).map((side) => (
        <span key={side} className="row" data-gap="4">
          <i className="FeelingKey" data-side={side} /> {side}
        </span>
      ))}
    </span>
  )
}
