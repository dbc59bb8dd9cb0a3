/** The page that stands inside Chatwoot: its address is made, shown this once to be added there as a dashboard app, and closed. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Chatwoot } from '#connectors/chatwoot/contract.ts'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { tell } from '../toasts.ts'
import { Told, useWork } from './ConnectionParts.tsx'
import { closePage, openPage } from './connections-api.ts'
import { CopyLine } from './KeysConnect.tsx'

export function PageInside({ account, onChanged }: { account: Chatwoot; onChanged: () => void }) {
  const [path, setPath] = useState<string | null>(null)
  const { busy, problem, work } = useWork()
  const open = () =>
    work(async () => {
      setPath((await openPage(account.id)).pagePath)
      onChanged()
    })
  const close = () =>
    work(async () => {
      await closePage(account.id)
      onChanged()
      tell('The page inside Chatwoot is closed.')
    })
  return (
    <section className="stack" data-gap="6" aria-label="Page inside Chatwoot">
      <b className="strong">Page inside Chatwoot</b>
      <p className="small second">
        {account.hasPage
          ? 'Agents see the moments of a conversation beside it. Whoever has its address may read them.'
          : 'Shows agents the moments of a conversation beside it, with their words and a way here.'}
      </p>
      {problem && <Told isFine={false} words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button size="xs" disabled={busy} onClick={() => void open()}>
          {account.hasPage ? 'New page address' : 'Make its address'}
        </Button>
        {account.hasPage && (
          <Button size="xs" variant="subtle" disabled={busy} onClick={() => void close()}>
            Close the page
          </Button>
        )}
      </div>
      {path !== null && (
        <Sheet title="The page inside Chatwoot" onClose={() => setPath(null)}>
          <div className="Sheet-body stack" data-gap="12">
            <p className="second">
              In Chatwoot, Settings → Integrations → Dashboard apps: add this address. It then is a tab of
              every conversation.
            </p>
            <CopyLine name="Address" value={`${location.origin}${path}`} />
            <div className="Notice" data-tone="warn">
              <Icon name="alert-triangle" />
              <span>
                <b>The address is shown this once</b>, and whoever has it may read the moments of this
                account. A new one closes it.
              </span>
            </div>
            <div>
              <Button variant="filled" onClick={() => setPath(null)} data-first>
                I have copied it
              </Button>
            </div>
          </div>
        </Sheet>
      )}
    </section>
  )
}
