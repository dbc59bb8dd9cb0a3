/** The public contact form as HTML: the form, the promise beside it, and what is said after sending. Works without scripts. */
import { promiseAside } from './aside.ts'
import type { Telling } from './aside.ts'
import { tellDue } from './due.ts'
import { mark, photo } from './drawings.ts'
import { html } from '#kit/html.ts'
import type { Html } from '#kit/html.ts'
import { LONGEST } from './message.ts'
import type { Problem, Typed } from './message.ts'
import type { Words } from './words.ts'

/** `style` is the address of the brand's own colours; null for ours. */
export type Brand = { name: string; email: string | null; style: string | null }

type Setting = Telling & {
  brand: Brand
  /** Shown inside a page of the shop. */
  isEmbedded: boolean
}

export type FormPage = Setting & {
  typed: Typed
  token: string
  problems: readonly Problem[]
  /** Why it is shown again, in a sentence. */
  notice: string | null
  /** She chose a photo, which a page that is shown again does not have. */
  hadPhoto: boolean
}

export function formPage(page: FormPage): string {
  const { words, brand, typed, problems } = page
  const due = page.promise && tellDue(page.now, page.promise.calendar, page.promise.span, page.zone, words)
  const problemAt = (field: Problem['field']) => {
    const found = problems.find((each) => each.field === field)
    return found && words.problems[found.kind]
  }
  const field = (name: 'name' | 'email', type: string, auto: string) =>
    html` <div class="field">
      <label for="${name}">${words[name]}</label>
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        autocomplete="${auto}"
        required
        maxlength="${LONGEST[name]}"
        value="${typed[name]}"
        ${problemAttributes(name, problemAt(name))}
      />
      ${problemLine(name, problemAt(name))}
    </div>`
  const isAgain = page.notice !== null || problems.length > 0
  return whole(
    page,
    words.title(brand.name),
    html` <main>
        ${brandLine(page)}
        <h1>${words.heading}</h1>
        <p class="lead">${words.lead}</p>
        ${
          isAgain &&
          html`<div class="notice" role="alert" tabindex="-1" id="notice">
            <b>${words.problemTitle}.</b> ${page.notice} ${words.nothingLost}
            ${brand.email && mailLine(brand.email, words)}
          </div>`
        }
        <form
          method="post"
          enctype="multipart/form-data"
          action="?${page.isEmbedded ? 'embed' : ''}"
          novalidate
          data-offline="${words.offline}"
          data-failed="${words.failed}"
          data-mail="${brand.email ? words.mail(brand.email) : ''}"
        >
          <div class="two">${field('name', 'text', 'name')}${field('email', 'email', 'email')}</div>
          <div class="field">
            <label for="order">${words.order} <span>${words.optional}</span></label>
            <input
              id="order"
              name="order"
              maxlength="${LONGEST.order}"
              value="${typed.order}"
              aria-describedby="order-hint"
            />
            <p class="hint" id="order-hint">${words.orderHint}</p>
          </div>
          <div class="field">
            <label for="message">${words.message}</label>
            <textarea
              id="message"
              name="message"
              required
              rows="5"
              ${problemAttributes('message', problemAt('message'))}
            >
${typed.message}</textarea>
            ${problemLine('message', problemAt('message'))}
          </div>
          ${photoField(words, problemAt('photo'), page.hadPhoto)}
          <div class="trap" aria-hidden="true">
            <label for="website">${words.trap}</label>
            <input id="website" name="website" tabindex="-1" autocomplete="off" />
          </div>
          <input type="hidden" name="t" value="${page.token}" />
          <input type="hidden" name="zone" value="${page.isTheirs ? page.zone : ''}" />
          <p class="send">
            <button type="submit">${words.send}</button>
            <span id="answer-by">${due && html`${words.answerBy} <b>${due.by}</b>`}</span>
          </p>
        </form>
      </main>
      ${promiseAside(page, due)}`,
  )
}

/** What a browser lets somebody choose; a telephone turns its own kind of picture into the first. */
const PHOTOS = 'image/jpeg,image/png,image/webp'

