import type { IncomingHttpHeaders } from 'node:http';

/** Whether a Host header names this machine itself. */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = URL.parse(`http://${host ?? ''}`)?.hostname ?? '';
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Whether a request comes from this machine, to a name of this machine, and through no proxy that speaks for somebody else. */
export const isFromLoopback = (address: string | undefined, headers: IncomingHttpHeaders): boolean =>
  /^(::ffff:)?127\.|^::1$/.test(address ?? '') &&
  isLoopbackHost(headers.host) &&
  headers.forwarded === undefined &&
  headers['x-forwarded-for'] === undefined;
