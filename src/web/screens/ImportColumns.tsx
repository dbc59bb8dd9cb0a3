/** What each column of a file was taken for, to be checked before anything is stored. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IMPORT_SHAPES } from '#connectors/files/contract.ts'
import type { ImportShape, ImportStatus, StartImport } from '#connectors/files/contract.ts'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'
import { Segments } from '../components/Segments.tsx'
import { asShape, guessed, missingOf, useFields } from './import-choices.ts'
import type { Choices } from './import-choices.ts'
import './import.css'

const SHAPE_WORDS: Readonly<Record<ImportShape, string>> = {
  messages: 'Messages',
  orders: 'Orders',
  reviews: 'Reviews',
  surveys: 'Surveys',
  posts: 'Posts',
  events: 'Events',
}

export function ImportColumns(props: {
  status: ImportStatus
  choices: Choices
  onChange: (choices: Choices) => void
  onRun: (body: StartImport) => void
  onCancel: () => void
  isBusy: boolean
  problem: string | null
}) {
  const { status, choices, onChange } = props
  const client = useQueryClient()
  const fields = useFields(status, choices.as)
  const missing = missingOf(fields, choices)
  /** A field is one column's: choosing it takes it from another. */
  function choose(column: string, field: string) {
    const others = Object.entries(choices.map).filter(([each, of]) => each !== column && of !== field)
    onChange({ ...choices, map: Object.fromEntries(field === '' ? others : [...others, [column, field]]) })
  }
  /** Another shape has other fields, so its columns are guessed anew. */
  async function chooseShape(as: ImportShape) {
    onChange({ as, map: {} })
    const read = await client.fetchQuery(asShape(status.id, as)).catch(() => undefined)
    if (read) onChange({ ...guessed(read), as })
  }
  return (
    <form
      className="ImportColumns stack"
      data-gap="12"
      onSubmit={(event) => {
        event.preventDefault()
        if (missing.length === 0) props.onRun(choices)
      }}
    >
      <div className="row wrap" data-gap="10">
        <span className="strong">These are</span>
        <Segments
          label="What the file holds"
          value={choices.as}
          onChange={(as) => void chooseShape(as)}
          choices={IMPORT_SHAPES.map((value) => ({ value, label: SHAPE_WORDS[value] }))}
        />
      </div>
      <div className="Paper ImportColumns-table" tabIndex={0} role="region" aria-label="Columns">
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">In the file</th>
              <th scope="col">We take it for</th>
            </tr>
          </thead>
          <tbody>
            {status.columns.map(({ column, samples }) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                <td>
                  <span className="ImportColumns-samples">
                    {samples.filter(Boolean).slice(0, 3).join(' · ')}
                  </span>
                </td>
                <td>
                  <FieldSelect
                    column={column}
                    value={choices.map[column] ?? ''}
                    fields={fields}
                    onChoose={(field) => choose(column, field)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span>
            <b>Reading did not begin.</b> {props.problem}
          </span>
        </div>
      )}
      <div className="row wrap" data-gap="10">
        <Button type="submit" variant="filled" size="lg" disabled={missing.length > 0 || props.isBusy}>
          Read it all <Kbd>↵</Kbd>
        </Button>
        <Button type="button" variant="subtle" size="lg" onClick={props.onCancel}>
          Take another file
        </Button>
        <span className={missing.length > 0 ? 'warn grow' : 'third grow'} role="status">
          {missing.length > 0
            ? `Say which column holds: ${missing.join(', ').toLowerCase()}.`
            : 'Nothing is stored before you press this.'}
        </span>
      </div>
    </form>
  )
}

function FieldSelect(props: {
  column: string
  value: string
  fields: ImportStatus['fields']
  onChoose: (field: string) => void
}) {
  return (
    <span className="FieldSelect" data-empty={props.value === '' || undefined}>
      <select
        className="Input"
        aria-label={`What ${props.column} is`}
        value={props.value}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        <option value="">Just keep it</option>
        {props.fields.map(({ field, label, needed }) => (
          <option key={field} value={field}>
            {label}
            {needed ? ' (needed)' : ''}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size="s" />
    </span>
  )
}
