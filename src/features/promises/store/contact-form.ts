/** SQL of the contact form's setting: one row a workspace, at its first home. */
import type { Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

/** `email` is offered where sending fails; `secret` signs the pages and is never shown. */
export type ContactForm = {
  readonly email: string | null
  /** "#2f5b4a"; null for ours. */
  readonly colour: string | null
  readonly secret: Uint8Array
}

export async function findContactForm({ db }: TxScope, home: Home): Promise<ContactForm | undefined> {
  return db.maybe<ContactForm>(
    sql`select email, colour, secret from contact_form where home = ${home}::bigint`,
  )
}

/** Writes the row where there is none; one that is there stays as it is. */
export async function insertContactForm(
  { db }: TxScope,
  home: Home,
  { email, secret }: Omit<ContactForm, 'colour'>,
): Promise<void> {
  await db.run(sql`
    insert into contact_form (home, email, secret) values (${home}::bigint, ${email}, ${Buffer.from(secret)})
    on conflict (home) do nothing`)
}

export async function setContactForm(
  { db }: TxScope,
  home: Home,
  { email, colour }: Pick<ContactForm, 'email' | 'colour'>,
): Promise<void> {
  await db.run(sql`update contact_form set email = ${email}, colour = ${colour} where home = ${home}::bigint`)
}
