import { predict } from '../../src/domain/predict.ts';
import type {
  HttpFailure,
  Leg,
  TransportCause,
  TransportFailure,
  Trial,
} from '../../src/domain/trial.ts';
import { type Given, routeOf } from './views.ts';

export const served: Trial = { kind: 'served' };

export const unknown: Trial = { kind: 'unknown' };

export function transport(
  cause: TransportCause,
  leg: Leg = 'ping',
  detail: TransportFailure['detail'] = {},
): Trial {
  return { kind: 'transport', leg, cause, detail, url: null };
}

export function http(status: number, rest: Partial<HttpFailure> = {}): Trial {
  return {
    kind: 'http',
    leg: 'manifest',
    status,
    errors: null,
    contentType: 'application/json',
    body: '',
    challengeError: null,
    url: null,
    ...rest,
  };
}

export const manifestUnknown = {
  errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }],
};

export const denied = {
  errors: [{ code: 'DENIED', message: 'requested access to the resource is denied' }],
};

export const mirrored = { mirrors: ['https://m'] };

export const hub = 'https://registry-1.docker.io';

export function classic(given: Given, trials: readonly Trial[], image = 'nginx') {
  return predict(routeOf(image, given), trials);
}

export function containerd(given: Given, trials: readonly Trial[], image = 'nginx') {
  return predict(routeOf(image, { store: 'containerd', ...given }), trials);
}
