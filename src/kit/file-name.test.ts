/** What a stranger calls a file never becomes a path, a header or a trick (SAFETY.md G18). */
import { expect, test } from 'vitest'
import { asAttachment, fileNameOf, mayRun } from './file-name.ts'

test.each([
  ['invoice.pdf', 'invoice.pdf'],
  ['Rechnung für März.pdf', 'Rechnung für März.pdf'],
  ['領収書.pdf', '領収書.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\bill.pdf', 'bill.pdf'],
  ['.htaccess', 'htaccess'],
  ['~$temp.docx', '_temp.docx'],
  ['-rf.pdf', 'rf.pdf'],
  ['a"; filename="b.exe', 'a__ filename=_b.exe'],
  ['bill\r\nSet-Cookie: x=1.pdf', 'billSet-Cookie_ x=1.pdf'],
  ['exe\u202Efdp.scr', 'exefdp.scr'],
  ['trailing. . ', 'trailing'],
  ['con.txt', '_con.txt'],
  ['nul', '_nul'],
  ['a$(id)`x`.pdf', 'a_(id)_x_.pdf'],
  ['\ud800.pdf', '\ufffd.pdf'],
  ['', 'file'],
  ['...', 'file'],
  ['/', 'file'],
  [`${'a'.repeat(400)}.pdf`, `${'a'.repeat(120)}.pdf`],
])('%j is saved as %j', (name, saved) => {
  expect(fileNameOf(name, 'file')).toBe(saved)
})

test('the header holds one name, in ASCII and whole', () => {
  expect(asAttachment('Rechnung für (März) 100%.pdf')).toBe(
    `attachment; filename="Rechnung f_r (M_rz) 100_.pdf"; filename*=UTF-8''Rechnung%20f%C3%BCr%20%28M%C3%A4rz%29%20100%25.pdf`,
  )
  expect(asAttachment('a"b\\c\r\n.pdf')).toMatch(
    /^attachment; filename="a_b_c__\.pdf"; filename\*=UTF-8''[\w%.]+$/,
  )
})

test('what may run is told by its ending', () => {
  expect(['a.exe', 'b.HTML', 'c.docm', 'd.pdf.js', 'e.svg'].every(mayRun)).toBe(true)
  expect(['a.pdf', 'b.docx', 'c.txt', 'exe', 'd.heic'].some(mayRun)).toBe(false)
})
