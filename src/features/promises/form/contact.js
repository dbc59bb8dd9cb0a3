/**
 * What a browser adds to the contact form; without it everything works: the due time in the visitor's own zone, words kept
 * while they are typed, and a failed sending that loses nothing.
 */
;(() => {
  const KEPT = `contact ${location.pathname}`
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const form = () => document.querySelector('form')
  const fields = () => [...form().elements].filter((field) => /^(name|email|order|message)$/.test(field.name))

  function keep() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(fields().map((field) => field.value)))
    } catch {
      // A private window keeps nothing.
    }
  }

  function restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
      fields().forEach((field, i) => {
        if (field.value === '' && kept[i]) field.value = kept[i]
      })
    } catch {
      // As above.
    }
  }

  async function fetchPage(address, options) {
    const answer = await fetch(address, { credentials: 'omit', ...options })
    if (!(answer.headers.get('content-type') ?? '').includes('text/html')) throw new Error('no page')
    return new DOMParser().parseFromString(await answer.text(), 'text/html')
  }

  /** Tells the promise anew, in the visitor's zone; what is typed stays. */
  async function tellTime() {
    if (!zone || !form()) return
    try {
      const query = new URLSearchParams(location.search)
      query.set('zone', zone)
      const page = await fetchPage(`?${query}`)
      for (const id of ['promise', 'answer-by']) {
        const renewed = page.getElementById(id)
        if (renewed && form()) document.getElementById(id).replaceWith(renewed)
      }
    } catch {
      // The time in the shop's zone stays.
    }
  }

  function fail(sentence) {
    const old = document.getElementById('notice')
    const notice = old ?? document.createElement('div')
    notice.id = 'notice'
    notice.className = 'notice'
    notice.role = 'alert'
    notice.tabIndex = -1
    notice.textContent = [sentence, form().dataset.mail].filter(Boolean).join(' ')
    if (!old) form().before(notice)
    notice.focus()
  }

  async function send(event) {
    event.preventDefault()
    const button = form().querySelector('button')
    button.disabled = true
    const body = new URLSearchParams(new FormData(form()))
    if (zone) body.set('zone', zone)
    try {
      const page = await fetchPage(form().action, { method: 'POST', body })
      document.title = page.title
      document.body.replaceWith(page.body)
      scrollTo(0, 0)
      if (form()) {
        begin()
        document.querySelector('[aria-invalid], #notice')?.focus()
      } else {
        sessionStorage.removeItem(KEPT)
        document.querySelector('h1')?.focus()
      }
    } catch {
      button.disabled = false
      fail(navigator.onLine ? form().dataset.failed : form().dataset.offline)
    }
  }

  function begin() {
    restore()
    form().addEventListener('input', keep)
    form().addEventListener('submit', (event) => void send(event))
  }

  if (!form()) return
  begin()
  void tellTime()
  // A page that stays open would promise what was true in the morning.
  setInterval(() => document.hidden || void tellTime(), 300_000)
})()
