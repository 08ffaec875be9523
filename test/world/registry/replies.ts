import type { ServerResponse } from 'node:http';

/** The error codes of the distribution specification, and Docker Hub's two more. */
export type ErrorCode =
  | 'UNAUTHORIZED'
  | 'DENIED'
  | 'TOOMANYREQUESTS'
  | 'UNSUPPORTED'
  | 'UNKNOWN'
  | 'NAME_UNKNOWN'
  | 'MANIFEST_UNKNOWN'
  | 'MANIFEST_INVALID'
  | 'BLOB_UNKNOWN'
  | 'BLOB_UPLOAD_UNKNOWN'
  | 'DIGEST_INVALID';

/** The error document of a registry: status, code, and the words a user gets to read. */
export function refuse(response: ServerResponse, error: RegistryError): void {
  const { status, code, message, detail = null } = error;
  sendJson(response, status, { errors: [{ code, message, detail }] });
}

export interface RegistryError {
  status: number;
  code: ErrorCode;
  message: string;
  detail?: unknown;
}

/** JSON as a registry sends it. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
}

/** A status and headers, and nothing else. */
export function sendEmpty(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number> = {},
): void {
  response.writeHead(status, { 'Content-Length': 0, ...headers });
  response.end();
}

export const ERRORS = {
  unauthorized: { status: 401, code: 'UNAUTHORIZED', message: 'authentication required' },
  denied: {
    status: 403,
    code: 'DENIED',
    message: 'requested access to the resource is denied',
  },
  nameUnknown: {
    status: 404,
    code: 'NAME_UNKNOWN',
    message: 'repository name not known to registry',
  },
  manifestUnknown: { status: 404, code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' },
  blobUnknown: { status: 404, code: 'BLOB_UNKNOWN', message: 'blob unknown to registry' },
  uploadUnknown: {
    status: 404,
    code: 'BLOB_UPLOAD_UNKNOWN',
    message: 'blob upload unknown to registry',
  },
  digestInvalid: {
    status: 400,
    code: 'DIGEST_INVALID',
    message: 'provided digest did not match uploaded content',
  },
  unsupported: { status: 405, code: 'UNSUPPORTED', message: 'The operation is unsupported.' },
  throttled: { status: 429, code: 'TOOMANYREQUESTS', message: 'too many requests' },
  rateLimited: {
    status: 429,
    code: 'TOOMANYREQUESTS',
    message:
      'You have reached your unauthenticated pull rate limit. ' +
      'https://www.docker.com/increase-rate-limit',
  },
  broken: { status: 500, code: 'UNKNOWN', message: 'unknown error' },
} satisfies Record<string, RegistryError>;
