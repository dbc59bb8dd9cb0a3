/** The public contact form: where it stands, what to paste into a shop's page, and the e-mail address it offers where it fails. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { copyText } from '#web/clipboard.ts'
import { FailedFace } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import type { ContactFormSetting } from './api.ts'
import { useField } from './useField.ts'

const FORM = ['contact-form'] as const

export function FormSnippet({ mayWrite }: { mayWrite: boolean }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: FORM, queryFn: read.contactForm })
  async function save(some: Partial<Pick<ContactFormSetting, 'email' | 'colour'>>) {
    const before = client.getQueryData<ContactFormSetting>(FORM)
    if (before) client.setQueryData(FORM, { ...before, ...some })
    try {
      await deliver(change.contactForm(some))
      const back =
        some.email === undefined ? { colour: before?.colour ?? null } : { email: before?.email ?? null }
      tell(toldOf(some), () => void save(back))
    } catch (failure) {
      client.setQueryData(FORM, before)
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    }
  }
  if (error)
    return (
      <FailedFace
        title="The form could not be read."
        detail={failureWords(error)}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return null
  const address = new URL(data.path, location.origin).href
  const snippet = `<iframe src="${address}?embed" title="Write to us" loading="lazy" style="border:0;width:100%;height:860px"></iframe>`
  return (
    <section className="Paper HoursCard" aria-labelledby="contact-form">
      <div className="row between">
        <h2 className="head" id="contact-form">
          Contact form
        </h2>
        <a className="Link" href={data.path} target="_blank" rel="noreferrer">
          Open it <Icon name="external-link" size="xs" />
        </a>
      </div>
      <p className="small third">
        It says by when you answer, from the hours beside, and shows how often that was kept once there are
        30.
      </p>
      <pre className="Snippet" tabIndex={0} aria-label="What to paste into your page">
        {snippet}
      </pre>
      <div className="row between wrap">
        <Button
          size="xs"
          onClick={() =>
            void copyText(snippet).then((isCopied) =>
              isCopied
                ? tell('Copied: paste it into your page.')
                : tellFailure('The browser did not let us copy it.'),
            )
          }
        >
          <Icon name="copy" size="s" />
          Copy the snippet
        </Button>
        <EmailField email={data.email} mayWrite={mayWrite} onSave={(email) => void save({ email })} />
        <ColourField colour={data.colour} mayWrite={mayWrite} onSave={(colour) => void save({ colour })} />
      </div>
    </section>
  )
}

function toldOf({ email, colour }: Partial<ContactFormSetting>): string {
  if (email !== undefined)
    return email === null ? 'The form offers no address.' : `The form offers ${email} where it fails.`
  return colour === null ? 'The form bears our colour.' : 'The form bears your colour.'
}

/** The colour of the form's green when nobody chose one (form/contact.css). */
const OURS = '#2f5b4a'

function ColourField(props: {
  colour: string | null
  mayWrite: boolean
  onSave: (colour: string | null) => void
}) {
  const id = useId()
  const [shown, setShown] = useState(props.colour ?? OURS)
  useEffect(() => setShown(props.colour ?? OURS), [props.colour])
  return (
    <span className="row" data-gap="6">
      <label className="small third" htmlFor={id}>
        Brand colour
      </label>
      <input
        id={id}
        type="color"
        className="ColourField"
        disabled={!props.mayWrite}
        value={shown}
        onChange={(event) => setShown(event.currentTarget.value)}
        onBlur={() => shown !== (props.colour ?? OURS) && props.onSave(shown)}
      />
      {props.colour !== null && props.mayWrite && (
        <button type="button" className="Link" onClick={() => props.onSave(null)}>
          Use ours
        </button>
      )}
    </span>
  )
}

function EmailField(props: {
  email: string | null
  mayWrite: boolean
  onSave: (email: string | null) => void
}) {
  const id = useId()
  const field = useField(props.email ?? '', (email) => props.onSave(email === '' ? null : email))
  return (
    <span className="row" data-gap="6">
      <label className="small third" htmlFor={id}>
        If it fails, offer
      </label>
      <input
        id={id}
        type="email"
        className="Input ZoneField"
        placeholder="hello@your-shop.example"
        disabled={!props.mayWrite}
        {...field}
      />
    </span>
  )
}
