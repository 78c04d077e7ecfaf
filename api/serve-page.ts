import { join } from 'node:path';
import express, { type Request, type RequestHandler } from 'express';

const ASSET = /^\/assets\/[A-Za-z0-9._/-]+\.(js|css|svg|json|woff2)$/;
const COMPRESSED = /\.(js|css|svg|json)$/;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Serves the built page: assets have their hash in their name and never change, everything else is asked for anew. */
export function servePage(directory: string): RequestHandler[] {
  const files = express.static(directory, { index: false, setHeaders: (res, path) => void res.setHeader('Cache-Control', path.startsWith(join(directory, 'assets')) ? FOR_EVER : 'no-cache') });
  return [serveCompressed(directory), files, serveIndex(directory)];
}

/** Sends the `.br` beside an asset to a browser that takes it; goes on where there is none. */
const serveCompressed =
  (root: string): RequestHandler =>
  (req, res, next) => {
    if (!isRead(req) || !ASSET.test(req.path) || !COMPRESSED.test(req.path)) return next();
    res.vary('Accept-Encoding');
    if (!takesBrotli(req)) return next();
    res.type(req.path.slice(req.path.lastIndexOf('.')));
    res.sendFile(`${req.path}.br`, { root, acceptRanges: false, headers: { 'Content-Encoding': 'br', 'Cache-Control': FOR_EVER } }, (error) => {
      if (!error || res.headersSent) return;
      for (const name of ['Content-Encoding', 'Content-Type', 'Cache-Control']) res.removeHeader(name);
      next();
    });
  };

/** Every address that a browser opens is the one page; its own router reads the rest. */
const serveIndex =
  (root: string): RequestHandler =>
  (req, res, next) => {
    if (!isRead(req) || !isOpenedByBrowser(req)) return next();
    res.sendFile('index.html', { root, headers: { 'Cache-Control': 'no-cache' } }, (error) => {
      if (error && !res.headersSent) next();
    });
  };

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';
const isOpenedByBrowser = (req: Request): boolean => req.path === '/' || (!req.path.startsWith('/assets/') && (req.get('Accept') ?? '').includes('text/html'));
const takesBrotli = (req: Request): boolean => /\bbr\b(?!;\s*q=0(\.0*)?\b)/.test(req.get('Accept-Encoding') ?? '');
