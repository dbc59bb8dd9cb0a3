/** Unpacks learned weights, which lie in modules as base64. */
export function bytesOf(base64: string): ArrayBuffer {
  const letters = atob(base64)
  const bytes = new Uint8Array(letters.length)
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i)
  return bytes.buffer
}
