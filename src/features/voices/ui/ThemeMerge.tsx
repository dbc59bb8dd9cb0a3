/** Merges a theme into another: both are seen with their counts and first words, and which name stays is chosen. The old id leads on. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ThemeRow, VoiceSource } from '#features/voices/contract.ts'
import { useTime } from '#web/clock.ts'
import { LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { read } from './api.ts'
import { commentsWords, KIND_WORDS, KindBadge } from './ThemeTable.tsx'
import { VoiceQuote } from './VoiceQuote.tsx'

const WORDS = 2

export function ThemeMerge(props: {
  row: ThemeRow
  days: number
  source: VoiceSource | undefined
  onMerge: (into: ThemeRow, name: string) => void
  onClose: () => void
}) {
  const { row, days, source } = props
  const [typed, setTyped] = useState('')
  const [into, setInto] = useState<ThemeRow | null>(null)
  const [isOwn, setOwn] = useState(false)
  const place = useId()
  const { data, error } = useQuery({ queryKey: ['themes', days, source], queryFn: () => read.themes({ days, source }) }) // prettier-ignore
  const fits = (data?.themes ?? []).filter(
    ({ id, name }) => id !== row.id && name.toLowerCase().includes(typed.trim().toLowerCase()),
  )
  return (
    <Sheet title={`Merge “${row.name}”`} onClose={props.onClose}>
      <form
        className="Sheet-body stack ThemeMerge"
        data-gap="10"
        onSubmit={(event) => {
          event.preventDefault()
          if (into) props.onMerge(into, isOwn ? row.name : into.name)
        }}
      >
        <div className="Field">
          <label htmlFor={`${place}-find`}>Which theme does it go into?</label>
          <input
            id={`${place}-find`}
            className="Input"
            data-first
            placeholder="Find a theme"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {error && !data ? (
          <p className="small bad">{failureWords(error)}</p>
        ) : !data ? (
          <LoadingLines widths={[60, 80]} />
        ) : (
          <div className="ThemeMerge-list" role="radiogroup" aria-label="Themes">
            {fits.map((one) => (
              <label key={one.id} className="row ThemeMerge-one" data-gap="6">
                <input
                  type="radio"
                  name={`${place}-into`}
                  checked={into?.id === one.id}
                  onChange={() => setInto(one)}
                />
                <span className="grow truncate">{one.name}</span>
                <KindBadge kind={one.kind} />
                <span className="small second">{counted(one.count)}</span>
              </label>
            ))}
            {fits.length === 0 && <p className="small second">No other theme is called like that.</p>}
          </div>
        )}
        {into && (
          <>
            <Side row={row} days={days} source={source} says="goes into" />
            <Side row={into} days={days} source={source} says="stays" />
            <fieldset className="ThemeMerge-names">
              <legend className="small second">Which name stays</legend>
              {[
                { own: false, name: into.name },
                { own: true, name: row.name },
              ].map(({ own, name }) => (
                <label key={String(own)} className="row" data-gap="6">
                  <input
                    type="radio"
                    name={`${place}-name`}
                    checked={isOwn === own}
                    onChange={() => setOwn(own)}
                  />
                  {name}
                </label>
              ))}
            </fieldset>
            <p className="small second">
              The comments of both are counted together, each once, under {KIND_WORDS[into.kind]}. Links to “
              {row.name}” lead here. It can be taken out again in the editor.
            </p>
          </>
        )}
        <div className="row" data-gap="6">
          <Button type="submit" size="xs" variant="filled" disabled={!into}>
            Merge
          </Button>
          <Button size="xs" onClick={props.onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function Side(props: { row: ThemeRow; days: number; source: VoiceSource | undefined; says: string }) {
  const { row, days, source } = props
  const now = useTime(60_000)
  const { data, error } = useQuery({
    queryKey: ['theme', row.id, days, undefined, source, null],
    queryFn: () => read.theme(row.id, { days, source }),
  })
  return (
    <section className="ThemeMerge-side" aria-label={row.name}>
      <p>
        <b>{row.name}</b> {props.says} · {commentsWords(row, data)}
      </p>
      {error && !data && <p className="small bad">{failureWords(error)}</p>}
      {data?.verbatims.slice(0, WORDS).map((voice) => (
        <VoiceQuote key={voice.id} voice={voice} now={now} />
      ))}
      {data?.verbatims.length === 0 && (
        <p className="small second">Nobody said this in the last {days} days.</p>
      )}
    </section>
  )
}
