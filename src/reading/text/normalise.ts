/** Makes typographic variants plain, one UTF-16 unit for one, so that every offset stays an offset into the original. */

const PLAIN = new Map<number, string>()
const say = (from: string, to: string): void => {
  for (const each of from) PLAIN.set(each.charCodeAt(0), to)
}
say('\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\uff07', "'")
say('\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02', '"')
say('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d', '-')
say('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' ')
say('\u200b\u200c\u2060\ufeff\u00ad', ' ')
say('\u2026', '.')
say('\uff01', '!')
say('\uff1f', '?')
say('\uff0c', ',')
say('\u2028\u2029\u0085', '\n')

const ASCII = /^[\x00-\x7f]*$/

/** Plain twin of a text. Shape: the same length in UTF-16 units; invisible spaces become spaces, never nothing. */
export function normalise(text: string): string {
  if (ASCII.test(text)) return text
  let out = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const plain = PLAIN.get(text.charCodeAt(i))
    if (plain === undefined) continue
    out += text.slice(from, i) + plain
    from = i + 1
  }
  return out + text.slice(from)
}

/** Lower case of the same length: the few letters whose lower case is longer stay as they are. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const each = text.charAt(i)
    const small = each.toLowerCase()
    out += small.length === 1 ? small : each
  }
  return out
}
