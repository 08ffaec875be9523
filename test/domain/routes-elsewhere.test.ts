import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/domain/route.ts';
import { type Given, hostsToml, pem, routeOf } from './views.ts';

/** How hosts that an endpoint over plain HTTP sends its clients to are judged, once it is HTTPS. */
function elsewhere(image: string, given: Given, url: string): Endpoint['elsewhereTrust'] {
  const { endpoints } = routeOf(image, given);
  const found = endpoints.find((endpoint) => endpoint.url === url);
  if (!found) throw new Error(endpoints.map((endpoint) => endpoint.url).join(' '));
  return found.elsewhereTrust;
}

const paths = (trust: Endpoint['elsewhereTrust']) => trust?.sources.map(({ path }) => path);
const system = '/etc/ssl/certs/ca-certificates.crt';
const mirrored = { mirrors: ['http://m.lab'] };

describe('where an endpoint without TLS sends its clients', () => {
  test('the classic store goes by the folder of the mirror', () => {
    const trust = { 'm.lab': { 'ca.crt': pem() } };
    const judged = elsewhere('nginx', { ...mirrored, trust }, 'http://m.lab');
    expect(judged?.verify).toBe(true);
    expect(paths(judged)).toEqual([system, '/etc/docker/certs.d/m.lab/ca.crt']);
  });

  test('the classic store accepts anything from an insecure mirror', () => {
    const judged = elsewhere('nginx', { ...mirrored, insecure: ['m.lab'] }, 'http://m.lab');
    expect(judged?.verify).toBe(false);
  });

  // measured on 28.5.2: blobs of an http:// mirror at an untrusted host
  test('the containerd store goes by the folder of Docker Hub, whose client it is', () => {
    const trust = { 'docker.io': { 'ca.crt': pem() }, 'm.lab': { 'ca.crt': pem() } };
    const given = { ...mirrored, trust, store: 'containerd' } as const;
    const judged = elsewhere('nginx', given, 'http://m.lab');
    expect(judged?.verify).toBe(true);
    expect(paths(judged)).toEqual([system, '/etc/docker/certs.d/docker.io/ca.crt']);
  });

  test('plain HTTP behind HTTPS keeps what was said of HTTPS', () => {
    const given = { store: 'containerd', insecure: ['r.lab:5000'] } as const;
    expect(elsewhere('r.lab:5000/x', given, 'http://r.lab:5000')?.verify).toBe(false);
    const hosts = { 'r.lab:5000': hostsToml([{ url: 'http://r.lab:5000', ca: ['ca.crt'] }]) };
    const trust = { 'r.lab:5000': { 'ca.crt': pem() } };
    const named = { store: 'containerd', hosts, trust } as const;
    const judged = elsewhere('r.lab:5000/x', named, 'http://r.lab:5000');
    expect(paths(judged)).toEqual([system, '/etc/docker/certs.d/r.lab:5000/ca.crt']);
  });

  test('before 28.0 a mirror on loopback has nothing but the system’s authorities', () => {
    const trust = { 'localhost:5000': { 'ca.crt': pem() } };
    const mirrors = ['http://localhost:5000'];
    const given = { version: '26.1.5', store: 'containerd', mirrors, trust } as const;
    expect(paths(elsewhere('nginx', given, 'http://localhost:5000'))).toEqual([system]);
  });

  test('an endpoint with TLS judges everybody like itself', () => {
    expect(elsewhere('nginx', {}, 'https://registry-1.docker.io')).toBeUndefined();
  });
});
