/** Beside the form: the promise with the time it is due, how often it was kept, and what may save the writing. */
import type { Calendar, Span } from '#kit/calendar.ts'
import { counted } from '#kit/counted.ts'
import { html } from '#kit/html.ts'
import type { Html } from '#kit/html.ts'
import { TELLING_FROM } from '../rules/lateness.ts'
import type { OfferedAnswer } from './answers.ts'
import { bell, clock, heart, ruler } from './drawings.ts'
import { listed, tellClosedDays, tellHours, weekdayName, zoneNameOf } from './due.ts'
import type { DueWords } from './due.ts'
import type { Words } from './words.ts'

/** What the brand promises who writes; null where no standing promise is on. */
export type FormPromise = {
  /** "We reply within 2 business days" */
  wording: string
  span: Span
  calendar: Calendar
  /** Of the last 30 days; shown from `SHOWN_FROM` on. */
  kept: { kept: number; settled: number }
  /** How much longer the missed ones waited, the one in the middle; null where none was. */
  missed: string | null
  /** Within how long most answers come; null where too few tell. */
  usual: { within: string; isWeekday: boolean } | null
}

/** What is told beside the form. */
export type Telling = {
  promise: FormPromise | null
  answers: readonly OfferedAnswer[]
  /** When it is asked, and the zone it is told in; `isTheirs` where the browser said so. */
  now: Date
  zone: string
  isTheirs: boolean
  words: Words
}

export function promiseAside(page: Telling, due: DueWords | null): Html {
  const { words, promise } = page
  return html` <aside id="promise" aria-labelledby="our-promise">
    <h2 id="our-promise">${heart()}${words.promise}</h2>
    ${
      promise && due
        ? html` <p class="voice said">
              ${promise.wording}: <span>${words.by} <b>${due.by}</b>.</span>
            </p>
            ${due.strip.length > 1 && strip(due)}
            <p class="hint">${timeWords(page, promise, due)}</p>
            <hr />
            ${rate(promise, words)}`
        : html`<p class="voice said">${words.noTime}</p>
            <hr />`
    }
    <p class="line">
      ${bell()}<span><b>${words.late}</b> ${words.noChase}</span>
    </p>
    ${promise && due && usual(page, promise, due)} ${page.answers.length > 0 && hurry(page)}
  </aside>`
}

function strip(due: DueWords): Html {
  return html`<div class="strip" role="img" aria-label="${due.summary}">
    ${due.strip.map(
      (day) =>
        html`<div class="${day.kind}"><b>${day.label}</b>${day.words && html`<br />${day.words}`}</div>`,
    )}
  </div>`
}

/** "Your time, Eastern. We are here Monday to Friday, 09:00 to 17:00, and closed on Thursday 27 for Thanksgiving." */
function timeWords(
  { words, isTheirs, zone, now }: Telling,
  { calendar }: FormPromise,
  due: DueWords,
): string {
  const ours = zoneNameOf(calendar.zone, now)
  const closed = tellClosedDays(now, due.due, calendar)
  const whose = isTheirs ? words.yourTime(due.zoneName) : words.ourTime(due.zoneName)
  const isOther = ours !== due.zoneName && zone !== calendar.zone
  const hours = words.hours(tellHours(calendar, words), isOther ? ours : null)
  return `${whose} ${hours}${closed.length > 0 ? words.closedFor(listed(closed, words)) : ''}.`
}

/** "On a Friday most answers come within 4 hours. The promise is what you can count on." */
function usual({ words, now }: Telling, { usual, calendar }: FormPromise, due: DueWords): Html | null {
  if (!usual || due.due <= now) return null
  const day = usual.isWeekday ? weekdayName(now, calendar.zone) : null
  const [before, after] = words.usual(day, usual.within).split(usual.within)
  return html`<p class="line">
    ${clock()}<span>${before}<b>${usual.within}</b>${after} ${words.countOn}</span>
  </p>`
}

/** Without the script the first three; with it the one that fits what is typed. */
function hurry({ answers, words }: Telling): Html {
  return html`<hr />
    <div class="line hurry" role="status">
      ${ruler()}<span
        >${words.hurry}
        ${answers.map(
          ({ id, title, url, words: fit, spared }, place) =>
            html`<span data-answer="${id}" data-fit="${fit.join('\n')}" ${place >= 3 && html` hidden`}
              ><a href="${url}" target="_blank" rel="noopener noreferrer">${title}</a>.
              ${spared !== null && words.spared(spared)}
            </span>`,
        )}</span
      >
    </div>`
}

function rate({ kept, missed }: FormPromise, words: Words): Html | null {
  if (kept.settled < TELLING_FROM) return null
  const percent = Math.floor((kept.kept / kept.settled) * 100)
  return html`<p class="line">
    <b class="rate">${percent}%</b>
    <span
      >${words.kept(counted(kept.kept), counted(kept.settled))}
      ${missed !== null && words.missed(kept.settled - kept.kept, missed)}</span
    >
  </p>`
}
