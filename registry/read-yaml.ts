import { parseDocument } from 'yaml';
import { Json } from '../contract/json.ts';
import { findUnfitData } from './unfit-data.ts';

const MAX_ALIASES = 100;

/** The data of a YAML text; throws an Error with a plain sentence on text that is no YAML, hides repetition, or holds what JSON cannot carry. */
export function readYaml(text: string): Json {
  const data = parseYaml(text);
  const unfit = findUnfitData(data);
  if (unfit) throw new Error(unfit.path === '' ? unfit.reason : `${unfit.path}: ${unfit.reason}`);
  return Json.parse(data);
}

/** What a YAML text holds, before anything is known of it; throws an Error where the text is no YAML or hides repetition. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true, stringKeys: true, version: '1.2', schema: 'core' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
