import { parseYaml } from '../registry/parse-yaml.ts';
import { JSON_ONLY, type BodyParsers } from './read-body.ts';

/** What a route takes that is sent documents which people write. */
export const jsonOrYaml: BodyParsers = { ...JSON_ONLY, 'application/yaml': parseYaml };
