/** Settings, connections: where words come from and go to, and what else is asked; each with its state and the way out of it. */
import { Link } from 'wouter'
import { FailedFace } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { SettingsFrame } from '../frame/SettingsFrame.tsx'
import { useSession } from '../session.ts'
import { ChatwootSection } from './ChatwootSection.tsx'
import { ModelSection } from './ModelSection.tsx'
import { ShopSection } from './ShopSection.tsx'
import './connections.css'

export function ConnectionsScreen() {
  const { permissions } = useSession()
  if (!permissions.includes('channels.read'))
    return (
      <SettingsFrame>
        <FailedFace title="Only supervisors and owners see the connections." />
      </SettingsFrame>
    )
  return (
    <SettingsFrame>
      <ul className="Connections-ways" aria-label="Other ways in">
        <Way path="/settings/email" icon="mail" name="Mailboxes" detail="E-mail in and out" />
        {permissions.includes('keys.read') && (
          <Way path="/settings/keys" icon="key" name="Keys" detail="Whatever speaks Segment" />
        )}
        <Way path="/import" icon="file-import" name="Import" detail="Files, once or again" />
      </ul>
      <ChatwootSection mayWrite={permissions.includes('channels.write')} />
      {permissions.includes('shop.write') && (
        <>
          <ShopSection />
          <ModelSection />
        </>
      )}
    </SettingsFrame>
  )
}

function Way(props: { path: string; icon: string; name: string; detail: string }) {
  return (
    <li>
      <Link href={props.path} className="Connections-way">
        <Icon name={props.icon} />
        <span>
          <b className="strong">{props.name}</b>
          <span className="small second">{props.detail}</span>
        </span>
      </Link>
    </li>
  )
}
