import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What may not stand in a template that is a statement: anything but a constant, or a call with literals alone. */
const PARTS = ':not(TemplateElement, Identifier[name=/^[A-Z][A-Z0-9_]*$/], CallExpression:not(:has(> .arguments:not(Literal))))';

/** Each entry of `no-restricted-syntax` replaces the whole list, so a room's list is built from these by name. */
const banned = {
  defaultExport: { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  environment: {
    selector:
      ":matches(MemberExpression[object.name='process'][property.name='env'], MemberExpression[object.name='process'][property.value='env'], VariableDeclarator[init.name='process'] Property[key.name='env'], ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env'])",
    message: 'Only platform/config.ts reads the environment; take what you need as an argument.',
  },
  interpolatingExecute: {
    selector: "CallExpression[callee.property.name='execute'] > MemberExpression.callee > :matches(Identifier[name=/^(em|entityManager|orm|connection)$/], MemberExpression[property.name=/^(em|connection)$/], CallExpression[callee.property.name=/^(getConnection|getDriver|fork)$/]).object",
    message: 'execute writes values into the text of the statement: use CompiledQuery.raw(sql, params), which binds them.',
  },
  interpolatedStatement: {
    selector: `TemplateLiteral:has(> TemplateElement[value.raw=/(^|\\s)(select|insert into|update|delete from|where|order by|values|returning)\\s/]) > ${PARTS}`,
    message: 'A statement is constant text: bind its values as parameters. Constants of its own text are in CAPITALS.',
  },
  interpolatedRaw: {
    selector: `:matches(CallExpression[callee.name='raw'], CallExpression[callee.property.name=/^(raw|addSql)$/]) > :matches(BinaryExpression.arguments, TemplateLiteral.arguments > ${PARTS})`,
    message: 'A statement is constant text: bind its values as parameters.',
  },
};
const restrict = (...entries) => ['error', ...entries];
const everywhere = [banned.defaultExport];

const node24 = Object.fromEntries(
  ['process', 'console', 'Buffer', 'URL', 'URLSearchParams', 'fetch', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'AbortSignal', 'AbortController', 'performance', 'structuredClone'].map((name) => [name, 'readonly']),
);

/** What a reader should never meet, in any file. */
const basics = {
  'constructor-super': 'error',
  curly: ['error', 'multi-line'],
  'default-case-last': 'error',
  eqeqeq: 'error',
  'for-direction': 'error',
  'no-alert': 'error',
  'no-async-promise-executor': 'error',
  'no-cond-assign': 'error',
  'no-console': 'error',
  'no-constant-binary-expression': 'error',
  'no-constant-condition': 'error',
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-else-return': ['error', { allowElseIf: false }],
  'no-empty': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-implied-eval': 'error',
  'no-lonely-if': 'error',
  'no-new-func': 'error',
  'no-proto': 'error',
  'no-return-assign': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-throw-literal': 'error',
  'no-unneeded-ternary': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-unused-labels': 'error',
  'no-useless-assignment': 'error',
  'no-useless-catch': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-object-has-own': 'error',
  'prefer-template': 'error',
  'use-isnan': 'error',
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 40, IIFEs: true }],
};

const typescript = {
  '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/consistent-type-definitions': 'off',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-invalid-void-type': 'off',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-redeclare': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/unified-signatures': 'off',
};

/** What only the compiler knows: lost promises, and unions that a switch does not cover. */
const typed = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false }],
};

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/dist/', '**/coverage/', '**/.gatehouse/', '**/*.d.ts', '**/*.generated.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict],
    languageOptions: {
      parserOptions: { project: ['tsconfig.json', 'tsconfig.test.json', 'tsconfig.test-page.json', 'ui/tsconfig.json', 'ui/tsconfig.build.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...basics,
      ...typescript,
      ...typed,
      'no-restricted-syntax': restrict(...everywhere, banned.environment),
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: node24 },
    rules: { ...basics, 'no-undef': 'error', 'no-unused-vars': 'error', 'no-restricted-syntax': restrict(...everywhere, banned.environment) },
  },
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 80, IIFEs: true }] },
  },
  {
    files: ['db/**/*.ts'],
    rules: {
      'no-restricted-syntax': restrict(...everywhere, banned.environment, banned.interpolatingExecute, banned.interpolatedStatement, banned.interpolatedRaw),
    },
  },
  { files: ['platform/config.ts'], rules: { 'no-restricted-syntax': restrict(...everywhere) } },
  { files: ['api/endpoint.ts'], rules: { '@typescript-eslint/consistent-type-assertions': 'off' } },
  { files: ['local/**'], rules: { 'no-console': 'off' } }, // It speaks to a person at a terminal.
  // These hand their own environment to the processes that they start.
  { files: ['local/main.ts'], rules: { 'no-restricted-syntax': restrict(...everywhere) } },
  { files: ['local/*.mjs', '.ci/*.mjs'], rules: { 'no-restricted-syntax': restrict(...everywhere), 'no-console': 'off' } },
  {
    files: ['db/migrations/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-console': 'off',
      'no-restricted-syntax': restrict(...everywhere),
    },
  },
  { files: ['test/support/{start,stop}-{house,services}.ts'], rules: { 'no-restricted-syntax': 'off' } }, // Jest takes a default export alone.
  { files: ['ui/{build,check-size,compress,generate-routes}.ts'], rules: { 'no-console': 'off' } },
  { files: ['ui/public/*.js'], languageOptions: { globals: { document: 'readonly', localStorage: 'readonly' } } },
  { files: ['*.{js,mjs}', 'ui/vite.config.ts'], rules: { 'no-restricted-syntax': 'off', 'max-lines': 'off' } },
);
