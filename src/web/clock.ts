/** What time it is for the application: the server's time, carried on by this device's clock. */
import { useEffect, useState } from 'react'

let aheadMs = 0

/** Takes over the server's time (ISO 8601) as it answered just now. */
export function takeServerTime(iso: string): void {
  const server = Date.parse(iso)
  if (Number.isFinite(server)) aheadMs = server - Date.now()
}

/** Milliseconds since 1970, by the server's clock. */
export function currentTime(): number {
  return Date.now() + aheadMs
}

/** The time, renewed every `stepMs` milliseconds. */
export function useTime(stepMs: number): number {
  const [time, setTime] = useState(currentTime)
  useEffect(() => {
    const timer = setInterval(() => setTime(currentTime()), stepMs)
    return () => clearInterval(timer)
  }, [stepMs])
  return time
}
