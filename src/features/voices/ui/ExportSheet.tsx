/** Takes along what the screen shows: its themes, and the comments behind them, as files. */
import type { ThemeKind } from '#features/voices/contract.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { files, type Asked } from './api.ts'
import type { Felt } from './SaidParagraph.tsx'
import { SOURCE_WORDS } from './VoiceQuote.tsx'

export function ExportSheet(
  props: Asked & {
    kind: ThemeKind | undefined
    isHiddenShown: boolean
    /** The one that is open. */
    theme: { id: string; name: string } | null
    felt: Felt
    onClose: () => void
  },
) {
  const { days, source, kind, isHiddenShown, theme, felt } = props
  const comments = (form: 'csv' | 'jsonl', id: string) =>
    files.comments(form, { days, source, theme: id, feeling: felt ?? undefined })
  return (
    <Sheet title="Export" onClose={props.onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          The last {days} days
          {source ? `, ${SOURCE_WORDS[source].toLowerCase()} only` : ''}
          {felt ? ', of comments the negative ones only' : ''}.
        </p>
        <ul className="ExportSheet stack" data-gap="12">
          <File
            name="The themes as they are shown"
            what="Counts, what they are of, change against as many days before, feeling, twelve weeks."
            ways={[['CSV', files.themes({ days, source, kind, hidden: isHiddenShown ? '1' : undefined })]]}
          />
          {theme && theme.id !== '*' && (
            <File
              name={`Comments of “${theme.name}”`}
              what="With their themes, where they were said and on what."
              ways={[
                ['CSV', comments('csv', theme.id)],
                ['JSON lines', comments('jsonl', theme.id)],
              ]}
            />
          )}
          <File
            name="All comments"
            what="Of every theme and of none."
            ways={[
              ['CSV', comments('csv', '*')],
              ['JSON lines', comments('jsonl', '*')],
            ]}
          />
        </ul>
        <p className="small third">
          Customers are numbers in it, without names. Words about health, faith, money and the like are left
          out, and so are people whose data is held back. That you took it stands in the audit log.
        </p>
      </div>
    </Sheet>
  )
}

function File({
  name,
  what,
  ways,
}: {
  name: string
  what: string
  ways: readonly (readonly [string, string])[]
}) {
  return (
    <li className="row wrap between" data-gap="12">
      <span>
        <b>{name}</b>
        <br />
        <span className="small third">{what}</span>
      </span>
      <span className="row" data-gap="12">
        {ways.map(([word, address]) => (
          <a key={word} className="Link" href={address} download aria-label={`${name}, ${word}`}>
            {word}
          </a>
        ))}
      </span>
    </li>
  )
}