/** The browser's own field, which takes what is dropped on it; the script shows its words in place of the browser's. */
function photoField(words: Words, problem: string | undefined, hadPhoto: boolean): Html {
  return html`<div class="field">
    <label for="photo">${words.photo} <span>${words.photoOptional}</span></label>
    <div class="drop" data-photo>
      ${photo()}<span data-chosen>${words.choosePhoto}</span>
      <input id="photo" name="photo" type="file" accept="${PHOTOS}" ${problemAttributes('photo', problem)} />
      <button type="button" hidden>${words.dropPhoto}</button>
    </div>
    ${hadPhoto && !problem && html`<p class="hint" id="photo-again">${words.chooseAgain}</p>`}
    ${problemLine('photo', problem)}
  </div>`
}

/** `due` is what was promised for this message; null where nothing was. `photo` is null where none was sent. */
export type SentPage = Setting & {
  typed: Typed
  reference: string
  due: Date | null
  photo: 'kept' | 'unread' | null
}

/** After sending: the same promise, counted from when the message came in. */
export function sentPage(page: SentPage): string {
  const { words, typed } = page
  const { promise } = page
  const due =
    promise && page.due ? tellDue(page.now, promise.calendar, promise.span, page.zone, words, page.due) : null
  return whole(
    page,
    words.sentTitle,
    html` <main data-sent>
        ${brandLine(page)}
        <h1 tabindex="-1">${words.sentTitle}</h1>
        <p class="lead">
          ${words.sentLead(typed.name.trim())} ${due && html`${words.answerBy} <b>${due.by}</b>.`}
        </p>
        <dl class="facts">
          <dt>${words.reference}</dt>
          <dd class="reference">${page.reference}</dd>
          <dd class="hint">${words.keepReference}</dd>
          <dt>${words.youWrote}</dt>
          <dd class="voice wrote">${typed.message}</dd>
          ${
            page.photo !== null &&
            html`<dd class="hint">${page.photo === 'kept' ? words.photoCame : words.photoUnread}</dd>`
          }
        </dl>
        <p><a href="?${page.isEmbedded ? 'embed' : ''}">${words.writeAgain}</a></p>
      </main>
      ${promiseAside({ ...page, answers: [] }, due)}`,
  )
}

/** For what looks like a machine's: kept, said openly, and nothing promised before somebody looked. */
export function asidePage(page: Setting & Pick<FormPage, 'hadPhoto'>): string {
  const { words, brand } = page
  return whole(
    page,
    words.asideTitle,
    html` <main data-sent>
        ${brandLine(page)}
        <h1 tabindex="-1">${words.asideTitle}</h1>
        <p class="lead">
          ${words.aside} ${page.hadPhoto && words.asidePhoto} ${brand.email && mailLine(brand.email, words)}
        </p>
      </main>
      ${promiseAside({ ...page, promise: null, answers: [] }, null)}`,
  )
}

function problemAttributes(name: string, problem: string | undefined): Html | null {
  return problem ? html` aria-invalid="true" aria-describedby="${name}-problem"` : null
}

function problemLine(name: string, problem: string | undefined): Html | null {
  return problem ? html`<p class="problem" id="${name}-problem">${problem}</p>` : null
}

function mailLine(email: string, words: Words): Html {
  const [before, after] = words.mail(email).split(email)
  return html`${before}<a href="mailto:${email}">${email}</a>${after}`
}

function brandLine({ brand, isEmbedded }: Setting): Html | null {
  if (isEmbedded) return null
  return html`<p class="brand">${mark()}<b>${brand.name}</b></p>`
}

function whole(page: Setting, title: string, body: Html): string {
  return `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title>
<link rel="stylesheet" href="/s/assets/contact.css">${page.brand.style !== null && html`<link rel="stylesheet" href="${page.brand.style}" />`}<script src="/s/assets/contact.js" defer></script></head>
<body${page.isEmbedded && html` class="embedded"`}>${body}</body></html>`.html
  }\n`
}
