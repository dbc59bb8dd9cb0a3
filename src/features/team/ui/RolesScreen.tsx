/** Settings, roles: who may do what, as the server itself reads it. */
import { useQuery } from '@tanstack/react-query'
import { ROLES } from '#features/team/contract.ts'
import type { PermissionLine } from '#features/team/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { PERMISSIONS, read } from './api.ts'
import { ROLE_NAMES, ROLE_WORDS, saidBy } from './words.ts'
import './team.css'

export function RolesScreen() {
  const { data, error, refetch } = useQuery({
    queryKey: PERMISSIONS,
    queryFn: read.permissions,
    staleTime: Infinity,
  })
  return (
    <SettingsFrame>
      <section className="Paper SettingsCard" aria-labelledby="roles">
        <h2 className="head" id="roles">
          Roles
        </h2>
        <dl className="RoleWords">
          {ROLES.map((role) => (
            <div key={role}>
              <dt className="strong">{ROLE_NAMES[role]}</dt>
              <dd className="second">{ROLE_WORDS[role]}</dd>
            </div>
          ))}
        </dl>
        <p className="small third">
          This table is what the server itself goes by, at every request. A key of a program may what its
          scope says.
        </p>
      </section>
      <section className="Paper SettingsCard" aria-label="Who may do what">
        {data ? (
          <Matrix lines={data.items} />
        ) : error ? (
          <FailedFace
            title="The matrix could not be read."
            detail={saidBy(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingLines />
        )}
      </section>
    </SettingsFrame>
  )
}

function Matrix({ lines }: { lines: readonly PermissionLine[] }) {
  const groups = [...new Set(lines.map(({ group }) => group))]
  return (
    <div className="Matrix-frame" tabIndex={0} role="region" aria-label="The matrix">
      <table className="Matrix">
        <thead>
          <tr>
            <th scope="col">May</th>
            {ROLES.map((role) => (
              <th key={role} scope="col">
                {ROLE_NAMES[role]}
              </th>
            ))}
            <th scope="col">Keys with</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={ROLES.length + 2} className="Matrix-group">
                {group}
              </th>
            </tr>
            {lines
              .filter((line) => line.group === group)
              .map((line) => (
                <tr key={line.permission}>
                  <th scope="row">{line.words}</th>
                  {ROLES.map((role) => (
                    <td key={role}>
                      <Cell may={line.roles.includes(role)} />
                    </td>
                  ))}
                  <td className="third">{line.scope ?? 'none'}</td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Cell({ may }: { may: boolean }) {
  return may ? (
    <span className="good">
      <Icon name="check" size="s" />
      <span className="visually-hidden">yes</span>
    </span>
  ) : (
    <span className="third">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">no</span>
    </span>
  )
}
