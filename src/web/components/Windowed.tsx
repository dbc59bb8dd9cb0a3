/** A long list of which only the rows in view exist. Heights are known beforehand, so that nothing is measured while scrolling. */
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { HTMLAttributes, ReactNode, Ref } from 'react'

export type WindowedGroup = { key: string; name: string; start: number; end: number }
export type WindowedHandle = { show: (row: number) => void; focus: () => void }

type WindowedProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'> & {
  handle?: Ref<WindowedHandle>
  count: number
  /** Ranges of rows with a heading each, in order, without gaps. */
  groups: readonly WindowedGroup[]
  headingHeight: number
  /** In px; must not depend on what is drawn. `width` is the list's own. */
  heightOf: (row: number, width: number) => number
  /** Always in the page, even when out of view: the row that has the selection. */
  pinned: number
  renderRow: (row: number) => ReactNode
  renderHeading: (group: WindowedGroup, id: string) => ReactNode
  /** Called when the end comes near. */
  onEndNear?: (() => void) | undefined
  foot?: ReactNode
}

const SPARE = 400

type Size = { width: number; height: number }
/** Until the list is measured. */
const GUESS: Size = { width: 348, height: 900 }

export function Windowed(props: WindowedProps) {
  const {
    handle,
    count,
    groups,
    headingHeight,
    heightOf,
    pinned,
    renderRow,
    renderHeading,
    onEndNear,
    foot,
    ...rest
  } = props
  const ref = useRef<HTMLDivElement>(null)
  const [measured, setMeasured] = useState<Size | null>(null)
  const size = measured ?? GUESS
  const [top, setTop] = useState(0)
  /** Where the list stands, as its last scroll event said: reading it from the page would force a layout. */
  const scrolled = useRef(0)
  /** The row that was to be shown before the list knew how high it is. */
  const asked = useRef<number>(undefined)
  const places = useMemo(
    () => placesOf(count, groups, headingHeight, (row) => heightOf(row, size.width)),
    [count, groups, headingHeight, heightOf, size.width],
  )

  useLayoutEffect(() => {
    const box = ref.current
    if (!box) return
    const observer = new ResizeObserver(() =>
      setMeasured({ width: box.clientWidth, height: box.clientHeight }),
    )
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  function show(row: number) {
    asked.current = measured ? undefined : row
    const box = ref.current
    const start = places.tops[row]
    const end = places.tops[row + 1]
    if (!box || !measured || start === undefined || end === undefined) return
    const heading = groups.some((group) => group.start === row) ? headingHeight : 0
    if (start - heading < scrolled.current) box.scrollTop = start - heading
    else if (end > scrolled.current + measured.height) box.scrollTop = end - measured.height
  }
  useImperativeHandle(handle, () => ({ show, focus: () => ref.current?.focus() }))
  useEffect(() => {
    if (measured && asked.current !== undefined) show(asked.current)
  })

  const first = rowAt(places.tops, top - SPARE)
  const last = rowAt(places.tops, top + size.height + SPARE)
  const isEndNear = last >= count - 12
  useEffect(() => {
    if (isEndNear) onEndNear?.()
  }, [isEndNear, onEndNear])

  return (
    <div
      {...rest}
      ref={ref}
      onScroll={(event) => {
        scrolled.current = event.currentTarget.scrollTop
        setTop(stepped(scrolled.current))
      }}
    >
      <div className="Windowed-all" style={{ height: places.height }} role="presentation">
        {groups.map((group, i) => {
          const groupTop = places.groupTops[i] ?? 0
          const from = Math.max(first, group.start)
          const to = Math.min(last + 1, group.end)
          const rows = rangeOf(from, to)
          if (pinned >= group.start && pinned < group.end && (pinned < from || pinned >= to))
            rows.push(pinned)
          if (rows.length === 0 && (groupTop > top + size.height + SPARE || groupTop < top - SPARE))
            return null
          const id = `group-${group.key}`
          return (
            <div
              key={group.key}
              role="group"
              aria-labelledby={id}
              className="Windowed-group"
              style={{ transform: `translateY(${groupTop}px)` }}
            >
              {renderHeading(group, id)}
              {rows.map((row) => (
                <div
                  key={row}
                  role="presentation"
                  className="Windowed-row"
                  style={{
                    transform: `translateY(${(places.tops[row] ?? 0) - groupTop}px)`,
                    height: heightOf(row, size.width),
                  }}
                >
                  {renderRow(row)}
                </div>
              ))}
            </div>
          )
        })}
      </div>
      {foot}
    </div>
  )
}

type Places = { tops: Float64Array; groupTops: number[]; height: number }

/** Where each row begins; `tops[count]` is the end of the last. */
function placesOf(
  count: number,
  groups: readonly WindowedGroup[],
  headingHeight: number,
  heightOf: (row: number) => number,
): Places {
  const tops = new Float64Array(count + 1)
  const groupTops: number[] = []
  let y = 0
  for (const group of groups) {
    groupTops.push(y)
    y += headingHeight
    for (let row = group.start; row < group.end; row += 1) {
      tops[row] = y
      y += heightOf(row)
    }
  }
  tops[count] = y
  return { tops, groupTops, height: y }
}

/** The row at a height, by halving. */
function rowAt(tops: Float64Array, y: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return Math.min(low, tops.length - 2)
}

/** Scrolling renders anew every 100 px, not at every event. */
function stepped(y: number): number {
  return Math.max(0, Math.floor(y / 100) * 100)
}

function rangeOf(from: number, to: number): number[] {
  return to > from ? Array.from({ length: to - from }, (_, i) => from + i) : []
}
