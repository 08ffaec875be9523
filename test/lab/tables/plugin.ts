/**
 * An authorization plugin that allows everything: plugin.ts NAME. Runs on an engine's host for as
 * long as its standard input is open; a file with its name in /run says that it was asked.
 * @see moby pkg/authorization, docs: Engine authorization plugin API
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { askedFile } from './effects.ts';

const name = process.argv[2] ?? '';
const folder = '/run/docker/plugins';
const socket = `${folder}/${name}.sock`;
mkdirSync(folder, { recursive: true });
rmSync(socket, { force: true });
createServer((request, response) => {
  const activates = request.url === '/Plugin.Activate';
  if (!activates) writeFileSync(askedFile, '');
  request.resume();
  response.end(JSON.stringify(activates ? { Implements: ['authz'] } : { Allow: true }));
}).listen(socket, () => process.stdout.write('ready\n'));
process.stdin.resume().once('end', () => process.exit(0));
