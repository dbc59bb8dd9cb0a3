/** Settings, keys: which programs may send or read without a person. */
import { FailedFace } from '../components/Faces.tsx'
import { SettingsFrame } from '../frame/SettingsFrame.tsx'
import { useSession } from '../session.ts'
import { KeysOfPrograms } from './KeysOfPrograms.tsx'

export function KeysScreen() {
  const { permissions } = useSession()
  return (
    <SettingsFrame>
      {permissions.includes('keys.read') ? (
        <KeysOfPrograms />
      ) : (
        <FailedFace title="Only owners see the keys of programs." />
      )}
    </SettingsFrame>
  )
}
