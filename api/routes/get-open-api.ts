import type { RequestHandler } from 'express';
import { readRelease } from '../../platform/release.ts';
import { openApiDocument } from '../openapi/document.ts';

/** Answers the description of the whole API, which whoever reads it needs no credential for. */
export function getOpenApi(): RequestHandler {
  const text = JSON.stringify(openApiDocument(readRelease()));
  return (_req, res) => void res.set('Cache-Control', 'no-cache').type('application/json').send(text);
}
