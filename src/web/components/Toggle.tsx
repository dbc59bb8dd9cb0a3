/** On or off, with its word; saved by whoever owns it the moment it is pressed. */
export function Toggle(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="Toggle">
      <input
        type="checkbox"
        role="switch"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span className="Toggle-track" aria-hidden="true" />
      {props.label}
    </label>
  )
}
