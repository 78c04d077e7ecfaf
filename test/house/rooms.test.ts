import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { rooms } from '../../.dependency-cruiser.mjs';
import { cruise } from './cruise.ts';

const repository = join(import.meta.dirname, '../..');

/** A package that resolves, so that an import of it is judged by its name alone. */
const installed = (name: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'export {};\n',
});

const house = {
  ...installed('zod'),
  ...installed('pg'),
  ...installed('express'),
  ...installed('@temporalio/client'),
  'contract/turn.ts': "import { z } from 'zod';\nexport const Turn = z;\n",
  'domain/decide.ts': "import type { Turn } from '../contract/turn.ts';\nexport const decide = (turn: typeof Turn) => turn;\n",
  'platform/seal.ts': "import { createHmac } from 'node:crypto';\nexport const seal = createHmac;\n",
  'db/database.ts': "import pg from 'pg';\nimport { seal } from '../platform/seal.ts';\nexport const database = [pg, seal];\n",
  'workflows/chat-turn.ts': "import { decide } from '../domain/decide.ts';\nimport type { Turn } from '../contract/turn.ts';\nexport const chatTurn = (turn: typeof Turn) => decide(turn);\n",
  'ui/main.tsx': "import type { z } from 'zod';\nimport type { Turn } from '../contract/turn.ts';\nexport type Shown = [typeof z, typeof Turn];\n",
  'workflows/index.ts': "export * from './chat-turn.ts';\n",
  'api/main.ts': "import express from 'express';\nimport { Turn } from '../contract/turn.ts';\nimport { database } from '../db/database.ts';\nconsole.log(express, Turn, database);\n",
};

const broken = [
  ['a lower room imports a higher one', 'db/feed.ts', "import '../api/main.ts';", 'db-arrows: db/feed.ts -> api/main.ts'],
  ['a room imports a test', 'api/probe.ts', "import '../test/cases.ts';", 'api-arrows: api/probe.ts -> test/cases.ts'],
  ['a vendor enters a second room', 'api/rows.ts', "import 'pg';", 'api-vendors: api/rows.ts -> node_modules/pg/index.js'],
  ['a vendor enters a room that has none', 'agent/ask.ts', "import 'zod';", 'agent-vendors: agent/ask.ts -> node_modules/zod/index.js'],
  ['a vendor enters by its type', 'worker/start.ts', "import type { Client } from '@temporalio/client';\nexport type Start = Client;", 'worker-vendors: worker/start.ts -> node_modules/@temporalio/client/index.js'],
  ['a pure room imports a value of contract', 'domain/check.ts', "import { Turn } from '../contract/turn.ts';\nexport const check = Turn;", 'domain-types-only: domain/check.ts -> contract/turn.ts'],
  ['a page imports a value of contract', 'ui/chat.tsx', "import { Turn } from '../contract/turn.ts';\nexport const chat = Turn;", 'ui-types-only: ui/chat.tsx -> contract/turn.ts'],
  ['a page imports the value of a vendor that it knows by its types', 'ui/form.tsx', "import { z } from 'zod';\nexport const form = z;", 'ui-types-only: ui/form.tsx -> node_modules/zod/index.js'],
  ['a workflow uses Node', 'workflows/tick.ts', "import 'node:timers';", 'workflows-no-core: workflows/tick.ts -> timers'],
  ['a pure room uses Node', 'registry/digest.ts', "import 'node:crypto';", 'registry-no-core: registry/digest.ts -> crypto'],
  ['another room than platform opens files', 'api/serve.ts', "import 'node:fs/promises';", 'disk-and-crypto: api/serve.ts -> fs/promises'],
  ['another room than local starts a process', 'worker/fork.ts', "import 'node:child_process';", 'child-processes: worker/fork.ts -> child_process'],
  ['the launcher needs a package', 'local/start.mjs', "import 'pg';", 'plain-launcher: local/start.mjs -> node_modules/pg/index.js'],
  ['a file imports itself in a circle', 'db/circle.ts', "import './circle-back.ts';", 'no-cycles: db/circle-back.ts -> db/circle.ts'],
  ['nothing names a file', 'platform/alone.ts', 'export const alone = 1;', 'no-orphans: platform/alone.ts -> platform/alone.ts'],
  ['nothing but a test reaches a file', 'platform/tested.ts', "import './seal.ts';", 'no-dead-files: platform/tested.ts -> platform/tested.ts'],
  ['an import leads nowhere', 'db/lost.ts', "import './absent.ts';", 'resolvable: db/lost.ts -> ./absent.ts'],
  ['a folder is no room', 'api/odd.ts', "import '../utils/odd.ts';", 'unknown-room: api/odd.ts -> utils/odd.ts'],
] as const;

describe('the table of rooms', () => {
  let violations: string[] = [];

  beforeAll(() => {
    violations = cruise({
      ...house,
      'test/cases.ts': "import '../platform/tested.ts';\n",
      'db/circle-back.ts': "import './circle.ts';\n",
      'utils/odd.ts': 'export const odd = 1;\n',
      ...Object.fromEntries(broken.map(([, path, text]) => [path, `${text}\n`])),
    });
  });

  it.each(broken)('when %s, then the check fails', (_when, _path, _text, violation) => {
    expect(violations).toContain(violation);
  });

  it('when every arrow points down, then nothing is reported', () => {
    expect(cruise(house)).toEqual([]);
  });

  it('when the tree has a folder, then it is a room, tests, benches or documents', () => {
    const known = [...Object.keys(rooms), 'packs', 'policies', 'test', 'bench', 'docs', 'deploy', 'node_modules', 'dist', 'coverage'];
    const folders = readdirSync(repository, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    expect(folders.map((folder) => folder.name).filter((name) => !known.includes(name))).toEqual([]);
  });
});
