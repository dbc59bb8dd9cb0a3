/** Counts as people read them. */

const NUMBERS = new Intl.NumberFormat('en-US')

/** "48,210" */
export function counted(count: number): string {
  return NUMBERS.format(count)
}

/** "1 line", "84 lines" */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : many}`
}
