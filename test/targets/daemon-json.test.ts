import { describe, expect, it } from 'vitest';
import { daemonJson } from '../../src/targets/daemon-json.ts';
import { textIn } from '../engine/host.ts';
import { edit, edited, readBy } from './target-host.ts';

const path = '/etc/docker/daemon.json';
const write = async (text: string | undefined, ...edits: Parameters<typeof edit>[]) =>
  edited(
    daemonJson,
    text === undefined ? {} : { [path]: text },
    edits.map((each) => edit(...each)),
  );

describe('daemon.json', () => {
  it('is begun where there is none', async () => {
    const after = await write(undefined, ['registry-mirrors', ['https://m.example']]);
    expect(textIn(after, path)).toBe('{\n  "registry-mirrors": ["https://m.example"]\n}\n');
    expect(after[path]).toMatchObject({ mode: 0o644, uid: 0, gid: 0 });
  });

  it('is not begun for a removal', async () => {
    expect(await write(undefined, ['registry-mirrors', null])).toEqual({});
  });

  it('keeps every byte that is not of the edited key', async () => {
    const before = '{\r\n\t"debug": true,  "log-opts": {"max-size": "10m"},\r\n\t"mtu": 1450\r\n}';
    const after = await write(before, ['mtu', 1400]);
    expect(textIn(after, path)).toBe(before.replace('1450', '1400'));
  });

  it('puts the proxies into their object, and takes the object away with the last of them', async () => {
    const set = await write(
      '{\n  "debug": true\n}\n',
      ['https-proxy', 'http://p:1'],
      ['no-proxy', 'a'],
    );
    expect(JSON.parse(textIn(set, path) ?? '')).toEqual({
      debug: true,
      proxies: { 'https-proxy': 'http://p:1', 'no-proxy': 'a' },
    });
    const one = await edited(daemonJson, set, [edit('no-proxy', null)]);
    expect(JSON.parse(textIn(one, path) ?? '')).toHaveProperty('proxies', {
      'https-proxy': 'http://p:1',
    });
    const none = await edited(daemonJson, one, [edit('https-proxy', null)]);
    expect(textIn(none, path)).toBe('{\n  "debug": true\n}\n');
  });

  it('becomes readable for root alone when a password goes in', async () => {
    const after = await write('{}', ['https-proxy', 'http://u:secret@p:1']);
    expect(after[path]).toMatchObject({ mode: 0o600 });
  });

  it('keeps owner and mode of what was there', async () => {
    const before = { [path]: { text: '{}', mode: 0o640, uid: 7, gid: 8 } };
    const after = await edited(daemonJson, before, [edit('debug', true)]);
    expect(after[path]).toMatchObject({ mode: 0o640, uid: 7, gid: 8 });
  });

  it('spells the lists of the fork as the fork does', async () => {
    const after = await write('{}', ['add-registries', ['a.example']]);
    expect(JSON.parse(textIn(after, path) ?? '')).toEqual({ 'add-registry': ['a.example'] });
  });

  it('reads what the engine obeys: the last of duplicate keys', async () => {
    const settings = await readBy(daemonJson, { [path]: '{"mtu": 1,\n"mtu": 2}' });
    expect(settings).toMatchObject([{ key: 'mtu', value: 2, origin: { line: 2 } }]);
  });

  it('reads nothing of a flat proxy key or of the client form, which set nothing', async () => {
    const text =
      '{"https-proxy": "http://p:1", "proxies": {"default": {"httpProxy": "http://p:1"}}}';
    expect(await readBy(daemonJson, { [path]: text })).toEqual([]);
  });
});
