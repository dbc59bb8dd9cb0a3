/** On every screen of who is asked for a second step and has none yet: from when on she needs it, and where it is set up. */
import { Link } from 'wouter'
import { Icon } from '../components/Icon.tsx'
import { useSession } from '../session.ts'
import { whenFull } from '../times.ts'

export function SecondStepNotice() {
  const { secondStep } = useSession()
  if (secondStep === null) return null
  return (
    <div className="Notice OfflineNotice" role="status">
      <Icon name="key" />
      <span className="grow">
        <b>Your team asks for a second step.</b> From {whenFull(secondStep.from)} on you need it to sign in.{' '}
        <Link href="/settings/me" className="Link">
          Set it up now
        </Link>
      </span>
    </div>
  )
}
