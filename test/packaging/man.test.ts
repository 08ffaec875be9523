import { describe, expect, test } from 'vitest';
import { manualPage } from '../../packaging/man.ts';
import { commands } from '../../src/ui/cli/commands.ts';
import { commandOptions, globalOptions } from '../../src/ui/cli/option.ts';
import { wishOptions } from '../../src/ui/cli/wishes.ts';

const languages = ['en', 'zh-CN'] as const;

describe.for(languages)('the manual in %s', (language) => {
  const page = manualPage(language, '1.2.3');
  /** as a reader sees it: without groff's escapes */
  const plain = page.replaceAll('\\-', '-').replaceAll('\\(aq', "'").replaceAll('\\e', '\\');

  test('has every command and every option', () => {
    for (const spec of commands) expect(plain).toContain(`.SS dockcfg ${spec.name}`);
    const used = commands.flatMap((spec) => spec.options as readonly string[]);
    const options = Object.keys(commandOptions).filter((name) => used.includes(name));
    const wishes = wishOptions().map(([name]) => name);
    for (const name of [...options, ...wishes, ...Object.keys(globalOptions)]) {
      expect(plain).toMatch(new RegExp(`^\\.B --${name}( |$)`, 'm'));
    }
  });

  test('has every exit code', () => {
    for (const code of ['0', '1', '2', '3', '4', '64', '65', '69', '70', '73', '75', '77', '78']) {
      expect(plain).toContain(`.TP\n.B ${code}\n`);
    }
  });

  test('keeps dashes as they are typed', () => {
    expect(page).not.toMatch(/[^\\]--/);
    expect(page).toContain('\\-\\-json');
  });

  test('holds no line that groff would take for a request', () => {
    const requests = /^[.'](?!(TH|SH|SS|TP|B|PP|nf|fi|RS|RE)\b)/m;
    expect(page).not.toMatch(requests);
  });
});
