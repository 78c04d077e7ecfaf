import express, { Router, type RequestHandler } from 'express';
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path.js';
import { referencePage, showReference } from './reference-page.ts';

const ASSETS = /^\/(swagger-ui\.css|swagger-ui-bundle\.js|favicon-32x32\.png)$/;

/** Serves the API reference and its files, to anybody. Swagger UI stays at 5.32: 5.34 and 5.35 show no more than the first few operations of a document this long. */
export function serveDocs(): Router {
  const router = Router();
  const files = express.static(getAbsoluteFSPath(), { index: false });
  router.get('/', showPage);
  router.get('/show-reference.js', (_req, res) => void res.set('Cache-Control', 'no-cache').type('text/javascript').send(showReference));
  router.use((req, res, next) => (ASSETS.test(req.path) ? files(req, res, next) : next()));
  return router;
}

const showPage: RequestHandler = (_req, res) => void res.set('Cache-Control', 'no-cache').type('html').send(referencePage);
