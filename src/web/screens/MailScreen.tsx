/** Settings for e-mail: the mailboxes, how each stands, and the form of one. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { EmptyFace, FailedFace, LoadingRows } from '../components/Faces.tsx'
import { useSession } from '../session.ts'
import { plainly } from './ImportState.ts'
import { MAILBOXES, readMailboxes } from './mail-api.ts'
import { MailboxCard } from './MailboxCard.tsx'
import { MailboxForm } from './MailboxForm.tsx'
import './mail.css'

export function MailScreen() {
  const { permissions } = useSession()
  const mayWrite = permissions.includes('channels.write')
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: MAILBOXES,
    queryFn: readMailboxes,
    refetchInterval: 5_000,
    enabled: permissions.includes('channels.read'),
  })
  /** The mailbox in the form; 'new' for one more. */
  const [open, setOpen] = useState<string | null>(null)
  const chosen = data?.find(({ id }) => id === open)
  const close = () => setOpen(null)
  const renew = () => void client.invalidateQueries({ queryKey: MAILBOXES })
  return (
    <div className="MailScreen">
      <header className="MailScreen-head">
        <Link href="/moments" className="Link">
          Moments
        </Link>
        <span className="third" aria-hidden="true">
          /
        </span>
        <h1 className="title">Mailboxes</h1>
        {mayWrite && data && data.length > 0 && (
          <Button size="sm" variant="filled" className="push" onClick={() => setOpen('new')}>
            Add a mailbox
          </Button>
        )}
      </header>
      <div className="MailScreen-body">
        {!permissions.includes('channels.read') ? (
          <FailedFace title="Only supervisors and owners see the mailboxes." />
        ) : data ? (
          data.length === 0 && open === null ? (
            <div className="Paper">
              <EmptyFace
                icon="mail"
                title="No mailbox yet"
                actions={
                  mayWrite && (
                    <Button variant="filled" onClick={() => setOpen('new')}>
                      Add a mailbox
                    </Button>
                  )
                }
              >
                Spoonful reads what customers write to it and sends your replies from it. Nothing in the
                mailbox is changed.
              </EmptyFace>
            </div>
          ) : data.length === 0 ? null : (
            <ul className="stack MailScreen-list" data-gap="12" aria-label="Mailboxes">
              {data.map((mailbox) => (
                <li key={mailbox.id}>
                  <MailboxCard
                    mailbox={mailbox}
                    mayWrite={mayWrite}
                    onEdit={() => setOpen(mailbox.id)}
                    onChanged={renew}
                  />
                </li>
              ))}
            </ul>
          )
        ) : error ? (
          <FailedFace
            title="The mailboxes could not be read."
            detail={`${plainly(error)} Mail is read all the same.`}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRows rows={2} />
        )}
        {mayWrite && open !== null && (
          <MailboxForm
            key={open}
            mailbox={chosen ?? null}
            onDone={() => {
              close()
              renew()
            }}
            onClose={close}
          />
        )}
      </div>
    </div>
  )
}
