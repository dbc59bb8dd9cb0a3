/** Chatwoot on the screen of connections: the joined accounts, the form of one more, and the address its webhook needs. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chatwoot } from '#connectors/chatwoot/contract.ts'
import { FailedFace, LoadingRows } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { ChatwootCard } from './ChatwootCard.tsx'
import { ChatwootForm } from './ChatwootForm.tsx'
import { CHATWOOTS, readChatwoots } from './connections-api.ts'
import { plainly } from './ImportState.ts'
import { CopyLine } from './KeysConnect.tsx'
import './import.css'

const LOOK_MS = 5_000

export function ChatwootSection({ mayWrite }: { mayWrite: boolean }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: CHATWOOTS,
    queryFn: readChatwoots,
    refetchInterval: LOOK_MS,
  })
  const [isJoining, setJoining] = useState(false)
  /** The account whose address is shown with its secret end: this once. */
  const [fresh, setFresh] = useState<Chatwoot | null>(null)
  const renew = () => void client.invalidateQueries({ queryKey: CHATWOOTS })
  return (
    <section aria-labelledby="chatwoot">
      <div className="row between Connections-head">
        <h2 className="head" id="chatwoot">
          Chatwoot
        </h2>
        {mayWrite && data && data.length > 0 && !isJoining && (
          <button type="button" className="Link" onClick={() => setJoining(true)}>
            Join another account
          </button>
        )}
      </div>
      <div className="stack Connections-list" data-gap="12">
        {data ? (
          <>
            {data.length === 0 && !isJoining && (
              <div className="Paper Connection stack" data-gap="10">
                <p className="second">
                  Join the account your team answers in: its conversations come onto the timeline, replies and
                  notes written here stand in them.
                </p>
                {mayWrite ? (
                  <div>
                    <Button variant="filled" onClick={() => setJoining(true)}>
                      Join Chatwoot
                    </Button>
                  </div>
                ) : (
                  <p className="small third">An owner joins it.</p>
                )}
              </div>
            )}
            {data.map((account) => (
              <ChatwootCard
                key={account.id}
                account={account}
                mayWrite={mayWrite}
                onChanged={renew}
                onAddress={setFresh}
              />
            ))}
          </>
        ) : error ? (
          <div className="Paper">
            <FailedFace
              title="The accounts could not be read."
              detail={`${plainly(error)} They are listened to all the same.`}
              onRetry={() => void refetch()}
            />
          </div>
        ) : (
          <div className="Paper">
            <LoadingRows rows={2} />
          </div>
        )}
        {isJoining && (
          <ChatwootForm
            onJoined={(account) => {
              setJoining(false)
              setFresh(account)
              renew()
            }}
            onClose={() => setJoining(false)}
          />
        )}
      </div>
      {fresh && <AddressSheet account={fresh} onClose={() => setFresh(null)} />}
    </section>
  )
}

function AddressSheet({ account, onClose }: { account: Chatwoot; onClose: () => void }) {
  return (
    <Sheet title={`The webhook of ${account.name}`} onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          In Chatwoot, Settings → Integrations → Webhooks: add this address with the events{' '}
          <code>message_created</code> and <code>message_updated</code>.
        </p>
        <CopyLine name="Address" value={`${location.origin}${account.webhookPath}`} />
        <div className="Notice" data-tone="warn">
          <Icon name="alert-triangle" />
          <span>
            <b>The address is shown this once.</b> From Chatwoot 4.11.2 on, paste the secret it shows beside
            the webhook here: then only what it signs is believed.
          </span>
        </div>
        <div>
          <Button variant="filled" onClick={onClose} data-first>
            I have copied it
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
