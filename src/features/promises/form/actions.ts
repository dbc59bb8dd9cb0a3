/** What the contact form does: reads its setting, takes a message into the timeline, sets aside what looks like a machine's. */
import { homesOf } from '#kit/id.ts'
import { keepPictures, recordRefusals } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import {
  findContactForm,
  insertContactForm,
  setContactForm,
  type ContactForm,
} from '../store/contact-form.ts'
import { submitForm } from '../actions/form.ts'
import { Refusal } from '#kit/refusal.ts'
import { noteWritten } from './answers.ts'
import { colourFrom } from './colours.ts'
import { messageIdOf } from './message.ts'
import type { Typed } from './message.ts'
import type { SentPage } from './page.ts'
import type { Photo } from './sending.ts'

const SOURCE = 'contact-form'

/** The form's setting; its secret is made when it is first asked for. */
export async function contactFormOf(scope: Scope): Promise<ContactForm> {
  const [home] = homesOf(scope.workspace)
  if (home === undefined) throw new Error('a workspace has a home')
  const known = await read(scope, (scope) => findContactForm(scope, home))
  if (known) return known
  return transact(scope, async (scope) => {
    await insertContactForm(scope, home, { email: null, secret: scope.random(32) })
    const made = await findContactForm(scope, home)
    if (!made) throw new Error('the row was just written')
    return made
  })
}

/**
 * Sets the address that is offered where sending fails (null offers none) and the brand's colour (null for ours); what is left
 * out stays. Refuses `colour_not_known`.
 */
export async function changeContactForm(
  scope: Scope,
  wanted: { readonly email?: string | null | undefined; readonly colour?: string | null | undefined },
): Promise<ContactForm> {
  const before = await contactFormOf(scope)
  const colour = typeof wanted.colour === 'string' ? colourFrom(wanted.colour) : wanted.colour
  if (colour === undefined && wanted.colour !== undefined)
    throw new Refusal('colour_not_known', 'Write the colour as six digits after a #: #2f5b4a.')
  const next = {
    ...before,
    ...(wanted.email === undefined ? {} : { email: wanted.email }),
    ...(colour === undefined ? {} : { colour }),
  }
  const [home] = homesOf(scope.workspace)
  if (home !== undefined)
    await transact(scope, async (scope) => {
      await setContactForm(scope, home, next)
      await audit(scope, 'setting.changed', { subject: { kind: 'contact form', id: 'form' } })
    })
  return next
}

/**
 * Stores a message for good, then its photo, drawn anew; sent twice from the same page it is one. `due` is null where nothing is
 * promised. A photo that can't be read holds no words up.
 */
export async function takeMessage(
  scope: Scope,
  typed: Typed,
  photo: Photo | null,
): Promise<Pick<SentPage, 'reference' | 'due' | 'photo'>> {
  const { name, email, order, message, zone, token } = typed
  const { reference, dueAt, entry } = await submitForm(scope, {
    submissionId: messageIdOf(typed),
    name,
    email,
    order,
    text: message,
    zone: zone === '' ? undefined : zone,
    photo: photo?.bytes ? { name: photo.name, bytes: photo.bytes.byteLength } : undefined,
  })
  await noteWritten(scope, token)
  if (!photo?.bytes) return { reference, due: dueAt, photo: null }
  const { id, customerId } = entry
  const picture = { name: photo.name, contentId: null, bytes: photo.bytes }
  const unread = await keepPictures(scope, { of: id, customerId, by: null }, [picture])
  return { reference, due: dueAt, photo: unread === 0 ? 'kept' : 'unread' }
}

/** Keeps a message that looks like a machine's where its owner can look at it; nothing is dropped. */
export async function setAside(scope: Scope, typed: Typed, reason: string): Promise<void> {
  const { name, email, order, message } = typed
  await recordRefusals(scope, [
    {
      source: SOURCE,
      messageId: messageIdOf(typed),
      reason,
      item: JSON.stringify({ name, email, order, message }),
    },
  ])
}
