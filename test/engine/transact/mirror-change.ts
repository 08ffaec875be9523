import type { Change } from '../../../src/domain/plan.ts';
import { daemonJson } from '../../doubles/engine.ts';
import type { TestHost } from '../../doubles/host.ts';

export const old = { [daemonJson]: '{"registry-mirrors":["https://old.lab"]}' };

export const mirror = ['https://new.lab'];

export const updateTrust: Change = { kind: 'effect', effect: 'update-trust', because: [] };

export const trustRuns = (host: TestHost) => host.calls.filter((name) => name.includes('-ca-'));
