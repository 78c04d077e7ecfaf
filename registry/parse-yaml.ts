import { parseDocument } from 'yaml';

const MAX_ALIASES = 100;

/** What a YAML text holds, before anything is known of it; throws an Error where the text is no YAML or hides repetition. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true, stringKeys: true, version: '1.2', schema: 'core' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
