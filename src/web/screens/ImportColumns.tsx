/** What each column of a file was taken for, to be checked before anything is stored; and the first rows as they will be read. */
import { Button } from '@mantine/core'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { IMPORT_SHAPES } from '#connectors/files/contract.ts'
import type { ImportShape, ImportStatus, StartImport } from '#connectors/files/contract.ts'
import { read } from '../api.ts'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'
import { Segments } from '../components/Segments.tsx'
import './import.css'

/** What a person has said of the columns so far; kept in the tab, so that a reload loses nothing. */
export type Choices = { as: ImportShape; map: Readonly<Record<string, string>> }

const SHAPE_WORDS: Readonly<Record<ImportShape, string>> = {
  messages: 'Messages',
  orders: 'Orders',
  reviews: 'Reviews',
  surveys: 'Surveys',
  events: 'Events',
}

/** The choices for an import in preview: what was guessed, then what was changed by hand. */
export function useChoices(status: ImportStatus): [Choices, (next: Choices) => void] {
  const place = `import ${status.id}`
  const [choices, setChoices] = useState<Choices>(() => recalled(place) ?? guessed(status))
  useEffect(() => {
    try {
      sessionStorage.setItem(place, JSON.stringify(choices))
    } catch {
      // A browser that keeps nothing still reads the file.
    }
  }, [place, choices])
  return [choices, setChoices]
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
        if (missing.length === 0) props.onRun({ as: choices.as, map: choices.map })
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

/** The first rows under our names; columns we know nothing of are left out as long as any is known. */
export function ImportPreview({ status, choices }: { status: ImportStatus; choices: Choices }) {
  const known = useFields(status, choices.as).flatMap(({ field, label }) =>
    Object.entries(choices.map)
      .filter(([, of]) => of === field)
      .map(([column]) => ({ column, label })),
  )
  const [format, warning] = status.format.split('; ')
  const hasDate = Object.values(choices.map).includes('at')
  const shown = known.length > 0 ? known : status.columns.map(({ column }) => ({ column, label: column }))
  return (
    <>
      <div>
        <h2 className="title">The first {status.preview.length} rows</h2>
        <span className="small third">{format}</span>
      </div>
      {warning && !hasDate && (
        <div className="Notice" data-tone="warn">
          <Icon name="alert-triangle" />
          <span>{warning.charAt(0).toUpperCase() + warning.slice(1)}.</span>
        </div>
      )}
      <div className="Paper ImportPreview" tabIndex={0} role="region" aria-label="The first rows">
        <table>
          <thead>
            <tr>
              {shown.map(({ column, label }) => (
                <th key={column} scope="col" title={column}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {status.preview.map((row, at) => (
              <tr key={at}>
                {shown.map(({ column }) => (
                  <td key={column} title={row[column]}>
                    {row[column] || <span className="third">–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** The fields of the chosen shape; the server guessed another one first. */
function useFields(status: ImportStatus, as: ImportShape): ImportStatus['fields'] {
  const { data } = useQuery({ ...asShape(status.id, as), enabled: as !== status.as })
  return as === status.as ? status.fields : (data?.fields ?? [])
}

const asShape = (id: string, as: ImportShape) =>
  queryOptions({
    queryKey: ['imports', id, 'as', as],
    queryFn: () => read.import(id, as),
    staleTime: Infinity,
  })

const WHO: ReadonlySet<string> = new Set(['customer', 'email', 'phone', 'anonymous'])

/** What no column holds yet, in words: each needed field, and somebody it is about. */
export function missingOf(fields: ImportStatus['fields'], { as, map }: Choices): string[] {
  const taken = new Set(Object.values(map))
  const missing = fields.filter(({ field, needed }) => needed && !taken.has(field)).map(({ label }) => label)
  // A review or a survey may be nobody's; anything else is somebody's.
  const asksWho = as !== 'reviews' && as !== 'surveys' && fields.some(({ field }) => WHO.has(field))
  if (asksWho && !Object.values(map).some((field) => WHO.has(field)))
    missing.push('who it was: an e-mail, a phone number or a customer id')
  return missing
}

function guessed(status: ImportStatus): Choices {
  const map = status.columns.flatMap(({ column, field }) =>
    field === null ? [] : [[column, field] as const],
  )
  return { as: status.as ?? 'messages', map: Object.fromEntries(map) }
}

function recalled(place: string): Choices | undefined {
  try {
    const kept = sessionStorage.getItem(place)
    return kept === null ? undefined : (JSON.parse(kept) as Choices)
  } catch {
    return undefined
  }
}
