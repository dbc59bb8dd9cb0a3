/** What a browser adds to a survey: thanks by name are offered once the name is typed. Without it everything works. */
;(() => {
  const thank = document.querySelector('.thank')
  const words = document.getElementById('words')
  document.getElementById('notice')?.focus()
  if (!thank || !words) return
  const name = thank.dataset.name.toLocaleLowerCase()
  const [ticked, told] = [thank.querySelector('[type=checkbox]'), thank.querySelector('[type=hidden]')]
  const look = () => {
    thank.hidden = !words.value
      .toLocaleLowerCase()
      .split(/[^\p{L}\p{M}’'-]+/u)
      .includes(name)
    told.value = ticked.checked ? 'yes' : 'no'
  }
  words.addEventListener('input', look)
  ticked.addEventListener('change', look)
  look()
})()
