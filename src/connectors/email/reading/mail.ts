/** A mail as this connector speaks of it, after MIME has ended and before anything is decided about it. Plain data: it crosses threads. */

export type MailAddress = {
  readonly name: string
  /** Lower case, "maren@example.com"; checked to be one plain address. */
  readonly address: string
}

export type Attachment = {
  /** Its own name without directories, at most 200 characters; "" where it has none. */
  readonly name: string
  /** "image/png", lower case. */
  readonly type: string
  /** Decoded size in bytes, as far as it was read. */
  readonly bytes: number
  /** Shown inside the text, such as a picture of a signature. */
  readonly isInline: boolean
}

/** What may be a picture; whether it is one is for the picture guard to say. */
export type MailPicture = {
  readonly name: string
  /** How the HTML calls it, without brackets; null where nothing does. */
  readonly contentId: string | null
  readonly bytes: Uint8Array
}

/** An attachment that is no picture, as it came. */
export type MailFile = {
  /** Which of `attachments` it is. */
  readonly place: number
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What a machine reports about a mail of ours: RFC 3464, RFC 5965, or the free words of older servers. */
export type Report = {
  /** failed: will not arrive; delayed: still tried; complaint: somebody pressed "spam"; relayed: it arrived, or was handed on. */
  readonly action: 'failed' | 'delayed' | 'complaint' | 'relayed'
  /** Whom it did not reach, lower case, at most 20. */
  readonly recipients: readonly string[]
  /** "5.1.1", or null. */
  readonly status: string | null
  /** Message-ID of ours it speaks of, without brackets. */
  readonly messageId: string | null
}

export type Mail = {
  /** Without brackets, as written; null where there is none. */
  readonly messageId: string | null
  /** What it answers, the nearest first: In-Reply-To, then References from the end; without doubles, at most 50. */
  readonly answers: readonly string[]
  /** The first of References, or of In-Reply-To: where the thread began. */
  readonly root: string | null
  readonly from: MailAddress | null
  /** More than one address stands in From, or more than one From: nobody is vouched for. */
  readonly hasManyFrom: boolean
  readonly replyTo: readonly MailAddress[]
  /** To and Cc and where the server says it was delivered to; at most 100. */
  readonly to: readonly MailAddress[]
  readonly deliveredTo: readonly string[]
  readonly subject: string
  /** The Date header, ISO; null where it can't be read. */
  readonly sentAt: string | null
  /** All of its text, quoted history and signature too; never HTML. */
  readonly text: string
  /** The text was longer than is kept, or the mail was not read to its end. */
  readonly isCut: boolean
  readonly attachments: readonly Attachment[]
  /** More attachments than are listed. */
  readonly moreAttachments: number
  /** Attached or shown inside; at most twelve. */
  readonly pictures: readonly MailPicture[]
  /** Whole, at most twenty; pictures and what is shown inside the text are not among them. */
  readonly files: readonly MailFile[]
  /** The HTML as it came, to be shown cleaned and without rights; null where there is none, or more than anybody writes. */
  readonly html: string | null
  /** The headers that tell machines from people, lower-case names, in the order they stand. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly report: Report | null
  /** Why it could not be read whole, a sentence; null where it was. */
  readonly problem: string | null
}

/** Every value of a header, in the order they stand. */
export function headersOf({ headers }: Pick<Mail, 'headers'>, name: string): string[] {
  return headers.filter(([key]) => key === name).map(([, value]) => value)
}

/** The first value of a header, "" where there is none. */
export function headerOf(mail: Pick<Mail, 'headers'>, name: string): string {
  return headersOf(mail, name)[0] ?? ''
}

/** One plain address in ASCII: nothing that a mail header could be bent with (SAFETY.md 6.1, nodemailer). */
const PLAIN_ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,250}$)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)+$/

/** The address in lower case, or undefined where it is not one plain address. */
export function plainAddress(text: string): string | undefined {
  const address = text.trim().toLowerCase()
  return address.length <= 254 && PLAIN_ADDRESS.test(address) ? address : undefined
}
