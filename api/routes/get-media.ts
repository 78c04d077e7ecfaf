import { routes } from '../../contract/routes.ts';
import type { ShownMedia } from '../../db/stores/media.ts';
import { streamEndpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/**
 * A content never changes under its hash, but who may read it does: only the caller's own browser keeps it, and for a short time. Nothing in
 * it runs or is loaded; styles are what a browser lays an image out with.
 */
const ALWAYS = { 'Cache-Control': 'private, max-age=300', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" };

/** Answers the content of an attachment, for the author of a message with it, and for whoever may see an execution that used it. */
export const getMedia = ({ media }: Front) =>
  streamEndpoint(routes.getMedia, async ({ caller: { userId }, project: { projectId }, params: { sha256 } }, { res }) => {
    const shown = await media.findFor(userId, { projectId, sha256 });
    const content = shown && (await media.read(projectId, sha256));
    if (!shown || !content) throw new ProblemError('not_found', 'There is no such attachment.');
    res.status(200).set({ ...ALWAYS, 'Content-Type': typeOf(shown), 'Content-Disposition': dispositionOf(shown) }).send(content);
  });

const typeOf = ({ mimeType }: ShownMedia): string => (mimeType.startsWith('text/') ? `${mimeType}; charset=utf-8` : mimeType);

/** An image is looked at, anything else is saved; the name is percent-encoded, so that nothing in it can end the header. */
const dispositionOf = ({ type, name }: ShownMedia): string =>
  `${type === 'image' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`;
