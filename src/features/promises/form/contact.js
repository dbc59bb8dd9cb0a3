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

  /** The photo she chose; a page that is shown again gets it back. */
  let chosen = null

  function showPhoto() {
    const box = form().querySelector('[data-photo]')
    const [words, button] = box.querySelectorAll('[data-chosen], button')
    const [file] = box.querySelector('input').files
    box.dataset.words ??= words.textContent
    chosen = file ?? null
    words.textContent = file ? file.name : box.dataset.words
    button.hidden = !file
    if (file) document.getElementById('photo-again')?.remove()
  }

  function beginPhoto() {
    const box = form().querySelector('[data-photo]')
    const input = box.querySelector('input')
    box.classList.add('scripted')
    if (chosen && !input.ariaInvalid) {
      const kept = new DataTransfer()
      kept.items.add(chosen)
      input.files = kept.files
    }
    showPhoto()
    input.addEventListener('change', showPhoto)
    box.querySelector('button').addEventListener('click', () => {
      input.value = ''
      showPhoto()
      input.focus()
    })
  }

  /** As large as it is kept, so that a thin line is not held up by what is thrown away; the photo itself where it can't be drawn. */
  async function smaller(file) {
    if (file.size < 1_000_000) return file
    try {
      const picture = await createImageBitmap(file)
      const scale = Math.min(1, 2048 / Math.max(picture.width, picture.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(picture.width * scale)
      canvas.height = Math.round(picture.height * scale)
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
      const drawn = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.88))
      return drawn && drawn.size < file.size ? drawn : file
    } catch {
      return file
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

  const plain = (text) =>
    ` ${text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  /** A longer word also in its other forms: "hem" is the word alone, "return" is "returns" too. */
  const isIn = (text, word) => text.includes(word.length < 7 ? word : word.trimEnd())

  /** Beside the form: the answer that fits what is typed; before anything is typed, the first ones. */
  function offer() {
    const answers = [...document.querySelectorAll('[data-answer]')]
    if (answers.length === 0) return
    const text = plain(form().elements.message.value)
    const fits = answers.map(
      (each) => each.dataset.fit.split('\n').filter((word) => isIn(text, plain(word))).length,
    )
    const most = Math.max(...fits)
    const isBlank = text.trim() === ''
    answers.forEach((each, i) => {
      each.hidden = isBlank ? i >= 3 : most === 0 || i !== fits.indexOf(most)
    })
    document.querySelector('.hurry').classList.toggle(
      'none',
      answers.every((each) => each.hidden),
    )
  }

  /** An answer that was opened is counted, so that the next visitor hears whether it helps. */
  function opened(event) {
    const answer = event.target.closest?.('[data-answer]')
    if (!answer || !event.target.closest('a')) return
    const { value } = form().elements.t
    const fields = new URLSearchParams({ t: value, answer: answer.dataset.answer })
    navigator.sendBeacon(`${location.pathname}/opened`, fields)
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
      if (form()) offer()
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
    const button = form().querySelector('[type=submit]')
    button.disabled = true
    const body = new FormData(form())
    if (zone) body.set('zone', zone)
    try {
      if (chosen) body.set('photo', await smaller(chosen), chosen.name)
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
    beginPhoto()
    offer()
    form().addEventListener('input', offer)
    form().addEventListener('input', keep)
    form().addEventListener('submit', (event) => void send(event))
  }

  if (!form()) return
  addEventListener('click', opened)
  addEventListener('auxclick', opened)
  begin()
  void tellTime()
  // A page that stays open would promise what was true in the morning.
  setInterval(() => document.hidden || void tellTime(), 300_000)
})()
