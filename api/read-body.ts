import { raw, type Request, type Response } from 'express';
import { findHostile } from '../domain/document/find-hostile.ts';
import { MEDIA_BODY_BYTES, measureMedia } from './measure-media.ts';
import { invalidRequest, ProblemError } from './problems.ts';

/** Reads the text of a body; throws an Error with a plain sentence on text that is not of its type. */
export type BodyParser = (text: string) => unknown;

/** A parser for each media type that a route takes. */
export type BodyParsers = Readonly<Record<string, BodyParser>>;

export const JSON_ONLY: BodyParsers = { 'application/json': parseJson };

/** What the engine quotes of a text that is no JSON; a body may hold a secret, and what is answered is kept in places that a body is not. */
const QUOTED = / token .* is not valid JSON$/s;

/** What a body may have at most without the contents of attachments. */
const MAX_BODY_BYTES = 1_048_576;

const receivePlain = raw({ type: () => true, limit: MAX_BODY_BYTES });
const receiveWithMedia = raw({ type: () => true, limit: MAX_BODY_BYTES + MEDIA_BODY_BYTES });

/** How a route takes its body in; one that `takesMedia` takes attachments beside its 1 MiB. */
export type Receiving = { readonly parsers: BodyParsers; readonly takesMedia: boolean };

/**
 * Takes in a body of up to 1 MiB and answers its data, undefined where there is none. Throws unless it is of a known
 * type, well-formed and free of what no schema should see.
 */
export async function readBody(req: Request, res: Response, { parsers, takesMedia }: Receiving): Promise<unknown> {
  const receive = takesMedia ? receiveWithMedia : receivePlain;
  await new Promise<void>((resolve, reject) => receive(req, res, (error: unknown) => (error ? reject(error) : resolve())));
  const bytes: unknown = req.body;
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return undefined;
  const data = parse(decode(bytes), parserOf(req, parsers));
  const { bare, contentBytes } = takesMedia ? measureMedia(data) : { bare: data, contentBytes: 0 };
  if (bytes.length - contentBytes > MAX_BODY_BYTES) throw new ProblemError('payload_too_large', 'A body may have 1 MiB at most, beside 10 MiB of attachments where a route takes them.');
  const hostile = findHostile(bare);
  if (hostile) throw invalidRequest([hostile]);
  return data;
}

function parserOf(req: Request, parsers: BodyParsers): BodyParser {
  const [type = '', ...parameters] = (req.get('Content-Type') ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  const parser = Object.hasOwn(parsers, type) ? parsers[type] : undefined;
  if (parser && (charset === undefined || charset === 'utf-8' || charset === 'utf8')) return parser;
  throw new ProblemError('unsupported_media_type', `Expected a body of type ${Object.keys(parsers).join(' or ')} in UTF-8.`);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('malformed_json', 'The body is not UTF-8.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(error instanceof Error ? error.message.replace(QUOTED, ' character') : 'it is malformed');
  }
}

function parse(text: string, parser: BodyParser): unknown {
  try {
    return parser(text);
  } catch (error) {
    throw new ProblemError('malformed_json', `The body cannot be read: ${error instanceof Error ? error.message : 'it is malformed'}.`);
  }
}
