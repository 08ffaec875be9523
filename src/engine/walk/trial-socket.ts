import type {
  CauseDetail,
  Leg,
  TransportCause,
  TransportFailure,
  Trial,
} from '../../domain/trial.ts';

/** Why no answer came, and what its text needs beside that. */
export interface Cause {
  readonly cause: TransportCause;
  readonly detail: CauseDetail;
}

export function transport(
  leg: Leg,
  { cause, detail }: Cause,
  url: string | null = null,
): TransportFailure {
  return { kind: 'transport', leg, cause, detail, url };
}

/**
 * A request that was sent and not answered. Silence is unknown: the engine waits longer than we.
 * @param url where it is not the endpoint's own
 */
export function lostTrial(
  failed: { readonly code: string; readonly detail: string },
  leg: Leg,
  url: string | null = null,
): Trial {
  if (failed.code === 'DEADLINE') return { kind: 'unknown' };
  return transport(leg, socketCause(failed), url);
}

/** Alerts keep their number in OpenSSL's code; Go prints them as `remote error: tls: …`. */
export function socketCause({
  code,
  detail,
}: {
  readonly code: string;
  readonly detail: string;
}): Cause {
  if (code === 'ECONNRESET' && politeEnd.test(detail)) return { cause: 'closed', detail: {} };
  const known = socketCauses.find(([pattern]) => pattern.test(code));
  const text = alertTexts.find(([pattern]) => pattern.test(code))?.[1];
  return { cause: known?.[1] ?? 'other', detail: text === undefined ? {} : { text } };
}

/** Node gives one code to an end in the middle of a handshake (EOF in Go) and to a reset. */
const politeEnd = /socket disconnected before secure TLS connection/;

const socketCauses: readonly (readonly [RegExp, TransportCause])[] = [
  [/CERTIFICATE_REQUIRED/, 'tls-certificate-required'],
  [/ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA/, 'tls-bad-certificate'],
  [/HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/, 'tls-handshake-failure'],
  [/WRONG_VERSION|PACKET_LENGTH|BAD_RECORD|HTTP_REQUEST|UNEXPECTED_MESSAGE/, 'tls-not-tls'],
  [/^ECONNRESET$/, 'reset'],
  [/^UND_ERR_SOCKET$/, 'closed'],
];

const alertTexts: readonly (readonly [RegExp, string])[] = [
  [/PROTOCOL_VERSION/, 'remote error: tls: protocol version not supported'],
  [/UNRECOGNIZED_NAME/, 'remote error: tls: unrecognized name'],
  [/ALERT_UNKNOWN_CA/, 'remote error: tls: unknown certificate authority'],
  [/ALERT_INTERNAL_ERROR/, 'remote error: tls: internal error'],
];
