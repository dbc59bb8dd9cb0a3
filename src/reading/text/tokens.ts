/** The lists that a scan fills, one entry for each token; kept from text to text, so that reading makes no garbage. */

/**
 * A text as parallel lists, one entry per token; a contraction is two tokens over the same characters. Valid until the next scan.
 * Shape: `ids` of the vocabulary (0 = unknown), `starts`/`ends` offsets, `shapes` bits of SHAPE,
 * `breaks` 1 where a hard clause border lies before the token, `soft` 1 where a comma does,
 * `sentence` the token's sentence, `negator` the token that negates it or -1; one entry of zeros after the last token.
 */
export type Scan = {
  text: string
  /** How many tokens, and how many sentences. */
  count: number
  sentences: number
  ids: Int32Array
  starts: Int32Array
  ends: Int32Array
  shapes: Int32Array
  breaks: Uint8Array
  soft: Uint8Array
  sentence: Int32Array
  negator: Int32Array
  /** 1 where the token is a negator itself: no gap of a pattern may pass over it. */
  negates: Uint8Array
  /** First token of each sentence, and the token count as the last entry. */
  sentenceStarts: Int32Array
}

/** Tokens there is room for at first; a review has sixty. */
const FIRST_ROOM = 1_024

const kept: Scan = { text: '', count: 0, sentences: 0, ...listsOf(FIRST_ROOM) }

/** The lists, emptied for the next text. */
export function emptyScan(text: string): Scan {
  kept.text = text
  kept.count = 0
  kept.sentences = 0
  kept.sentenceStarts[0] = 0
  return kept
}

/** Doubles the room of the lists, keeping what is in them. */
export function widen(scan: Scan): void {
  const wider = listsOf(scan.ids.length * 2)
  for (const name of Object.keys(wider) as (keyof typeof wider)[]) wider[name].set(scan[name])
  Object.assign(scan, wider)
}

/** Ends the lists: whoever asks for the token after the last finds nothing there, and nothing of the text before this one. */
export function closeScan(scan: Scan): void {
  const { count, sentences, sentenceStarts } = scan
  if (sentenceStarts[sentences] !== count) sentenceStarts[++scan.sentences] = count
  for (const list of [scan.ids, scan.starts, scan.ends, scan.shapes, scan.breaks, scan.soft, scan.sentence])
    list[count] = 0
  scan.negator[count] = -1
  scan.negates[count] = 0
}

function listsOf(room: number): Omit<Scan, 'text' | 'count' | 'sentences'> {
  return {
    ids: new Int32Array(room),
    starts: new Int32Array(room),
    ends: new Int32Array(room),
    shapes: new Int32Array(room),
    breaks: new Uint8Array(room),
    soft: new Uint8Array(room),
    sentence: new Int32Array(room),
    negator: new Int32Array(room),
    negates: new Uint8Array(room),
    sentenceStarts: new Int32Array(room),
  }
}
