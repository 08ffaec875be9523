/** What a setting that does not arrive leads to, by a word in its name or its line. */
const effects: readonly (readonly [word: RegExp, codes: readonly string[]])[] = [
  // The registry then has to speak HTTPS, with a certificate that is trusted.
  [/insecure-?_?registr/i, ['DC2017', 'DC2001']],
  // Everything then goes direct.
  [/proxy|proxies/i, ['DC1001', 'DC1003', 'DC1011', 'DC1012', 'DC1015']],
];

/** The codes of findings that such a setting can be the cause of; none for any other setting. */
export function explainedBy(setting: string): readonly string[] {
  return effects.flatMap(([word, codes]) => (word.test(setting) ? codes : []));
}
