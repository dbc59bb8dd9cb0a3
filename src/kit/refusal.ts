/** The answer to a request that is understood and not granted. Carries a code, never an HTTP status. */
export class Refusal extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  /** The id of the member it concerns, for the log alone: it is never answered. */
  readonly about: string | undefined

  /** @param message one sentence a person can act on; the code stands in when it is left out. */
  constructor(
    code: string,
    message: string = code,
    details: Readonly<Record<string, unknown>> = {},
    about?: string,
  ) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
    this.about = about
  }
}
