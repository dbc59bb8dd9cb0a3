/** Why Spoonful cannot start, as one sentence for the person who started it; holds no logic. */

/** Thrown while starting. The message says what is wrong and what to do next; print it alone and exit 1. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartError'
  }
}

/** The system's own code of an error (`ENOENT`, `EACCES` …), or undefined when it has none. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
