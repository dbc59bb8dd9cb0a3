/**
 * The page inside Chatwoot: asks which conversation is open, believes the configured Chatwoot alone, and shows its moments.
 * It changes nothing, and whatever somebody wrote is set as text.
 */
;(() => {
  const { chatwoot } = document.body.dataset
  const main = document.querySelector('main')
  let asked = 0

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== chatwoot || source !== parent) return
    const no = conversationIn(data)
    if (no !== undefined) void show(no)
  })
  if (parent === window) say('This page stands inside Chatwoot: add it there as a dashboard app.')
  else parent.postMessage('chatwoot-dashboard-app:fetch-info', chatwoot)

  function conversationIn(data) {
    try {
      const told = typeof data === 'string' ? JSON.parse(data) : data
      const no = told?.event === 'appContext' ? told.data?.conversation?.id : undefined
      return Number.isSafeInteger(no) && no > 0 ? no : undefined
    } catch {
      return undefined
    }
  }

  async function show(no) {
    const mine = ++asked
    try {
      const answer = await fetch(`${location.pathname}/${no}`, { credentials: 'omit' })
      if (!answer.ok) throw new Error(String(answer.status))
      const told = await answer.json()
      if (mine === asked) draw(told)
    } catch {
      if (mine === asked) say('The moments could not be read. Open the conversation again to try once more.')
    }
  }

  function draw({ name, moments }) {
    if (moments.length === 0) return say('Nothing was noticed in this conversation.')
    main.replaceChildren(make('h1', '', name), ...moments.map(momentOf))
  }

  function momentOf({ label, isThreat, standing, words, marks, why, when, link }) {
    const head = make(
      'header',
      '',
      make('b', isThreat ? 'threat' : 'opportunity', label),
      make('span', 'small', standing),
    )
    const quote = make('blockquote', '', ...marked(words, marks))
    const reasons = make(
      'ul',
      '',
      ...why.map(({ lead, rest }) => make('li', '', make('b', '', lead), rest === '' ? '' : ` ${rest}`)),
    )
    const open = make('a', '', 'Open in Spoonful')
    open.href = link
    open.target = '_blank'
    open.rel = 'noopener noreferrer'
    return make('article', '', head, quote, reasons, make('footer', 'small', make('span', '', when), open))
  }

  /** The words with the places that gave them away. */
  function marked(words, marks) {
    const pieces = []
    let at = 0
    for (const { start, end } of marks) {
      pieces.push(words.slice(at, start), make('mark', '', words.slice(start, end)))
      at = end
    }
    return [...pieces, words.slice(at)]
  }

  function say(words) {
    main.replaceChildren(make('p', 'quiet', words))
  }

  function make(tag, name, ...children) {
    const element = document.createElement(tag)
    if (name !== '') element.className = name
    element.append(...children)
    return element
  }
})()
