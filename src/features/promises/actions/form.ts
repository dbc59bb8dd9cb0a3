/** The server's side of the public contact form: what it promises before it is sent, and what sending it does. */
import { homeOf } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import {
  customerIdOf,
  findEntries,
  historiesOf,
  namesOf,
  recordEntries,
  type StoredEntry,
  type Verdict,
} from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import { findByEntry } from '../store/promises.ts'
import { observeEntries } from './observe.ts'

/** The source that the form's entries bear. */
const SOURCE = 'form:contact'
const SOURCE_NAME = 'contact'

export type FormSubmission = {
  /** Made by the page when it was opened: sent twice it is one submission. 8 to 100 characters. */
  readonly submissionId: string
  readonly name: string
  readonly email: string
  readonly order?: string | undefined
  readonly text: string
  /** IANA zone of the visitor's browser. */
  readonly zone?: string | undefined
  /** What the photo that came with it is called, and its size; the photo itself is kept beside the entry. */
  readonly photo?: { readonly name: string; readonly bytes: number } | undefined
}

export type FormAnswer = {
  /** What it became. */
  readonly entry: StoredEntry
  /** What she can name when she asks about it: "F-7K2M9Q". */
  readonly reference: string
  readonly promiseId: string | null
  /** Null where the form promises nothing. */
  readonly dueAt: Date | null
  readonly dueWords: string | null
}

/**
 * Stores what somebody sent and opens what the form promises, before it answers; sent again it answers the same. The address is
 * her word: it joins nobody. Refuses `form_incomplete` and whatever the timeline refuses.
 */
export async function submitForm(scope: Scope, form: FormSubmission): Promise<FormAnswer> {
  const { submissionId, name, email, order, text, zone, photo } = form
  if (
    !/^[\w-]{8,100}$/.test(submissionId) ||
    text.trim() === '' ||
    !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
  )
    throw new Refusal('form_incomplete', 'It needs an e-mail address we can answer to, and a few words.')
  // A stranger who types somebody's address does not rename her: the name counts for who had none.
  const isNew = name.trim() !== '' && !(await hasName(scope, email.trim().toLowerCase()))
  const orderNo = order?.trim().replace(/^#/, '').slice(0, 100)
  const [verdict] = await recordEntries(scope, [
    {
      source: SOURCE,
      messageId: submissionId,
      kind: 'form',
      at: scope.now,
      channel: 'form',
      identities: [{ kind: 'email', value: email.trim(), verified: false }],
      text,
      author: { kind: 'customer', ...(name.trim() === '' ? {} : { name: name.trim().slice(0, 200) }) },
      data: {
        form: SOURCE_NAME,
        ...(orderNo ? { order: orderNo } : {}),
        ...(photo ? { attachments: [{ name: photo.name.slice(0, 200), bytes: photo.bytes }] } : {}),
      },
      traits: {
        ...(isNew ? { name: name.trim().slice(0, 200) } : {}),
        ...(zone ? { zone } : {}),
      },
    },
  ])
  if (verdict?.outcome === 'refused') throw new Refusal(verdict.reason, verdict.message)
  const entry = await findSubmission(scope, submissionId, email.trim(), verdict)
  if (!entry) throw new Error('a form just stored is not there')
  // Opened here and not left to the worker, so that what is shown is what stands; the worker finds it done.
  await observeEntries(scope, [entry])
  const promise = await read(scope, (scope) =>
    findByEntry(scope, homeOf(scope.workspace, entry.customerId), entry.customerId, entry.id),
  )
  return {
    entry,
    reference: referenceOf(entry.id),
    promiseId: promise?.id ?? null,
    dueAt: promise?.dueAt ?? null,
    dueWords: promise?.dueWords ?? null,
  }
}

async function hasName(scope: Scope, email: string): Promise<boolean> {
  const id = customerIdOf(scope.workspace.id, { kind: 'email', value: email })
  const name = (await read(scope, (scope) => namesOf(scope, [id]))).get(id) ?? ''
  return name !== '' && name !== email && !/^Customer [0-9a-f]{4}$/.test(name)
}

/** The entry just stored; of a form that was sent before, the one it became then. */
async function findSubmission(
  scope: Scope,
  submissionId: string,
  email: string,
  verdict: Verdict | undefined,
): Promise<StoredEntry | undefined> {
  const customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: email.toLowerCase() })
  if (verdict?.outcome === 'stored') {
    const id = verdict.entryId
    const ref = { home: homeOf(scope.workspace, id), customerId, at: scope.now.toISOString(), id }
    const [entry] = await read(scope, (scope) => findEntries(scope, [ref]))
    return entry
  }
  const histories = await read(scope, (scope) =>
    historiesOf(scope, [customerId], {
      kinds: ['form'],
      limitEach: 200,
      until: new Date(scope.now.getTime() + 86_400_000),
    }),
  )
  return histories
    .get(customerId)
    ?.find(({ source, messageId }) => source === SOURCE && messageId === submissionId)
}

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Six letters that are hard to mistake for each other, from the entry's own id. */
function referenceOf(entryId: string): string {
  const bits = BigInt(`0x${entryId.replaceAll('-', '').slice(-8)}`)
  const letters = Array.from({ length: 6 }, (_, i) => LETTERS[Number((bits >> BigInt(5 * i)) & 31n)])
  return `F-${letters.join('')}`
}
