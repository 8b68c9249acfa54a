import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const { '@n8n/community-nodes': communityNodes } = n8nCommunityNodesPlugin.configs.recommended.plugins;
const plugins = { '@n8n/community-nodes': communityNodes, 'n8n-nodes-base': n8nNodesBase };

/** Every rule of a plugin as an error, also those that it only recommends as a warning. */
const allRules = (rules) => Object.fromEntries(Object.keys(rules).map((rule) => [rule, 'error']));
const communityRules = allRules(n8nCommunityNodesPlugin.configs.recommended.rules);

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'test/corpus/', 'examples/', '.quickstart/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An implementation of an async interface need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    // These talk to a person at a terminal.
    files: ['lib/cli/**', 'bench/**', 'test/e2e/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // What other programs put out (a workflow's items, a parsed message) has no type; its assertions check it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A listener may be async: what it awaits is what the test waits for.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // expect(object.method) looks at the method; it does not call it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
    plugins,
    rules: communityRules,
  },
  {
    files: ['nodes/**/*.ts'],
    rules: {
      ...allRules(n8nNodesBase.configs.nodes.rules),
      // These two know only the string 'main'; the community plugin asks for NodeConnectionTypes.Main instead.
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
      // The credential is an engine, not an API: no "Api" at the end of its name.
      'n8n-nodes-base/node-class-description-credentials-name-unsuffixed': 'off',
    },
  },
  {
    files: ['credentials/**/*.ts'],
    rules: {
      ...allRules(n8nNodesBase.configs.credentials.rules),
      // The credential is an engine, not an API: no "Api" at the end of its names.
      'n8n-nodes-base/cred-class-name-unsuffixed': 'off',
      'n8n-nodes-base/cred-class-field-name-unsuffixed': 'off',
      'n8n-nodes-base/cred-class-field-display-name-missing-api': 'off',
      // Knows a secret by its name; a URL that holds a password and an encryption key are secrets too.
      '@n8n/community-nodes/credential-unnecessary-password': 'off',
      // Wants n8n's own slugs in camel case; a community package has a URL, which the rule above it checks.
      'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
    },
  },
  {
    // They know where n8n keeps its data, beside which the embedded engine keeps its own, and in which mode it runs.
    files: ['nodes/Mailtarget/engine.ts', 'nodes/Mailtarget/queueMode.ts'],
    rules: {
      '@n8n/community-nodes/no-restricted-globals': 'off',
      '@n8n/community-nodes/no-restricted-imports': 'off',
    },
  },
  {
    files: ['package.json'],
    plugins,
    languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
    rules: {
      ...communityRules,
      ...allRules(n8nNodesBase.configs.community.rules),
      // The engine runs inside n8n and has parts; n8n Cloud, which this rule is for, allows no engine at all.
      '@n8n/community-nodes/no-runtime-dependencies': 'off',
    },
  },

  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        module: 'writable',
        exports: 'writable',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
      },
    },
  },
  { files: ['**/*.js', '**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
