import type { NewPolicyTemplate } from '../../contract/policy.ts';
import { readPolicyText } from './read-policy.ts';

/** The templates that are written in these files, each called like its file. Throws an Error that names the first file that holds no policy. */
export function releasedTemplates(files: readonly { name: string; file: string; text: string }[]): NewPolicyTemplate[] {
  return files.map(({ name, file, text }) => {
    const read = readPolicyText(text);
    if (read.ok) return { name, policy: read.policy };
    const [issue] = read.issues;
    throw new Error(`${file}${issue ? ` at ${issue.path || 'its root'}: ${issue.message}` : ''}`);
  });
}
