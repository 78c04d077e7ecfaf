import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { STREAMS_PER_PERSON } from '../../api/open-streams.ts';
import { SERVER_LIMITS } from '../../api/listen.ts';
import { repository } from './source-files.ts';

const guide = readFileSync(join(repository, 'docs/guides/security.md'), 'utf8');
const risks = guide.split('\n').filter((line) => /^\| API\d+ /.test(line));
const testsIn = (text: string) => [...text.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);

describe('docs/guides/security.md', () => {
  it('when there is a risk of the ten, then it has a row, and the row a test', () => {
    expect(risks.map((line) => /^\| (API\d+) /.exec(line)?.[1])).toEqual(Array.from({ length: 10 }, (_, index) => `API${index + 1}`));
    expect(risks.filter((line) => testsIn(line).length === 0)).toEqual([]);
  });

  it('when it names a test, then that test exists', () => {
    expect(testsIn(guide).filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('when it names a limit, then it is the one in force', () => {
    const { headersTimeout, maxHeaderSize, requestTimeout, keepAliveTimeout, maxConnections } = SERVER_LIMITS;
    for (const row of [
      `| headers of a request | ${headersTimeout / 1000} s, ${maxHeaderSize / 1024} KiB |`,
      `| a whole request with its body | ${requestTimeout / 1000} s |`,
      `| a connection between two requests | ${keepAliveTimeout / 1000} s |`,
      `| connections of a process | ${maxConnections.toLocaleString('en')} |`,
      `| streams of events of one person, in a process | ${STREAMS_PER_PERSON} |`,
    ]) expect(guide).toContain(row);
  });

  it('when somebody looks for it, then SECURITY.md leads there', () => {
    expect(readFileSync(join(repository, 'SECURITY.md'), 'utf8')).toContain('](docs/guides/security.md)');
  });
});
