/** HTML of a stranger into plain text: nothing is run, loaded or shown as HTML, and the work is linear in its length. */
import { decodeEntities } from './entities.ts'

/** Longest text that is made, in UTF-16 units. */
const TEXT_LIMIT = 250_000
/** A tag longer than this is text. */
const TAG_LIMIT = 10_000
/** Tags opened and not closed that are looked for, at most; after that the rest is no HTML anybody wrote. */
const UNCLOSED_LIMIT = 200

const SKIPPED = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'noframes',
  'xmp',
  'select',
  'textarea',
])
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tr',
  'ul',
])
const SPACED = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'blockquote', 'pre'])
const VOID = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'area', 'base', 'col', 'wbr', 'source'])

/** Plain text of HTML. Quotations (`blockquote`) begin their lines with "> ", as in plain mail, so that they are known as such. */
export function textOfHtml(html: string): string {
  const out = openLines()
  const low = html.toLowerCase()
  let hidden: { readonly tag: string; depth: number } | undefined
  let at = 0
  let unclosed = 0
  while (at < html.length && out.length() < TEXT_LIMIT) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      if (!hidden) out.write(html.slice(at))
      break
    }
    if (open > at && !hidden) out.write(html.slice(at, open))
    const tag = tagAt(html, low, open)
    if (tag === 'end') break
    if (!tag) {
      if (/[a-z!?/]/.test(low.charAt(open + 1)) && ++unclosed > UNCLOSED_LIMIT) break
      if (!hidden) out.write('<')
      at = open + 1
      continue
    }
    at = tag.end
    if (tag.name === '') continue
    if (hidden) {
      if (tag.name === hidden.tag) hidden.depth += tag.isClosing ? -1 : tag.isEmpty ? 0 : 1
      if (hidden.depth === 0) hidden = undefined
      continue
    }
    if (SKIPPED.has(tag.name) && !tag.isClosing && !tag.isEmpty) {
      const close = low.indexOf(`</${tag.name}`, at)
      if (close === -1) {
        // An unclosed head is common and harmless; anything else hides what follows.
        if (tag.name === 'head') continue
        break
      }
      at = close
      continue
    }
    if (!tag.isClosing && !tag.isEmpty && isHidden(tag.attributes)) {
      hidden = { tag: tag.name, depth: 1 }
      continue
    }
    out.tag(tag.name, tag.isClosing)
  }
  return out.text()
}

type Tag = {
  readonly name: string
  readonly isClosing: boolean
  readonly isEmpty: boolean
  readonly attributes: string
  readonly end: number
}

/** The tag that begins at `open`; undefined where "<" is only a sign, 'end' where nothing more can be read. */
function tagAt(html: string, low: string, open: number): Tag | 'end' | undefined {
  const empty = (end: number): Tag => ({ name: '', isClosing: false, isEmpty: true, attributes: '', end })
  if (low.startsWith('<!--', open)) {
    const close = low.indexOf('-->', open + 4)
    return close === -1 ? 'end' : empty(close + 3)
  }
  const next = low.charCodeAt(open + 1)
  const isClosing = next === 47
  const start = isClosing ? open + 2 : open + 1
  const first = low.charCodeAt(start)
  const isLetter = first >= 97 && first <= 122
  if (!isLetter && next !== 33 && next !== 63 && !isClosing) return undefined
  const end = closeOf(html, start)
  if (end === -1) return undefined
  if (!isLetter) return empty(end + 1)
  let stop = start
  while (stop < end && /[a-z0-9:-]/.test(low.charAt(stop))) stop++
  const name = low.slice(start, stop)
  return {
    name,
    isClosing,
    isEmpty: VOID.has(name) || html.charAt(end - 1) === '/',
    attributes: low.slice(stop, Math.min(end, stop + 2_000)),
    end: end + 1,
  }
}

/** Where a tag ends: ">" outside quotation marks, or -1 where it is too long to be one. */
function closeOf(html: string, start: number): number {
  const most = Math.min(html.length, start + TAG_LIMIT)
  let quote = ''
  let plain = -1
  for (let i = start; i < most; i++) {
    const sign = html.charAt(i)
    if (quote === '') {
      if (sign === '>') return i
      if ((sign === '"' || sign === "'") && html.charAt(i - 1) === '=') quote = sign
    } else if (sign === quote) quote = ''
    else if (sign === '>' && plain === -1) plain = i
  }
  return plain
}

const isHidden = (attributes: string): boolean =>
  attributes !== '' &&
  (/display\s{0,5}:\s{0,5}none|mso-hide\s{0,5}:\s{0,5}all|visibility\s{0,5}:\s{0,5}hidden/.test(attributes) ||
    /(?:^|\s)hidden(?:\s|=|$)/.test(attributes))

/** Gathers text as a browser lays it out: white space is one space, blocks are lines, quotations are marked. */
function openLines() {
  const lines: string[] = []
  let line = ''
  let size = 0
  let depth = 0
  let lastDepth = 0
  let pre = 0
  let wantsBlank = false

  const endLine = (): void => {
    const written = line.trimEnd()
    line = ''
    if (written === '') return
    const prefix = '> '.repeat(Math.min(depth, 5))
    // Within a quotation the blank line is quoted, too; between two depths it is plain.
    if (wantsBlank && lines.length > 0) lines.push(depth === lastDepth ? prefix.trimEnd() : '')
    wantsBlank = false
    lastDepth = depth
    lines.push(prefix + written)
    size += written.length + 1
  }
  const write = (raw: string): void => {
    const text = decodeEntities(raw)
    if (pre > 0) {
      const [first = '', ...rest] = text.split('\n')
      line += first
      for (const each of rest) {
        endLine()
        line = each
      }
      return
    }
    const plain = text.replace(/[ \t\r\n\f\u00a0]+/g, ' ')
    line += line === '' || line.endsWith(' ') ? plain.replace(/^ /, '') : plain
    if (line.length > 20_000) endLine()
  }
  const tag = (name: string, isClosing: boolean): void => {
    if (name === 'br') {
      const isBlank = line.trim() === ''
      endLine()
      if (isBlank) wantsBlank = true
      return
    }
    if (name === 'td' || name === 'th') {
      if (isClosing && line !== '' && !line.endsWith(' ')) line += ' '
      return
    }
    if (!BLOCKS.has(name)) return
    endLine()
    if (SPACED.has(name)) wantsBlank = true
    if (name === 'pre') pre = Math.max(0, pre + (isClosing ? -1 : 1))
    if (name === 'blockquote') depth = Math.max(0, depth + (isClosing ? -1 : 1))
    if (name === 'li' && !isClosing) line = '- '
  }
  return {
    write,
    tag,
    length: () => size + line.length,
    text: () => {
      endLine()
      return lines.join('\n').slice(0, TEXT_LIMIT)
    },
  }
}
