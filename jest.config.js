/** What every project shares: TypeScript as it is written, in ES modules, with no globals. */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  injectGlobals: false,
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.gatehouse/', '<rootDir>/dist/', '<rootDir>/ui/dist/'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' }],
  },
};

/** Rooms whose tests need real Postgres and Temporal. */
const served = ['activities', 'api', 'db', 'faults', 'replay', 'temporal', 'worker', 'workflows'];

/** Rooms whose tests speak to a whole running Gatehouse, which they share. */
const outside = ['acceptance', 'browser'];

const testsIn = (rooms) => rooms.map((room) => `<rootDir>/test/${room}/**/*.test.ts`);

const config = {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'rules',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [`<rootDir>/test/(${[...served, ...outside].join('|')})/`],
    },
    {
      ...shared,
      displayName: 'served',
      testMatch: testsIn(served),
      globalSetup: '<rootDir>/test/support/start-services.ts',
      globalTeardown: '<rootDir>/test/support/stop-services.ts',
    },
    {
      ...shared,
      displayName: 'outside',
      testMatch: testsIn(outside),
      setupFilesAfterEnv: ['<rootDir>/test/support/try-twice.ts'],
      globalSetup: '<rootDir>/test/support/start-house.ts',
      globalTeardown: '<rootDir>/test/support/stop-services.ts',
    },
  ],
};

export default config;
