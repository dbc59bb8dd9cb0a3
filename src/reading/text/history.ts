/** Finds what the writer of an e-mail did not write this time (quoted history, forwarded heads, signature) and blanks it in place. */

/** A line after which everything is somebody else's earlier words. One alternative per mail program's habit. */
const HISTORY_HEAD =
  /^\s{0,8}(?:[>*_]{0,4}\s{0,3})(?:-{2,}\s{0,3}(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original|reply above|please reply above)|on .{4,160} wrote:?\s*$|le .{4,160} a écrit\s?:?\s*$|el .{4,160} escribió:?\s*$|am .{4,160} schrieb .{0,120}:?\s*$|from:\s.{0,160}$|de\s?:\s.{0,120}@.{0,60}$|von:\s.{0,120}$|_{10,}\s*$|begin forwarded message|##- please type your reply above)/iu

/** A line that opens a signature. */
const SIGNATURE_HEAD =
  /^\s{0,4}(?:--\s*$|-- \s*$|—\s*$|_{2,9}\s*$|sent from (?:my|the|mail|outlook|yahoo|samsung)\b|sent via\b|get outlook for\b|envoyé de mon\b|enviado desde mi\b|von meinem .{1,40} gesendet)/iu

/** Closings after which only a name and an address block follow. */
const CLOSING =
  /^\s{0,4}(?:best|kind|warm|kindest|many|with)?\s?(?:regards|wishes|cheers|sincerely|yours truly|yours sincerely|cordialement|saludos|mit freundlichen grüßen|viele grüße)\s{0,2}[,.!]?\s*$/iu

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
    if (isHistoryHead(line, lines[i + 1])) {
      // Mail written below a quotation keeps its answer: only a head with nothing but quotation before it is skipped alone.
      if (written || skipped++ > 2 || !answersBelow(lines, i)) {
        kept = i
        break
      }
      lines[i] = blank(lines[i] ?? '')
      continue
    }
    if (/^\s{0,3}>/.test(line)) {
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

function isHistoryHead(line: string, next: string | undefined): boolean {
  if (line.length < 4) return false
  if (/^\s{0,3}from:/i.test(line)) return /^\s{0,3}>?\s?(?:sent|date|to|subject):/i.test(next ?? '')
  if (HISTORY_HEAD.test(line)) return true
  return /^\s{0,3}(?:on|le|el|am) /i.test(line) && HISTORY_HEAD.test(`${line} ${(next ?? '').slice(0, 200)}`)
}

function answersBelow(lines: readonly string[], from: number): boolean {
  let quoted = false
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (/^\s{0,3}>/.test(line)) quoted = true
    else if (line.trim() !== '' && quoted) return true
  }
  return false
}

function looksLikeSignature(lines: readonly string[], from: number): boolean {
  const rest = lines.slice(from).filter((line) => line.trim() !== '')
  if (rest.length > 8) return false
  return rest.every(
    (line) => line.length < 80 && (CONTACT.test(line) || line.trim().split(/\s+/).length <= 5),
  )
}

const blank = (line: string): string => ' '.repeat(line.length)
