/** Character references of HTML: the numeric ones and the names that mail programs write. */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  deg: '°',
  times: '×',
  frac12: '½',
  szlig: 'ß',
  zwnj: '',
  zwj: '\u200d',
  shy: '',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  iexcl: '¡',
  iquest: '¿',
  larr: '←',
  rarr: '→',
  hearts: '♥',
  ...accents('grave', '\u0300', 'aeiouAEIOU'),
  ...accents('acute', '\u0301', 'aeiouyAEIOUY'),
  ...accents('circ', '\u0302', 'aeiouAEIOU'),
  ...accents('tilde', '\u0303', 'anoANO'),
  ...accents('uml', '\u0308', 'aeiouyAEIOU'),
  ...accents('cedil', '\u0327', 'cC'),
  aring: 'å',
  Aring: 'Å',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  oelig: 'œ',
}

function accents(name: string, mark: string, letters: string): Record<string, string> {
  return Object.fromEntries([...letters].map((letter) => [letter + name, (letter + mark).normalize('NFC')]))
}

/** The text with its references read once; what is none stays as it is. Nothing that a database refuses comes out. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));?/g,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return isCharacter(code) ? String.fromCodePoint(code) : '\ufffd'
    },
  )
}

const isCharacter = (code: number): boolean =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
