/** What somebody typed into the form: read from the request, checked, and never changed. Pure. */
import { createHash } from 'node:crypto'
import { looksLikePicture } from '#platform/pictures/index.ts'
import type { Photo } from './sending.ts'

/** As typed; an absent field is empty. */
export type Typed = {
  readonly name: string
  readonly email: string
  readonly order: string
  readonly message: string
  /** IANA name, where the browser told it and it is one. */
  readonly zone: string
  readonly token: string
  /** Stays empty in a person's hands. */
  readonly trap: string
}

export const NOTHING_TYPED: Typed = {
  name: '',
  email: '',
  order: '',
  message: '',
  zone: '',
  token: '',
  trap: '',
}

export const LONGEST = { name: 120, email: 200, order: 60, message: 10_000 } as const

/** Reads the fields of a form-encoded body; what is far too long is cut so that the page can be shown again. */
export function readTyped(body: URLSearchParams): Typed {
  const field = (name: string, most: number) => (body.get(name) ?? '').replaceAll('\r\n', '\n').slice(0, most)
  return {
    name: field('name', LONGEST.name),
    email: field('email', LONGEST.email).trim(),
    order: field('order', LONGEST.order),
    message: field('message', LONGEST.message + 1),
    zone: field('zone', 60),
    token: field('t', 100),
    trap: field('website', 200),
  }
}

export type Problem = {
  readonly field: 'name' | 'email' | 'message' | 'photo'
  readonly kind: 'name' | 'email' | 'message' | 'long' | 'photoLarge' | 'photoKind'
}

/** What is missing or can't be; in the order of the fields. */
export function problemsOf({ name, email, message }: Typed, photo: Photo | null): Problem[] {
  return [
    ...(name.trim() === '' ? [{ field: 'name', kind: 'name' } as const] : []),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? [] : [{ field: 'email', kind: 'email' } as const]),
    ...(message.trim() === '' ? [{ field: 'message', kind: 'message' } as const] : []),
    ...(message.length > LONGEST.message ? [{ field: 'message', kind: 'long' } as const] : []),
    ...(photo ? photoProblemsOf(photo) : []),
  ]
}

function photoProblemsOf({ bytes, isTooLarge }: Photo): Problem[] {
  if (isTooLarge) return [{ field: 'photo', kind: 'photoLarge' }]
  return bytes && !looksLikePicture(bytes) ? [{ field: 'photo', kind: 'photoKind' }] : []
}

/** The same message sent twice from one page is one: its id follows from the page and the words. */
export function messageIdOf({ token, email, message }: Typed): string {
  return createHash('sha256')
    .update(`${token}\n${email.toLowerCase()}\n${message}`)
    .digest('hex')
    .slice(0, 32)
}
