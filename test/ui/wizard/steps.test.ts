import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../../../src/domain/facts.ts';
import type { EngineView } from '../../../src/domain/view.ts';
import type { TriedMirror } from '../../../src/engine/answers/mirrors.ts';
import type { Judged } from '../../../src/engine/rank/standing.ts';
import { makeTerminal } from '../../../src/ui/cli/terminal.ts';
import type { WrittenProfile } from '../../../src/ui/cli/wished-profile.ts';
import { type Asker, back } from '../../../src/ui/wizard/asker.ts';
import { askEverything } from '../../../src/ui/wizard/questions.ts';
import type { Trials } from '../../../src/ui/wizard/trials.ts';
import { recordedOutside } from '../outside.ts';
import { quietTrials } from './trials.ts';

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

/** A choice is answered with the number of the one that is taken. */
type Answer = string | null | typeof back | number;

interface Asked {
  readonly given?: WrittenProfile;
  readonly view?: Partial<EngineView>;
  readonly meant?: Partial<EngineView>;
  readonly isUndecided?: boolean;
  readonly trials?: Partial<Trials>;
}

/** Answers in order; null keeps what is offered. Fails when an answer is not accepted. */
async function ask(answers: readonly Answer[], asked: Asked = {}) {
  const { outside, stderr } = recordedOutside();
  const terminal = makeTerminal(outside.streams, outside.env, {
    language: 'en',
    color: 'never',
    quiet: false,
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
      const text = String(answer ?? current);
      const wrong = await problem?.(text);
      if (wrong) throw new Error(wrong);
      return text;
    },
    password: async () => left.shift() as string,
    choose: async (message, choices) => {
      questions.push(`${message} ${choices.map(({ name }) => name).join(' | ')}`);
      const chosen = choices[left.shift() as number];
      if (!chosen) throw new Error(`no such choice at: ${message}`);
      return chosen.value;
    },
  };
  const facts = {
    engine: view.engine,
    shell: { https_proxy: 'http://shell:8080' },
    files: new Map(),
    layout: { daemonJson: { path: '/etc/docker/daemon.json' } },
  } as unknown as HostFacts;
  const profile = await askEverything(asked.given ?? {}, {
    ...{ asker, terminal, outside, facts, view: { ...view, ...asked.view } },
    meant: { ...view, ...asked.view, ...asked.meant },
    isUndecided: asked.isUndecided ?? false,
    trials: quietTrials(asked.trials),
  });
  await new Promise(setImmediate);
  return { profile, questions, left, told: stderr().replaceAll(/\s+/g, ' ') };
}

const keepAll = [null, null, null, null, null, null];

