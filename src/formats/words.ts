import { late } from '../domain/late.ts';
import type { Said } from '../domain/said.ts';
import type { FixKind } from './daemon-json/tokens.ts';
import { pemWords } from './words-pem.ts';
import { profileWords } from './words-profile.ts';

/** What is wrong in a daemon.json, at the place that is shown with it. */
const fault: { readonly [K in FixKind]: () => Said } = {
  comment: () => ({
    en: 'JSON has no comments, so the engine refuses the whole file',
    'zh-CN': 'JSON 不允许注释，整个文件会因此被拒绝',
  }),
  'shell-leftover': () => ({
    en: 'a line of shell or Markdown was pasted in by mistake',
    'zh-CN': '粘贴时混入了一行 shell 或 Markdown 标记',
  }),
  'odd-space': () => ({
    en: 'this is not a plain space (it is a no-break or full-width space)',
    'zh-CN': '这里不是普通空格（不换行空格或全角空格）',
  }),
  invisible: () => ({
    en: 'there is an invisible character here (zero-width space or byte-order mark)',
    'zh-CN': '这里有一个不可见字符（零宽空格或字节顺序标记）',
  }),
  'wide-punctuation': () => ({
    en: 'this is full-width punctuation; JSON needs the plain ASCII character',
    'zh-CN': '这里用了全角标点，JSON 只接受半角标点',
  }),
  'equals-sign': () => ({
    en: 'JSON separates key and value with ":", not "="',
    'zh-CN': 'JSON 的键和值之间用“:”，不能用“=”',
  }),
  'single-quotes': () => ({
    en: 'JSON strings need double quotes, not single ones',
    'zh-CN': 'JSON 字符串必须用双引号，不能用单引号',
  }),
  'typographic-quotes': () => ({
    en: 'this is a typographic quote; JSON needs the straight "',
    'zh-CN': '这里是弯引号（中文或排版引号），JSON 只接受直引号 "',
  }),
  'escaped-quotes': () => ({
    en: 'there is a backslash before the quote, probably left over from echo',
    'zh-CN': '引号前多了反斜杠，可能是 echo 写文件时留下的',
  }),
  'bad-escape': () => ({
    en: 'a backslash in a JSON string must be doubled',
    'zh-CN': 'JSON 字符串里的反斜杠必须写成两个',
  }),
  'unquoted-key': () => ({
    en: 'this key needs double quotes',
    'zh-CN': '这个键缺少双引号',
  }),
  'damaged-key': () => ({
    en: 'this key contains a pasted character that is invisible or only looks like a hyphen',
    'zh-CN': '这个键里混入了形似连字符的字符或不可见字符',
  }),
  'foreign-word': () => ({
    en: 'JSON writes true, false and null in lower case',
    'zh-CN': 'JSON 的 true、false、null 必须小写',
  }),
  'extra-comma': () => ({
    en: 'there is an extra comma here',
    'zh-CN': '这里多了一个逗号',
  }),
  'missing-comma': () => ({
    en: 'a comma is missing here',
    'zh-CN': '这里缺少一个逗号',
  }),
  'second-object': () => ({
    en: 'a second object begins here; the file must contain exactly one',
    'zh-CN': '这里又开始了一个对象；整个文件只能有一个对象',
  }),
  'missing-braces': () => ({
    en: 'the braces { } around the whole file are missing',
    'zh-CN': '整个文件缺少最外层的花括号 { }',
  }),
  'missing-end': () => ({
    en: 'the file ends before all brackets are closed',
    'zh-CN': '括号还没有闭合，文件就结束了',
  }),
  'extra-end': () => ({
    en: 'there is an extra closing bracket here',
    'zh-CN': '这里多了一个右括号',
  }),
};

/** The texts of this room, in both languages. */
export const words = late(() => ({
  fault,
  unmarkedUtf16: (): Said => ({
    en: 'the file is UTF-16 without a byte-order mark, which no engine reads; save it as UTF-8',
    'zh-CN': '文件是没有字节顺序标记的 UTF-16，任何版本的引擎都读不了，请保存为 UTF-8',
  }),
  bomTooNew: (version: string): Said => ({
    en: `the file begins with a UTF-8 byte-order mark, which engine ${version} cannot read (23.0 can)`,
    'zh-CN': `文件开头有 UTF-8 字节顺序标记（BOM），引擎 ${version} 读不了（23.0 起可以）`,
  }),
  utf16TooNew: (): Said => ({
    en: 'the file is UTF-16, which engines before 23.0 cannot read; save it as UTF-8',
    'zh-CN': '文件是 UTF-16 编码，23.0 之前的引擎读不了，请保存为 UTF-8',
  }),
  notUtf8: (): Said => ({
    en: 'this byte is not UTF-8; save the file as UTF-8',
    'zh-CN': '这个字节不是 UTF-8，请把文件保存为 UTF-8',
  }),
  emptyTooNew: (): Said => ({
    en: 'the file is empty, which engines before 23.0 refuse; it must contain at least {}',
    'zh-CN': '文件是空的，23.0 之前的引擎会拒绝启动，至少要写 {}',
  }),
  isHtml: (title: string): Said => ({
    en: `this is a web page${title ? ` ("${title}")` : ''} saved under this name, not JSON`,
    'zh-CN': `这是被存成这个文件名的网页${title ? `（“${title}”）` : ''}，不是 JSON`,
  }),
  endsTooSoon: (): Said => ({
    en: 'the file is cut off in the middle; the rest is missing',
    'zh-CN': '文件写到一半就结束了，后面的内容丢失',
  }),
  notJson: (engineText: string): Said => ({
    en: `this is not JSON: ${engineText}`,
    'zh-CN': `这不是合法的 JSON：${engineText}`,
  }),
  notAnObject: (): Said => ({
    en: 'daemon.json must contain one object: { "key": value }',
    'zh-CN': 'daemon.json 的最外层必须是一个对象：{ "键": 值 }',
  }),
  damagedKey: (key: string, meant: string): Said => ({
    en: `the key "${key}" contains a pasted character; the key that the engine knows is "${meant}"`,
    'zh-CN': `键“${key}”里混入了粘贴带来的字符，引擎只认识“${meant}”`,
  }),
  cannotSet: (name: string): Said => ({
    en: `${name} cannot be set here: an unclosed quote or a backslash further up swallows what follows; repair that line first`,
    'zh-CN': `无法在这里设置 ${name}：前面有未闭合的引号或反斜杠，吞掉了后面的内容，请先修好那一行`,
  }),
  brokenToml: (): Said => ({
    en: 'this TOML file is broken, or cannot be edited in place as it is written; repair it, or move it away',
    'zh-CN': '这个 TOML 文件有错误，或者写法无法就地修改，请先修好或移走它',
  }),
  ...pemWords,
  ...profileWords,
}));
