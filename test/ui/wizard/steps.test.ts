import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../../../src/domain/facts.ts';
import type { EngineView } from '../../../src/domain/view.ts';
import { makeTerminal } from '../../../src/ui/cli/terminal.ts';
import type { WrittenProfile } from '../../../src/ui/cli/wished-profile.ts';
import { type Asker, back } from '../../../src/ui/wizard/asker.ts';
import { askEverything } from '../../../src/ui/wizard/questions.ts';
import { recordedOutside } from '../outside.ts';

const view: EngineView = {
  of: 'files',
  engine: { version: null, store: 'classic', fork: null },
  mirrors: ['https://old.example/'],
  insecure: [],
  proxies: { http: '', https: 'http://u:s3cret@proxy:3128', no: 'localhost' },
  certsDir: '/etc/docker/certs.d',
  trustDirectories: new Map(),
  systemTrust: null,
  addRegistries: [],
  blockRegistries: [],
};

/** Answers in order; null keeps what is offered. Fails when an answer is not accepted. */
async function ask(
  answers: readonly (string | null | typeof back)[],
  given: WrittenProfile = {},
  shown: EngineView = view,
) {
  const { outside } = recordedOutside();
  const terminal = makeTerminal(outside.streams, outside.env, {
    language: 'en',
    color: 'never',
    quiet: true,
    verbose: false,
    input: false,
  });
  const left = [...answers];
  const questions: string[] = [];
  const asker: Asker = {
    text: async ({ label, current, problem }) => {
      questions.push(`${label} [${current}]`);
      const answer = left.shift();
      if (answer === back) return back;
      const text = answer ?? current;
      const wrong = await problem?.(text);
      if (wrong) throw new Error(wrong);
      return text;
    },
    password: async () => left.shift() as string,
    choose: () => Promise.reject(new Error('no step chooses')),
  };
  const facts = {
    engine: view.engine,
    shell: { https_proxy: 'http://shell:8080' },
  } as unknown as HostFacts;
  const profile = await askEverything(given, { asker, terminal, outside, facts, view: shown });
  return { profile, questions, left };
}

describe('the questions of the wizard', () => {
  it('wish nothing when every answer is kept', async () => {
    const { profile, questions } = await ask([null, null, null, null, null, null]);
    expect(profile).toEqual({});
    expect(questions[0]).toContain('[https://old.example/]');
  });

  it('show a password to nobody', async () => {
    const { questions } = await ask([null, null, null, null, null, null]);
    expect(questions.join()).toContain('http://u:xxxxx@proxy:3128');
    expect(questions.join()).not.toContain('s3cret');
  });

  it('turn answers into a profile', async () => {
    const answers = ['https://a https://b', 'http://new:1', null, '-', '10.0.0.5:5000', null];
    const { profile } = await ask(answers);
    expect(profile).toEqual({
      'registry-mirrors': ['https://a', 'https://b'],
      proxies: { 'https-proxy': 'http://new:1', 'http-proxy': 'http://new:1', 'no-proxy': null },
      'insecure-registries': ['10.0.0.5:5000'],
    });
  });

  it('ask for the password of a user who comes without one', async () => {
    const { profile } = await ask([null, 'http://me@new:1', 'p/w', '-', null, null, null]);
    expect(profile).toMatchObject({ proxies: { 'https-proxy': 'http://me:p%2Fw@new:1' } });
  });

  it('offer the proxy of the shell where the engine has none', async () => {
    const without = { ...view, proxies: { http: '', https: '', no: '' } };
    const { profile } = await ask([null, null, '-', '-', null, null], {}, without);
    expect(profile).toEqual({ proxies: { 'https-proxy': 'http://shell:8080' } });
  });

  it('leave out what flags have answered', async () => {
    const given = { 'registry-mirrors': ['https://flag'] };
    const { profile, questions } = await ask([null, null, null, null, null], given);
    expect(questions.join()).not.toContain('Mirrors');
    expect(profile).toEqual(given);
  });

  it('go back to the one before, which keeps the newer answer', async () => {
    const { profile, questions } = await ask([
      'https://a',
      back,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(questions[2]).toContain('[https://a]');
    expect(profile).toEqual({ 'registry-mirrors': ['https://a'] });
  });

  it.each([
    [['mirror-without-scheme'], /scheme/],
    [[null, 'ftp://proxy'], /could not use/],
    [[null, null, null, null, 'ftp://x'], /./],
  ])('do not take %j', async (answers, complaint) => {
    await expect(ask(answers)).rejects.toThrow(complaint);
  });
});