describe('the questions of the wizard', () => {
  it('wish nothing when every answer is kept', async () => {
    const { profile, questions } = await ask(keepAll);
    expect(profile).toEqual({});
    expect(questions.join()).toContain('[https://old.example/]');
  });

  it('show a password to nobody', async () => {
    const { questions, told } = await ask(keepAll);
    expect(questions.join()).toContain('http://u:xxxxx@proxy:3128');
    expect(questions.join() + told).not.toContain('s3cret');
  });

  it('turn answers into a profile', async () => {
    const answers = ['http://new:1', null, '-', 'https://a https://b', '10.0.0.5:5000', null];
    const { profile } = await ask(answers);
    expect(profile).toEqual({
      'registry-mirrors': ['https://a', 'https://b'],
      proxies: { 'https-proxy': 'http://new:1', 'http-proxy': 'http://new:1', 'no-proxy': null },
      'insecure-registries': ['10.0.0.5:5000'],
    });
  });

  it('ask for the password of a user who comes without one', async () => {
    const { profile } = await ask(['http://me@new:1', 'p/w', '-', null, null, null, null]);
    expect(profile).toMatchObject({ proxies: { 'https-proxy': 'http://me:p%2Fw@new:1' } });
  });

  it('offer the proxy of the shell where the engine has none', async () => {
    const without = { proxies: { http: '', https: '', no: '' } };
    const { profile } = await ask([null, '-', '-', null, null, null], { view: without });
    expect(profile).toEqual({ proxies: { 'https-proxy': 'http://shell:8080' } });
  });

  it('leave out what flags have answered', async () => {
    const given = { 'registry-mirrors': ['https://flag'] };
    const { profile, questions } = await ask([null, null, null, null, null], { given });
    expect(questions.join()).not.toContain('Mirrors');
    expect(profile).toEqual(given);
  });

  it('offer what was evidently meant, and wish for it', async () => {
    const meant = { mirrors: ['https://meant.example'] };
    const { profile, questions } = await ask(keepAll, { meant });
    expect(questions.join()).toContain('Mirrors [https://meant.example]');
    expect(profile).toEqual({ 'registry-mirrors': ['https://meant.example'] });
    const none = await ask([null, null, null, '-', null, null], { view: { mirrors: [] }, meant });
    expect(none.profile).toEqual({ 'registry-mirrors': [] });
  });

  it('decide where two places contradict each other, also when every answer is kept', async () => {
    const { profile } = await ask(keepAll, { isUndecided: true });
    expect(profile).toMatchObject({
      'registry-mirrors': ['https://old.example/'],
      'insecure-registries': [],
    });
  });

  it('go back to the one before, which keeps the newer answer', async () => {
    const answers: Answer[] = [null, null, null, 'https://a', back, null, null, null];
    const { profile, questions } = await ask(answers);
    expect(questions[5]).toContain('[https://a]');
    expect(profile).toEqual({ 'registry-mirrors': ['https://a'] });
  });

  it('do not ask what goes around a proxy where there is none', async () => {
    const without = { proxies: { http: '', https: '', no: '' } };
    const { questions } = await ask(['-', '-', null, null, null], { view: without });
    expect(questions.join()).not.toContain('no-proxy');
  });

  it.each([
    [[null, null, null, 'mirror-without-scheme'], /scheme/],
    [['ftp://proxy'], /could not use/],
    [[null, null, null, null, 'ftp://x'], /./],
  ] as const)('do not take %j', async (answers, complaint) => {
    await expect(ask(answers)).rejects.toThrow(complaint);
  });
});

describe('a proxy that does not lead to Docker Hub', () => {
  const refused: Judged = {
    standing: 'proxy',
    text: { en: 'cannot be reached through the proxy', 'zh-CN': '无法到达' },
  };
  const trials: Partial<Trials> = {
    wayToHub: async ({ proxies }) => ({
      trouble: JSON.stringify(proxies).includes('bad') ? refused : null,
      proxy: null,
    }),
  };

  it('is said to be one, and asked for again', async () => {
    const answers = ['http://bad:1', 0, 'http://good:1', '-', null, null, null, null];
    const { profile, questions, told } = await ask(answers, { trials });
    expect(told).toContain('Docker Hub cannot be reached through the proxy.');
    expect(told).toContain('Docker Hub can be reached through it.');
    expect(questions[2]).toBe('https-proxy [http://bad:1]');
    expect(profile).toEqual({ proxies: { 'https-proxy': 'http://good:1' } });
  });

  it('can be kept all the same', async () => {
    const answers = ['http://bad:1', 1, '-', null, null, null, null];
    const { profile } = await ask(answers, { trials });
    expect(profile).toEqual({ proxies: { 'https-proxy': 'http://bad:1' } });
  });

  it('is told from others also where it is there already', async () => {
    const old = { proxies: { http: '', https: 'http://bad:1', no: '' } };
    const always: Partial<Trials> = { wayToHub: async () => ({ trouble: refused, proxy: null }) };
    const { profile, told } = await ask([null, 1, '-', null, null, null, null], {
      view: old,
      trials: always,
    });
    expect(told).toContain('Docker Hub cannot be reached through the proxy.');
    expect(profile).toEqual({});
  });

  it('lets one go back', async () => {
    const answers: Answer[] = ['http://bad:1', 2, ...keepAll];
    const { profile, questions } = await ask(answers, { trials });
    expect(questions.filter((each) => each.startsWith('https-proxy'))).toHaveLength(2);
    expect(profile).toEqual({});
  });
});

