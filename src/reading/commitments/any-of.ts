/** A list of patterns as lines, joined into one choice; "|" joins within a line. */
export function anyOf(lines: string): string {
  return lines
    .trim()
    .split(/\s*\n\s*/)
    .join('|')
}
