/** What the contact form does: reads its setting, takes a message into the timeline, sets aside what looks like a machine's. */
import { homesOf } from '#kit/id.ts'
import { customerIdOf, namesOf, recordEntries, recordRefusals } from '#features/timeline/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import {
  findContactForm,
  insertContactForm,
  setContactEmail,
  type ContactForm,
} from '../store/contact-form.ts'
import { messageIdOf, referenceOf } from './message.ts'
import type { Typed } from './message.ts'

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

/** Sets the address that is offered where sending fails; null offers none. */
export async function changeContactEmail(scope: Scope, email: string | null): Promise<void> {
  await contactFormOf(scope)
  const [home] = homesOf(scope.workspace)
  if (home !== undefined) await transact(scope, (scope) => setContactEmail(scope, home, email))
}

/**
 * Stores a message for good and answers its reference. Sent twice from the same page it is one. A stranger who types
 * somebody's address does not rename her: the name counts only for who had none.
 */
export async function takeMessage(scope: Scope, typed: Typed): Promise<{ reference: string }> {
  const messageId = messageIdOf(typed)
  const email = typed.email.toLowerCase()
  const name = typed.name.trim()
  const order = typed.order.trim().replace(/^#/, '')
  const [verdict] = await recordEntries(scope, [
    {
      source: SOURCE,
      messageId,
      kind: 'form',
      at: scope.now,
      identities: [{ kind: 'email', value: email, verified: false }],
      channel: 'form',
      conversation: messageId,
      text: typed.message,
      author: { kind: 'customer', name },
      data: { form: 'contact', ...(order === '' ? {} : { order }) },
      traits: {
        ...((await hasName(scope, email)) ? {} : { name }),
        ...(typed.zone === '' ? {} : { zone: typed.zone }),
      },
    },
  ])
  if (!verdict || verdict.outcome === 'refused') {
    await setAside(scope, typed, verdict?.reason ?? 'unknown')
    throw new Error(`the timeline took no message: ${verdict?.message ?? 'no verdict'}`)
  }
  return { reference: referenceOf(messageId) }
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

async function hasName(scope: Scope, email: string): Promise<boolean> {
  const id = customerIdOf(scope.workspace.id, { kind: 'email', value: email })
  const names = await read(scope, (scope) => namesOf(scope, [id]))
  const name = names.get(id) ?? ''
  return name !== '' && name !== email && !/^Customer [0-9a-f]{4}$/.test(name)
}
