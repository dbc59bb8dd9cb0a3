import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { listPictures } from '#features/timeline/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { sql } from '#platform/database.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { cleanPage, showPage } from './page.ts'
import { readMail } from './reading/read-mail.ts'
import { deletePagesOf, findPage } from './store.ts'
import { takeMails } from './take-in.ts'

const none = () => undefined
const clean = (html: string) => cleanPage(html, none)

describe('a mail’s page', () => {
  test.each([
    ['<script>parent.__pwned(1)</script>'],
    ['<img src=x onerror=__pwned(1)>'],
    ['<svg onload=__pwned(1)><a xlink:href="javascript:__pwned(1)">x</a></svg>'],
    ['<math><mi xlink:href="data:x,<script>__pwned(1)</script>">'],
    ['<a href="javascript:__pwned(1)">here</a>'],
    ['<a href=" java\nscript:__pwned(1)">here</a>'],
    ['<a href="data:text/html,<script>__pwned(1)</script>">here</a>'],
    ['<iframe src="https://evil.example"></iframe><iframe srcdoc="<script>__pwned(1)</script>"></iframe>'],
    ['<form action="https://evil.example"><input name=password></form>'],
    ['<style>@import "https://evil.example/a.css"; body{background:url(https://evil.example/b)}</style>'],
    ['<div style="background:url(https://evil.example/c)">x</div>'],
    ['<link rel=stylesheet href="https://evil.example/d.css"><base href="https://evil.example/">'],
    ['<meta http-equiv=refresh content="0;url=https://evil.example">'],
    ['<object data="https://evil.example/e"></object><embed src="https://evil.example/f">'],
    ['<video src="https://evil.example/g"></video><audio src="https://evil.example/h"></audio>'],
    ['<table background="https://evil.example/i"><tr><td background="https://evil.example/j">x</table>'],
    ['<img srcset="https://evil.example/k 2x" lowsrc="https://evil.example/l">'],
    ['<xmp><script>__pwned(1)</script></xmp><noscript><img src=x onerror=__pwned(1)></noscript>'],
    ['<textarea><img src=x onerror=__pwned(1)></textarea><template><script>__pwned(1)</script></template>'],
    ['<img src="data:image/svg+xml,<svg onload=__pwned(1)>">'],
  ])('cannot run or phone home: %s', (html) => {
    const { html: page } = clean(html)
    const body = page.slice(page.indexOf('<body'))
    expect(body).not.toMatch(/<(?:script|svg|math|iframe|form|input|style|link|base|meta|object|embed|video|audio|xmp|noscript|textarea|template)/i) // prettier-ignore
    expect(body).not.toMatch(/\son\w+\s*=|javascript:|style\s*=|srcset|background\s*=|lowsrc/i)
    expect(body).not.toMatch(/src="(?!data:image\/webp)/)
    expect(body).not.toMatch(/href="(?!https?:|mailto:|tel:|")/)
    expect(page).toContain("default-src 'none'; img-src data:")
  })

  test('keeps its letters, tables and links, which open elsewhere without a word about us', () => {
    const { html, blocked } = clean('<table><tr><td align="right"><b>Hi</b> <a href="https://shop.example/a">your order</a></table>') // prettier-ignore
    expect(html).toContain('<td align="right"><b>Hi</b> <a href="https://shop.example/a" title="https://shop.example/a" target="_blank" rel="noopener noreferrer">your order</a></td>') // prettier-ignore
    expect(blocked).toBe(0)
  })

  test('counts pictures that lie elsewhere and shows none of them', () => {
    const { html, blocked } = clean('<img src="https://track.example/p.gif" width=1><img src="//track.example/q.png" alt="a dog">') // prettier-ignore
    expect(blocked).toBe(2)
    expect(html).not.toContain('track.example')
    expect(html).toContain('alt="a dog"')
  })
})

describe('what can be seen of a mail', () => {
  const box = {
    id: '01890000-0000-7000-8000-0000000000aa',
    authserv: null,
    createdAt: new Date('2020-01-01'),
  }
  const ours = { addresses: new Set(['care@shop.example']), signers: [] }

  async function taken(scope: Scope, html: string): Promise<string> {
    const dog = (await sharp({ create: { width: 300, height: 200, channels: 3, background: '#d0a070' } }).jpeg().toBuffer()).toString('base64') // prettier-ignore
    const raw = [
      'From: Maren <maren@example.com>', 'To: care@shop.example', 'Subject: My dog', 'Message-ID: <dog@example.com>', 'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=b', '', '--b', 'Content-Type: text/html; charset=utf-8', '', html, '--b',
      'Content-Type: image/jpeg; name="biscuit.jpg"', 'Content-ID: <dog1>', 'Content-Disposition: inline; filename="biscuit.jpg"', 'Content-Transfer-Encoding: base64', '', dog,
      '--b', 'Content-Type: image/png; name="not.png"', 'Content-Disposition: attachment; filename="not.png"', '', '<svg onload="alert(1)"/>', '--b--', '',
    ].join('\r\n') // prettier-ignore
    const mail = await readMail(Buffer.from(raw))
    for (let twice = 0; twice < 2; twice++)
      await takeMails(scope, ours, box, 'inbox', [{ mail, receivedAt: scope.now }])
    const [entry] = await read(scope, ({ db, homes }) =>
      db.many<{ id: string }>(sql`select id from entry where home = any(${homes}::bigint[]) limit 5`),
    )
    return entry!.id
  }

  test('her dog is a picture beside her words and inside her page, kept once; what was no picture is none', async () => {
    const scope = await aWorkspace({ slices: 4 })
    const id = await taken(scope, '<p>This is Biscuit</p><img src="cid:dog1" onerror="alert(1)">')
    const pictures = await listPictures(scope, [id])
    expect(pictures).toMatchObject([{ of: id, name: 'biscuit.jpg', width: 300, height: 200, by: null }])
    const page = await showPage(scope, { policy: { privateNetworks: [] } }, id, { withPictures: false })
    expect(page).toMatchObject({ blocked: 0 })
    expect(page.html).toMatch(/<p>This is Biscuit<\/p>\s*<img src="data:image\/webp;base64,[\w+/=]+"/)
  })

  test('pictures that lie elsewhere are fetched only when asked, only from the public, and never twice', async () => {
    const scope = await aWorkspace()
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.end('x')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const id = await taken(scope, `<p>Hi</p><img src="https://127.0.0.1:${port}/p.png" alt="p">`)
    for (const withPictures of [false, true])
      expect(await showPage(scope, { policy: { privateNetworks: [] } }, id, { withPictures })).toMatchObject({ blocked: 1 }) // prettier-ignore
    expect(asked).toBe(0)
    server.close()
  })

  test('of a customer who is taken out nothing is left', async () => {
    const scope = await aWorkspace()
    const id = await taken(scope, '<p>Hi</p>')
    const [row] = await read(scope, ({ db, homes }) => db.many<{ home: number; customerId: string }>(sql`select home, customer_id from mail_page where home = any(${homes}::bigint[]) limit 5`)) // prettier-ignore
    await transact(scope, (scope) => deletePagesOf(scope, row!.home as never, [row!.customerId]))
    expect(await read(scope, (scope) => findPage(scope, id))).toBeUndefined()
    await expect(showPage(scope, { policy: { privateNetworks: [] } }, id, { withPictures: false })).rejects.toMatchObject({ code: 'page_not_found' }) // prettier-ignore
  })
})
