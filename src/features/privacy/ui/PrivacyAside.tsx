/** What stands beside the desk: the ways to what is stored, the audit log and one's own page. */
import { Link } from 'wouter'
import { Icon } from '#web/components/Icon.tsx'
import { useSession } from '#web/session.ts'

export function PrivacyAside() {
  const { permissions } = useSession()
  const places = PLACES.filter(({ needs }) => needs === undefined || permissions.includes(needs))
  return (
    <>
      <nav className="Paper SettingsCard" aria-label="Privacy">
        <h2 className="head">Also here</h2>
        <ul className="stack" data-gap="6">
          {places.map(({ path, words }) => (
            <li key={path}>
              <Link href={path} className="Link">
                {words}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="Notice">
        <Icon name="info-circle" />
        <span>
          Ask only for what is needed to be sure that it is she. Everything done here stands in the audit log,
          without her words.
        </span>
      </div>
    </>
  )
}

const PLACES: readonly { path: string; words: string; needs?: string }[] = [
  { path: '/settings/privacy', words: 'People and requests', needs: 'privacy.read' },
  { path: '/settings/stored', words: 'What is stored, and for how long', needs: 'privacy.read' },
  { path: '/settings/audit', words: 'The audit log', needs: 'audit.read' },
  { path: '/settings/mine', words: 'What is kept about me' },
]
