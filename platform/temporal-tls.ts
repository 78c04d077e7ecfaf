import { readFileSync } from 'node:fs';
import type { Variables } from './variables.ts';
import { parseFlag, parseHost, parseText } from './variables.ts';

/** How to speak TLS with Temporal: the authority that signs the server, and who we are to it. */
export type TemporalTls = {
  serverName: string | null;
  serverCa: Buffer | null;
  client: { cert: Buffer; key: Buffer } | null;
};

/** TLS is on when TEMPORAL_TLS says so, or when any of its parts is given; null otherwise. */
export function readTemporalTls(variables: Variables): TemporalTls | null {
  const on = variables.read('TEMPORAL_TLS', false, 'true or false', parseFlag);
  const serverName = variables.read('TEMPORAL_TLS_SERVER_NAME', null, 'a host name', parseHost);
  const serverCa = readPem(variables, 'TEMPORAL_TLS_SERVER_CA_CERT_PATH');
  const cert = readPem(variables, 'TEMPORAL_TLS_CLIENT_CERT_PATH');
  const key = readPem(variables, 'TEMPORAL_TLS_CLIENT_KEY_PATH');
  if ((cert === null) !== (key === null)) {
    variables.problem('TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH belong together; expected both or neither.');
  }
  const client = cert && key ? { cert, key } : null;
  return on || serverName || serverCa || client ? { serverName, serverCa, client } : null;
}

function readPem(variables: Variables, name: string): Buffer | null {
  const path = variables.read(name, null, 'the path of a PEM file', parseText);
  if (path === null) return null;
  try {
    return readFileSync(path);
  } catch {
    variables.problem(`${name} is ${JSON.stringify(path)}, which cannot be read; expected the path of a PEM file.`);
    return null;
  }
}
