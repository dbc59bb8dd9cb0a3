/** A mail as it was sent, made harmless (SAFETY.md R3): cleaned here, shown in a frame without rights, and asking nobody anything unless a person asked for its pictures. */
import sanitizeHtml from 'sanitize-html'
import { picturesIn } from '#features/timeline/index.ts'
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { askForBytes } from '#platform/outbound-http.ts'
import { makeSafe } from '#platform/pictures/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { MailPage } from './contract.ts'
import { findPage } from './store.ts'

/** Pictures fetched for one mail, bytes of each, and the time they have. */
const FETCHED = 20
const FETCHED_BYTES = 3 * 1024 * 1024
const FETCH_MS = 8_000
/** Smaller than this a picture shows nothing and only tells that the mail was read. */
const SMALLEST = 3

/** Refuses `page_not_found`. With pictures, those that lie elsewhere are fetched by us, drawn anew and put into the page. */
export async function showPage(
  scope: Scope,
  { policy }: { readonly policy: OutboundPolicy },
  entryId: string,
  { withPictures }: { withPictures: boolean },
): Promise<MailPage> {
  const page = isId(entryId) ? await read(scope, (scope) => findPage(scope, entryId)) : undefined
  if (!page) throw new Refusal('page_not_found', 'This mail has no page to show.')
  const inside = await picturesIn(scope, entryId)
  const remote = withPictures
    ? await fetchAll(policy, remotePicturesOf(page.html))
    : new Map<string, string>()
  const pictureAt = (src: string) => {
    const [, contentId] = /^cid:(.{1,300})$/i.exec(src) ?? []
    const own = contentId === undefined ? undefined : inside.get(decoded(contentId))
    return own ? dataOf(own) : remote.get(src)
  }
  return cleanPage(page.html, pictureAt)
}

/** Cleans HTML by an allow-list. `pictureAt` gives the `data:` address of a picture, or undefined where it is not shown. */
export function cleanPage(html: string, pictureAt: (src: string) => string | undefined): MailPage {
  let blocked = 0
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 100,
    transformTags: {
      a: (_tag, { href = '' }) => ({
        tagName: 'a',
        attribs: {
          href,
          ...(/^https?:/i.test(href) ? { title: href.slice(0, 300) } : {}),
          target: '_blank',
          rel: 'noopener noreferrer',
        },
      }),
      img: (_tag, { src = '', alt = '', width = '', height = '' }) => {
        const shown = pictureAt(src.trim())
        if (shown === undefined && isRemote(src)) blocked += 1
        return { tagName: 'img', attribs: { ...(shown ? { src: shown } : {}), alt, width, height } }
      },
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src'] && !attribs['alt'],
  })
  return { html: `${HEAD}${clean}</body></html>`, blocked }
}

/** A page of its own: it may show what it brings along, and nothing else. */
const HEAD =
  '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light"></head><body bgcolor="#ffffff" text="#2b2520">'

const TAGS = [
  'a', 'abbr', 'address', 'b', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'font',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'li', 'ol', 'p', 'pre', 'q', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table',
  'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul',
] // prettier-ignore

const ATTRIBUTES = {
  '*': ['align', 'dir', 'lang', 'valign'],
  a: ['href', 'title', 'target', 'rel'],
  font: ['color', 'size'],
  img: ['src', 'alt', 'width', 'height'],
  table: ['border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
  td: ['colspan', 'rowspan', 'width', 'bgcolor'],
  th: ['colspan', 'rowspan', 'width', 'bgcolor'],
  ol: ['start', 'type'],
}

const isRemote = (src: string) => /^\s*(?:https?:)?\/\//i.test(src)

/** Where pictures lie that would be shown, each once; not those that are too small to be seen. */
function remotePicturesOf(html: string): string[] {
  const found = new Set<string>()
  sanitizeHtml(html, {
    allowedTags: ['img'],
    nestingLimit: 100,
    exclusiveFilter: ({ attribs: { src = '', width, height } }) => {
      const isSeen = [width, height].every((side) => side === undefined || !(Number.parseInt(side, 10) < SMALLEST)) // prettier-ignore
      if (/^https:\/\//i.test(src.trim()) && isSeen && found.size < FETCHED) found.add(src.trim())
      return true
    },
  })
  return [...found]
}

/** Fetched by us, so that the sender learns neither who looked nor where she sits. What can't be had stays blocked. */
async function fetchAll(policy: OutboundPolicy, addresses: readonly string[]): Promise<Map<string, string>> {
  const found = await Promise.all(
    addresses.map(async (address): Promise<[string, string][]> => {
      try {
        const options = { method: 'GET', headers: { accept: 'image/*' }, sizeLimit: FETCHED_BYTES, timeLimitMs: FETCH_MS } as const // prettier-ignore
        const { status, body } = await askForBytes(policy, address, options)
        return status === 200 ? [[address, dataOf((await makeSafe(body)).bytes)]] : []
      } catch {
        return []
      }
    }),
  )
  return new Map(found.flat())
}

const dataOf = (bytes: Uint8Array) => `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
