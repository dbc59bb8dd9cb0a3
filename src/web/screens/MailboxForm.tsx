/** The form of a mailbox, new or known, with a try before it is saved. A kept password is never shown; left empty it stays. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { Mailbox, MailboxTest } from '#connectors/email/contract.ts'
import { Icon } from '../components/Icon.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { tell } from '../toasts.ts'
import { plainly } from './ImportState.ts'
import { addMailbox, changeMailbox, tryMailbox } from './mail-api.ts'
import { draftOf, EMPTY, guessed, settingsOf } from './mail-form.ts'
import type { MailDraft, ServerDraft } from './mail-form.ts'

export function MailboxForm(props: { mailbox: Mailbox | null; onDone: () => void; onClose: () => void }) {
  const { mailbox } = props
  const [draft, setDraft] = useState<MailDraft>(() => (mailbox ? draftOf(mailbox) : EMPTY))
  const [tried, setTried] = useState<MailboxTest | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState<'trying' | 'saving' | null>(null)
  const set = (over: Partial<MailDraft>) => {
    setDraft((before) => ({ ...before, ...over }))
    setTried(null)
  }

  async function work(kind: 'trying' | 'saving', run: () => Promise<void>) {
    setBusy(kind)
    setProblem(null)
    try {
      await run()
    } catch (failure) {
      setProblem(plainly(failure))
    } finally {
      setBusy(null)
    }
  }
  const tryIt = () =>
    work('trying', async () => {
      const { imap, smtp, username } = settingsOf(draft)
      setTried(
        await tryMailbox({
          imap,
          smtp,
          username,
          ...(draft.password ? { password: draft.password } : {}),
          ...(mailbox ? { id: mailbox.id } : {}),
        }),
      )
    })
  const save = () =>
    work('saving', async () => {
      const settings = settingsOf(draft)
      if (mailbox)
        await changeMailbox(mailbox.id, {
          ...settings,
          ...(draft.password ? { password: draft.password } : {}),
        })
      else await addMailbox({ ...settings, password: draft.password, daysBack: Number(draft.daysBack) })
      tell(mailbox ? `${settings.address} is changed.` : `${settings.address} is read from now on.`)
      props.onDone()
    })

  return (
    <form
      className="Paper MailboxForm stack"
      data-gap="12"
      aria-label={mailbox ? `Change ${mailbox.address}` : 'Add a mailbox'}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2 className="head">{mailbox ? `Change ${mailbox.address}` : 'Add a mailbox'}</h2>
      <Field label="Address">
        {(id) => (
          <input
            id={id}
            className="Input"
            type="email"
            required
            autoFocus
            placeholder="care@your-brand.com"
            value={draft.address}
            onChange={(event) => set({ address: event.currentTarget.value })}
            onBlur={() => setDraft(guessed)}
          />
        )}
      </Field>
      <Field label="Name customers see" hint="After the agent’s own: “Priya Nair, Tussock Merino”.">
        {(id) => (
          <input
            id={id}
            className="Input"
            required
            maxLength={100}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="MailboxForm-pair">
        <Field label="User name">
          {(id) => (
            <input
              id={id}
              className="Input"
              required
              autoComplete="off"
              value={draft.username}
              onChange={(event) => set({ username: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          label={mailbox ? 'New password' : 'Password'}
          {...(mailbox ? { hint: 'Left empty, the one before stays.' } : {})}
        >
          {(id) => (
            <input
              id={id}
              className="Input"
              type="password"
              required={!mailbox}
              autoComplete="new-password"
              value={draft.password}
              onChange={(event) => set({ password: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Server label="Reading (IMAP)" server={draft.imap} onChange={(imap) => set({ imap })} />
      <Server label="Sending (SMTP)" server={draft.smtp} onChange={(smtp) => set({ smtp })} />
      {!mailbox && (
        <Field label="Days back" hint="Mail that came before is not read.">
          {(id) => (
            <input
              id={id}
              className="Input MailboxForm-short"
              type="number"
              min={0}
              max={3650}
              required
              value={draft.daysBack}
              onChange={(event) => set({ daysBack: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <details>
        <summary className="Link">More</summary>
        <div className="stack MailboxForm-more" data-gap="12">
          <Field label="Further addresses" hint="Others that end in this mailbox, separated by commas.">
            {(id) => (
              <input
                id={id}
                className="Input"
                value={draft.aliases}
                onChange={(event) => set({ aliases: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            label="Who vouches for senders"
            hint="The mail server whose “Authentication-Results” you trust. Without one every sender counts as unverified."
          >
            {(id) => (
              <input
                id={id}
                className="Input"
                placeholder="mx.google.com"
                value={draft.authserv}
                onChange={(event) => set({ authserv: event.currentTarget.value })}
              />
            )}
          </Field>
          <Toggle
            label="The provider keeps what it sends among the sent mail"
            isOn={draft.keepsSent}
            onChange={(keepsSent) => set({ keepsSent })}
          />
          <Toggle
            label="Signed reply addresses (the provider must deliver care+…@)"
            isOn={draft.signsReplies}
            onChange={(signsReplies) => set({ signsReplies })}
          />
        </div>
      </details>
      {tried && <Tried tried={tried} authserv={draft.authserv} onTrust={(authserv) => set({ authserv })} />}
      {problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span>{problem}</span>
        </div>
      )}
      <div className="row wrap" data-gap="6">
        <Button type="submit" variant="filled" disabled={busy !== null}>
          {busy === 'saving' ? 'Saving …' : 'Save'}
        </Button>
        <Button onClick={() => void tryIt()} disabled={busy !== null}>
          {busy === 'trying' ? 'Trying …' : 'Try it'}
        </Button>
        <Button variant="subtle" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function Tried(props: { tried: MailboxTest; authserv: string; onTrust: (authserv: string) => void }) {
  const { tried } = props
  return (
    <div className="stack" data-gap="6" role="status">
      {[tried.reading, tried.sending].map(({ isFine, words }) => (
        <div className="Notice" data-tone={isFine ? 'good' : 'bad'} key={words}>
          <Icon name={isFine ? 'check' : 'alert-circle'} />
          <span>{words}</span>
        </div>
      ))}
      {tried.authserv !== null && props.authserv === '' && (
        <p className="small second">
          In the newest mail <b>{tried.authserv}</b> says whether its sender is real.{' '}
          <button type="button" className="Link" onClick={() => props.onTrust(tried.authserv ?? '')}>
            Trust it
          </button>
        </p>
      )}
    </div>
  )
}

function Field(props: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="MailboxForm-field">
      <label htmlFor={id} className="strong">
        {props.label}
      </label>
      {props.children(id)}
      {props.hint && <span className="small third">{props.hint}</span>}
    </div>
  )
}

const SECURITIES = { tls: 'TLS', starttls: 'STARTTLS', none: 'None (private networks only)' } as const

function Server(props: { label: string; server: ServerDraft; onChange: (server: ServerDraft) => void }) {
  const { label, server, onChange } = props
  return (
    <fieldset className="MailboxForm-server">
      <legend className="strong">{label}</legend>
      <input
        className="Input grow"
        aria-label={`${label}: server`}
        placeholder="server"
        required
        value={server.host}
        onChange={(event) => onChange({ ...server, host: event.currentTarget.value })}
      />
      <input
        className="Input MailboxForm-short"
        aria-label={`${label}: port`}
        type="number"
        min={1}
        max={65535}
        required
        value={server.port}
        onChange={(event) => onChange({ ...server, port: event.currentTarget.value })}
      />
      <select
        className="Input"
        aria-label={`${label}: encryption`}
        value={server.security}
        onChange={(event) =>
          onChange({ ...server, security: event.currentTarget.value as ServerDraft['security'] })
        }
      >
        {Object.entries(SECURITIES).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </fieldset>
  )
}
