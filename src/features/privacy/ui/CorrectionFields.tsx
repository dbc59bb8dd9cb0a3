/** What a customer may have put right here; what is left empty stays as it is. */
import type { Correction } from '#features/privacy/contract.ts'

const FIELDS: readonly { name: keyof Correction; label: string }[] = [
  { name: 'name', label: 'Name' },
  { name: 'city', label: 'City' },
  { name: 'country', label: 'Country' },
  { name: 'language', label: 'Language' },
]

export function CorrectionFields(props: { fields: Correction; onChange: (fields: Correction) => void }) {
  return (
    <div className="Privacy-fields">
      {FIELDS.map(({ name, label }) => (
        <div className="Field" key={name}>
          <label htmlFor={`correct-${name}`}>{label}</label>
          <input
            id={`correct-${name}`}
            className="Input"
            maxLength={200}
            value={props.fields[name] ?? ''}
            onChange={(event) => {
              const { [name]: _, ...rest } = props.fields
              const value = event.currentTarget.value
              props.onChange(value === '' ? rest : { ...rest, [name]: value })
            }}
          />
        </div>
      ))}
    </div>
  )
}
