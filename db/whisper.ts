import { z } from 'zod';
import type { Seal } from '../platform/seal.ts';
import type { Sql } from './database.ts';

export const WHISPER_CHANNEL = 'gatehouse_whisper';
const PURPOSE = 'whisper';
const EVERY_MS = 50;
/** So short that its sealed text fits into a notification, which may have 8,000 bytes, whatever the letters are. */
const MAX_PIECE = 700;

const Whispered = z.strictObject({ projectId: z.string(), userId: z.string(), turnId: z.string(), text: z.string() });
/** A piece of what a model says, and for whom. */
export type Whispered = z.infer<typeof Whispered>;

/** Tells the author of a turn what a model says as it comes. */
export type Whisper = (turn: Omit<Whispered, 'text'>, text: string) => void;

/** Gathers pieces for a moment and hands them to the streams of every process, sealed, because whoever is connected to the database can listen. A lost one is not made up for. */
export function createWhisper(sql: Sql, seal: Pick<Seal, 'seal'>, onError: (error: unknown) => void): Whisper {
  const waiting = new Map<string, Whispered>();
  const tell = () => {
    const payloads = [...waiting.values()].flatMap(inPieces).map((piece) => seal.seal(PURPOSE, JSON.stringify(piece)).toString('base64'));
    waiting.clear();
    sql('select pg_notify($1, payload) from unnest($2::text[]) as payload', [WHISPER_CHANNEL, payloads]).catch(onError);
  };
  return ({ projectId, userId, turnId }, text) => {
    if (text === '') return;
    if (waiting.size === 0) setTimeout(tell, EVERY_MS);
    waiting.set(turnId, { projectId, userId, turnId, text: `${waiting.get(turnId)?.text ?? ''}${text}` });
  };
}

function inPieces({ text, ...turn }: Whispered): Whispered[] {
  return Array.from({ length: Math.ceil(text.length / MAX_PIECE) }, (_, index) => ({ ...turn, text: text.slice(index * MAX_PIECE, (index + 1) * MAX_PIECE) }));
}

/** Opens what was whispered; null where it was not said with these keys. */
export function openWhisper(seal: Pick<Seal, 'open'>, payload: string): Whispered | null {
  try {
    const parsed = Whispered.safeParse(JSON.parse(seal.open(PURPOSE, Buffer.from(payload, 'base64')).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
