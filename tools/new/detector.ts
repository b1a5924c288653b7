import { withEntry } from './list-line.ts';
import { camel, sentence, wordsOf } from './names.ts';
import type { Scaffold } from './scaffold.ts';

const source = 'packages/secrets/src';

/** `acme`: the secret formats of one vendor, and its line in the list. */
export function detectorScaffold(vendor: string): Scaffold {
  const prefix = wordsOf(vendor).join('');
  const path = `${source}/detectors/${vendor}.ts`;
  return {
    files: [{ path, text: vendorText(vendor, prefix) }],
    changes: [
      {
        path: `${source}/detectors.ts`,
        change: (before) =>
          withEntry(before, { name: camel(vendor), from: `./detectors/${vendor}.ts` }),
      },
    ],
    next: [
      `Put the vendor's own format into ${path}: keyword, pattern, checksum or decoder if there is one.`,
      'Write no example: tests make matches and near misses from the pattern.',
      'npx vitest run packages/secrets',
    ],
  };
}

function vendorText(vendor: string, prefix: string): string {
  return `import type { SecretDetector } from '../detector.ts';

const format = { provider: '${vendor}', keywordCase: 'exact', basis: 'format' } as const;

export const ${camel(vendor)}: readonly SecretDetector[] = [
  {
    ...format,
    id: '${vendor}-api-token',
    title: '${sentence(vendor)} API token',
    credentialKind: 'token',
    keywords: ['${prefix}_'],
    pattern: '${prefix}_[A-Za-z0-9]{32}',
    entropyAtLeast: 3.5,
  },
];
`;
}
