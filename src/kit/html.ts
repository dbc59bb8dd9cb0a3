/** HTML as text in which everything that is put in is escaped; only what was made here goes in as it is. */

/** A piece of a page. */
export type Html = { readonly html: string }

type Piece = Html | string | number | null | undefined | false | readonly Html[]

/** A template whose values are escaped; `null`, `undefined` and `false` leave nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const text = strings.reduce(
    (whole, part, i) => whole + part + (i < values.length ? textOf(values[i]) : ''),
    '',
  )
  return { html: text }
}

function textOf(value: Piece): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map((each: Html) => each.html).join('')
  if (typeof value === 'object' && 'html' in value) return value.html
  return escape(String(value))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
}
