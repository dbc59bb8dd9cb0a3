/** One of the roles, each with what it is for. */
import type { Role } from '#features/team/contract.ts'
import { ROLE_NAMES, ROLE_WORDS } from './words.ts'

export function RoleChoice(props: {
  name: string
  value: Role
  roles: readonly Role[]
  onChange: (role: Role) => void
}) {
  return (
    <fieldset className="RoleChoice">
      <legend className="strong">Role</legend>
      {props.roles.map((role) => (
        <label key={role} className="RoleChoice-one">
          <input
            type="radio"
            name={props.name}
            checked={props.value === role}
            onChange={() => props.onChange(role)}
          />
          <span>
            <b>{ROLE_NAMES[role]}</b> <span className="second">{ROLE_WORDS[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
