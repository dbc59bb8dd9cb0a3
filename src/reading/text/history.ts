/** Finds what the writer of an e-mail did not write this time (quoted history, forwarded heads, signature) and blanks it in place. */

/** A line after which everything is somebody else's earlier words. One alternative per mail program's habit. */
const HISTORY_HEAD =
  /^\s{0,8}(?:[>*_]{0,4}\s{0,3})(?:-{2,}\s{0,3}(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|reply above|please reply above)|on .{4,160} wrote:?\s*$|le .{4,160} a écrit\s?:?\s*$|el .{4,160} escribió:?\s*$|am .{4,160} schrieb .{0,120}:?\s*$|_{10,}\s*$|begin forwarded message|##- please type your reply above)/iu

/** "…, 28 Apr 2017, Max <max@example.com> wrote:" in many languages: ends with the verb, and names a day or an address. */
const ATTRIBUTION =
  /(?:wrote|a écrit|escribió|schrieb|ha scritto|escreveu|schreef|napisał\(?a?\)?|napsal\(?a?\)?|написал\(?а?\)?|пишет|skrev|kirjoitti|yazdı|写道|書きました)\s{0,2}[:：]?\s*$|\bschrieb (?:am|um)\b.{0,80}:\s*$|\bschreef op\b.{0,80}:\s*$/iu
/** Gmail's line without a verb. */
const DATED_NAME = /^\s{0,4}\d{4}-\d\d-\d\d \d\d?:\d\d (?:gmt|utc)[+-]\d.{0,200}$/iu
const DAY_OR_ADDRESS = /\d{1,2}[.:/ -]|@/

/** The first label of a block of mail heads, and the labels that must follow it. */
const FROM_LABEL =
  /^\s{0,4}[>*_|]{0,4}\s{0,3}(?:from|de|von|da|van|od|от|från|fra|kimden|expéditeur|发件人|差出人)\s?[*_]{0,2}\s?[:：]/iu
const OTHER_LABEL =
  /^\s{0,4}[>*_|]{0,4}\s{0,3}(?:sent|date|to|cc|subject|reply-to|envoyé|date|à|objet|gesendet|datum|an|betreff|enviado(?: el)?|fecha|para|asunto|inviato|data|oggetto|a|verzonden|aan|onderwerp|wysłano|do|temat|отправлено|дата|кому|тема|skickat|till|ämne|发送时间|收件人|主题)\s?[*_]{0,2}\s?[:：]/iu

/** A line that opens a signature. */
const SIGNATURE_HEAD =
  /^\s{0,4}(?:--\s*$|-- \s*$|—\s*$|_{2,9}\s*$|sent from (?:my|the|mail|outlook|yahoo|samsung)\b|sent (?:via|with|using)\b.{0,60}$|get outlook for\b|envoyé (?:de|depuis) (?:mon|ma)\b|enviado (?:desde|do) m[ie]u?\b|inviato da(?:l mio)?\b|verzonden (?:vanaf|met)\b|отправлено с\b|wysłan[eo] z\b|skickat från\b|gesendet (?:von|mit)\b|von meinem .{1,40} gesendet)/iu

/** Nothing but strokes, or a tracking mark that a mail program leaves behind. */
const STROKES = /^[\s\-_*=~#+|ᐧ]*$/u

/** Closings after which only a name and an address block follow. */
const CLOSING =
  /^\s{0,4}(?:best|kind|warm|kindest|many|with)?\s?(?:regards|wishes|cheers|sincerely|yours truly|yours sincerely|best|all the best|cordialement|saludos|mit freundlichen grüßen|viele grüße)\s{0,2}[,.!]?\s*$/iu

const CONTACT = /@|\+?\d[\d ().-]{6,}|https?:|www\.|\b(?:ltd|inc|llc|gmbh)\b/iu

/**
 * Blanks history and signature with spaces (line ends stay).
 * Shape: a text of the same length, so offsets into it are offsets into the original.
 */
export function cutHistory(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  let kept = lines.length
  let written = false
  let skipped = 0
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').slice(0, 400)
    const head = headAt(lines, i)
    if (head > 0) {
      // Mail written below or between quotations keeps its words: a head that only marked quotation follows is skipped alone.
      if (skipped++ > 20 || !answersBelow(lines, i + head)) {
        kept = i
        break
      }
      for (let j = i; j < i + head; j++) lines[j] = blank(lines[j] ?? '')
      i += head - 1
      continue
    }
    if (/^\s{0,3}>/.test(line)) {
      // A quoted line that a mail program broke goes on, unmarked, on the next.
      const next = lines[i + 1] ?? ''
      if (line.length > 60 && isRest(next) && /^\s{0,3}>/.test(lines[i + 2] ?? '')) lines[i + 1] = blank(next)
      lines[i] = blank(lines[i] ?? '')
      continue
    }
    if (written && SIGNATURE_HEAD.test(line)) {
      kept = i
      break
    }
    if (written && CLOSING.test(line) && looksLikeSignature(lines, i + 1)) {
      kept = i
      break
    }
    if (line.trim() !== '') written = true
  }
  while (kept > 0 && STROKES.test((lines[kept - 1] ?? '').slice(0, 400))) kept--
  for (let i = kept; i < lines.length; i++) lines[i] = blank(lines[i] ?? '')
  return lines.join('\n')
}

/** Spans of a text that its writer did not write this time, in order: what `cutHistory` blanks, neighbouring lines as one. */
export function historySpansOf(text: string): { start: number; end: number }[] {
  const cut = cutHistory(text)
  if (cut === text) return []
  const spans: { start: number; end: number }[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const end = at + line.length
    const last = spans.at(-1)
    if (line.trim() !== '' && cut.slice(at, end).trim() === '') {
      if (last && text.slice(last.end, at).trim() === '') last.end = end
      else spans.push({ start: at, end })
    }
    at = end + 1
  }
  return spans
}

/** What the writer wrote this time, on one line; all of it where nothing else is there (a mail that is only forwarded). */
export function ownWordsOf(text: string): string {
  const oneLine = (words: string) => words.replaceAll(/\s+/g, ' ').trim()
  return oneLine(cutHistory(text)) || oneLine(text)
}

/** How many lines the head of a history takes that begins at `i`; 0 where there is none. */
function headAt(lines: readonly string[], i: number): number {
  const line = (lines[i] ?? '').slice(0, 300)
  if (line.trim().length < 4) return 0
  if (HISTORY_HEAD.test(line)) return 1
  if (FROM_LABEL.test(line)) return isHeadBlock(lines, i) ? 1 : 0
  if (DATED_NAME.test(line)) return 1 + (line.trimEnd().endsWith('<') ? 1 : 0)
  if (!DAY_OR_ADDRESS.test(line) && !OPENS_ATTRIBUTION.test(line)) return 0
  let joined = ''
  for (let more = 0; more < 3; more++) {
    const next = (lines[i + more] ?? '').slice(0, 200)
    if (next.trim() === '') return 0
    joined = `${joined} ${next}`.slice(0, 420)
    if (ATTRIBUTION.test(joined) && DAY_OR_ADDRESS.test(joined)) return more + 1
  }
  return 0
}

/** "On", "Le", "Am", "El" and the like, whose day may stand on the next line. */
const OPENS_ATTRIBUTION = /^\s{0,4}(?:on|le|el|am|il|em|op|den|dne|w dniu) /iu

/** "From:" with at least one other label within the next lines. */
function isHeadBlock(lines: readonly string[], from: number): boolean {
  let seen = 0
  for (let i = from + 1; i < lines.length && seen < 3; i++) {
    const line = (lines[i] ?? '').slice(0, 200)
    if (line.trim() === '') continue
    if (OTHER_LABEL.test(line)) return true
    seen++
  }
  return false
}

/** Whether after marked quotation, and a blank line, unmarked words follow. */
function answersBelow(lines: readonly string[], from: number): boolean {
  let quoted = false
  let apart = false
  for (let i = from; i < lines.length && i < from + 2_000; i++) {
    const line = (lines[i] ?? '').slice(0, 400)
    if (/^\s{0,3}>/.test(line)) {
      quoted = true
      apart = /^\s{0,3}>[>\s]*$/.test(line)
    } else if (line.trim() === '') apart = quoted
    else if (!quoted) return false
    else if (apart && !STROKES.test(line) && !SIGNATURE_HEAD.test(line)) return true
  }
  return false
}

const isRest = (line: string): boolean => line.trim() !== '' && line.length < 40 && !/^\s{0,3}>/.test(line)

function looksLikeSignature(lines: readonly string[], from: number): boolean {
  const rest = lines.slice(from).filter((line) => line.trim() !== '')
  if (rest.length > 8) return false
  return rest.every(
    (line) => line.length < 80 && (CONTACT.test(line) || line.trim().split(/\s+/).length <= 5),
  )
}

const blank = (line: string): string => ' '.repeat(line.length)
