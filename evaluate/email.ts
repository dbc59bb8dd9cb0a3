/** Scores the reading of e-mail against real mails kept beside the project: what a reply says itself, and what machines sent. Says "absent" where they are not there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { natureOf, type MailNature } from '../src/connectors/email/reading/nature.ts'
import { readMail } from '../src/connectors/email/reading/read-mail.ts'
import { cutHistory } from '../src/reading/text/history.ts'

const DATA = new URL('../../shared/data/', import.meta.url)

type Reply = { readonly name: string; readonly mail: string; readonly own: string }

/** Kept text of the email_reply_trimmer project. It keeps quotations that are answered; for noticing they are somebody else's words. */
function discourseReplies(): Reply[] {
  const folder = new URL('email-replies/discourse/', DATA)
  return readdirSync(new URL('emails/', folder)).map((name) => ({
    name,
    mail: readFileSync(new URL(`emails/${name}`, folder), 'utf8'),
    own: readFileSync(new URL(`trimmed/${name}`, folder), 'utf8'),
  }))
}

/** Fragments of the email_reply_parser project that are neither quoted, nor signature, nor hidden. */
function githubReplies(): Reply[] {
  const folder = new URL('email-replies/github/', DATA)
  type Fragment = { text: string; quoted: boolean; signature: boolean; hidden: boolean }
  const cases = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as {
    file: string
    fragments: Fragment[]
  }[]
  return cases.map(({ file, fragments }) => ({
    name: file,
    mail: readFileSync(new URL(file, folder), 'utf8'),
    own: fragments
      .filter(({ quoted, signature, hidden }) => !quoted && !signature && !hidden)
      .map(({ text }) => text)
      .join('\n'),
  }))
}

function scoreReplies(set: string, replies: readonly Reply[]): void {
  let [exact, kept, right, gold] = [0, 0, 0, 0]
  const differing: string[] = []
  for (const { name, mail, own } of replies) {
    const wanted = linesOf(own)
    const found = linesOf(cutHistory(mail.replace(/\r\n?/g, '\n')))
    if (found.join('\n') === wanted.join('\n')) exact += 1
    else differing.push(name)
    const left = new Map<string, number>()
    for (const line of wanted) left.set(line, (left.get(line) ?? 0) + 1)
    for (const line of found) {
      const count = left.get(line) ?? 0
      if (count > 0) right += 1
      left.set(line, count - 1)
    }
    kept += found.length
    gold += wanted.length
  }
  console.log(
    `replies ${set}: ${exact} of ${replies.length} exactly; lines: precision ${(right / kept).toFixed(3)}, recall ${(right / gold).toFixed(3)}; differing: ${differing.join(' ')}`,
  )
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('>'))

/** Real bounces, complaints and automatic answers, among real mails of persons. */
async function scoreMachines(): Promise<void> {
  const folder = new URL('email-bounces/', DATA)
  const labels = JSON.parse(readFileSync(new URL('labels.json', folder), 'utf8')) as {
    file: string
    kind: string
  }[]
  const pairs: { wanted: string; found: MailNature; name: string }[] = []
  for (const { file, kind } of labels)
    pairs.push({
      name: file,
      wanted: kind.replace(/[ -]/, '_'),
      found: await natureOfFile(new URL(file, folder)),
    })
  for (const sub of ['mailparser', 'mikel-mail'])
    for (const name of readdirSync(new URL(`email-messages/${sub}/`, DATA)))
      pairs.push({
        name,
        wanted: MACHINES[name] ?? 'person',
        found: await natureOfFile(new URL(`email-messages/${sub}/${name}`, DATA)),
      })
  for (const kind of ['bounce', 'complaint', 'auto_reply', 'list'] as const) {
    const found = pairs.filter((pair) => pair.found === kind)
    const wanted = pairs.filter((pair) => pair.wanted === kind)
    const right = found.filter((pair) => pair.wanted === kind)
    console.log(
      `machines ${kind}: precision ${(right.length / found.length).toFixed(3)} of ${found.length}, recall ${(right.length / wanted.length).toFixed(3)} of ${wanted.length}`,
    )
  }
  const wrong = pairs.filter(({ wanted, found }) => wanted !== found)
  console.log(
    `machines wrong: ${wrong.map(({ name, wanted, found }) => `${name} is ${wanted}, read ${found}`).join('; ') || 'none'}`,
  )
}

/** The few of the second set that no person wrote, as read by a person. */
const MACHINES: Readonly<Record<string, string>> = {
  'delivery-status.eml': 'bounce',
  'mime_emails__raw_email_with_mimepart_without_content_type.eml': 'bounce',
  'multipart_report_emails__multi_address_bounce1.eml': 'bounce',
  'multipart_report_emails__report_422.eml': 'bounce',
  'error_emails__bad_date_header.eml': 'list',
}

async function natureOfFile(file: URL): Promise<MailNature> {
  const mail = await readMail(readFileSync(file))
  return natureOf(mail, { addresses: new Set(), isOwnId: () => false })
}

if (!existsSync(new URL('email-replies', DATA))) console.log('email: absent')
else {
  scoreReplies('discourse', discourseReplies())
  scoreReplies('github', githubReplies())
  await scoreMachines()
}