describe('what goes around the proxy', () => {
  it('is shown for every registry at hand', async () => {
    const reason = { en: 'the NO_PROXY item ".corp" matches it', 'zh-CN': '匹配' };
    const trials: Partial<Trials> = {
      ways: async ({ proxies }) => {
        expect(proxies).toEqual({ 'no-proxy': '.corp' });
        return [
          { host: 'harbor.corp', proxy: null, reason },
          { host: 'registry-1.docker.io', proxy: 'http://proxy:3128', reason },
        ];
      },
    };
    const { told } = await ask([null, null, '.corp', null, null, null], { trials });
    expect(told).toContain('harbor.corp: direct, the NO_PROXY item ".corp" matches it');
    expect(told).toContain('registry-1.docker.io: through http://proxy:3128');
  });

  it('is asked for again where an item can match nobody', async () => {
    const answers = [null, null, 'a.corp b.corp', 0, 'a.corp,b.corp', null, null, null];
    const { profile, questions, told } = await ask(answers);
    expect(told).toContain('nothing matches "a.corp b.corp".');
    expect(questions.join()).toContain('no-proxy [a.corp b.corp]');
    expect(profile).toEqual({ proxies: { 'no-proxy': 'a.corp,b.corp' } });
  });

  it('can keep such an item, and lets one go back from it', async () => {
    const idle = 'http://a.corp';
    const kept = await ask([null, null, idle, 1, null, null, null]);
    expect(kept.profile).toEqual({ proxies: { 'no-proxy': idle } });
    const { questions } = await ask([null, null, idle, 2, null, null, null, null, null]);
    expect(questions.filter((each) => each.startsWith('http-proxy'))).toHaveLength(2);
  });
});

describe('insecure registries', () => {
  it('are kept as the engine keeps them, and tried by that name', async () => {
    const tried: string[] = [];
    const registry: Trials['registry'] = async (host) => {
      tried.push(host);
      return { kind: 'plain' };
    };
    const answers = [null, null, null, null, 'http://plain:5000 10.0.0.0/8', null];
    const { profile } = await ask(answers, { trials: { registry } });
    expect(tried).toContain('plain:5000');
    expect(profile).toEqual({ 'insecure-registries': ['plain:5000', '10.0.0.0/8'] });
  });
});

describe('mirrors that are tried', () => {
  const tried = (url: string, standing: Judged['standing'], servesDirectly = false) =>
    ({
      candidate: { url },
      judged: { standing, text: { en: `is ${standing}`, 'zh-CN': '' } },
      contactMs: 12,
      proxy: null,
      servesDirectly,
    }) as unknown as TriedMirror;
  const trials: Partial<Trials> = {
    mirrors: async (urls) =>
      urls.map((url) => {
        if (url.includes('around')) return tried(url, 'proxy', true);
        return tried(url, url.includes('dead') ? 'unreachable' : 'serves');
      }),
  };
  const answer = (mirrors: string, ...more: Answer[]) =>
    ask([null, null, null, mirrors, ...more, null, null], { trials });

  it('are kept without a question when each serves', async () => {
    const { profile, told } = await answer('https://a https://b');
    expect(told).toContain('https://a is serves (12 ms).');
    expect(profile).toEqual({ 'registry-mirrors': ['https://a', 'https://b'] });
  });

  it('can lose those that do not', async () => {
    const { profile } = await answer('https://dead https://b', 1);
    expect(profile).toEqual({ 'registry-mirrors': ['https://b'] });
  });

  it('can be answered again, with the answer to edit', async () => {
    const { profile, questions } = await answer('https://dead', 0, 'https://b');
    expect(questions.join()).toContain('Mirrors [https://dead]');
    expect(profile).toEqual({ 'registry-mirrors': ['https://b'] });
  });

  it('can be put around the proxy that keeps them away', async () => {
    const { profile } = await answer('https://around:5000', 1);
    expect(profile).toEqual({
      'registry-mirrors': ['https://around:5000'],
      proxies: { 'no-proxy': 'localhost,around' },
    });
  });
});
