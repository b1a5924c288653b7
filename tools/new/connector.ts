import { withEntry } from './list-line.ts';
import { camel, sentence, wordsOf } from './names.ts';
import type { Scaffold } from './scaffold.ts';

const source = 'packages/connectors/src';

/** `acme`: a connector that imports an export file of one kind, with its conformance test. */
export function connectorScaffold(id: string): Scaffold {
  wordsOf(id);
  const folder = `${source}/${id}`;
  return {
    files: [
      { path: `${folder}/connector.ts`, text: connectorText(id) },
      { path: `${folder}/schema.ts`, text: schemaText(id) },
      { path: `${folder}/mapping/service-account.ts`, text: mappingText(id) },
      { path: `${folder}/importers/importer.ts`, text: importerText(id) },
      { path: `${folder}/importers/importer.test.ts`, text: testText(id) },
      { path: `${folder}/README.md`, text: readmeText(id) },
    ],
    changes: [
      {
        path: `${source}/index.ts`,
        change: (before) => withEntry(before, { name: camel(id), from: `./${id}/connector.ts` }),
      },
    ],
    next: [
      `Put what the provider really prints into ${folder}/schema.ts, and the read-only commands that make it into importers/importer.ts.`,
      `Map it in ${folder}/mapping, one file a resource; what is not told stays unknown.`,
      `Say in ${folder}/README.md what the provider cannot tell.`,
      `npx vitest run ${folder}`,
      'npm run docs',
    ],
  };
}

function connectorText(id: string): string {
  return `import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Service accounts of ${sentence(id)}. */
export const ${camel(id)} = defineConnector({
  id: '${id}',
  title: '${sentence(id)}',
  summary: 'Service accounts of ${sentence(id)}, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
`;
}

function schemaText(id: string): string {
  return `import { z } from 'zod';

/** One service account, as ${sentence(id)} exports it; only the fields that are read. */
export const ServiceAccount = z.object({
  id: z.string().min(1),
  name: z.string(),
  disabled: z.boolean().optional(),
  createdAt: z.string().optional(),
  /** Null: never used. */
  lastUsedAt: z.string().nullable().optional(),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;
`;
}

function mappingText(id: string): string {
  return `import {
  type Identity,
  never,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import type { ServiceAccount } from '../schema.ts';

/** A service account. */
export function toIdentity(account: ServiceAccount): Identity {
  const { id, name, disabled, createdAt, lastUsedAt } = account;
  return {
    key: \`service-account:\${id}\`,
    provider: '${id}',
    kind: 'service-account',
    nativeType: '${id}-service-account',
    name,
    status: disabled === undefined ? 'unknown' : disabled ? 'disabled' : 'active',
    createdAt: momentOf(createdAt),
    lastUsedAt: lastUsedAt === null ? never : momentOf(lastUsedAt),
  };
}

function momentOf(text: string | undefined): Observed<Timestamp> {
  const timestamp = text === undefined ? null : timestampOf(text);
  return timestamp === null ? unknown('the export does not tell') : seen(timestamp);
}
`;
}

function importerText(id: string): string {
  const listing = `${id}.service-accounts`;
  const member = `${camel(id)}ServiceAccounts`;
  return `import {
  beginListing,
  closeLedger,
  countItem,
  defineImporter,
  endListing,
  FileProblem,
  type ImportContext,
  type ImportFile,
  type ImportKind,
  jsonItems,
  type ListingLedger,
  noteProblem,
  startLedger,
  upsert,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { toIdentity } from '../mapping/service-account.ts';
import { ServiceAccount } from '../schema.ts';

const listing = '${listing}';

interface State {
  readonly ledger: ListingLedger<typeof listing>;
}

const serviceAccounts: ImportKind<State> = {
  id: listing,
  title: 'Service accounts',
  commands: [],
  emits: ['identity'],
  order: 1,
  recognise: ({ text }) => /^\\s*\\{\\s*"${member}"\\s*:/.test(text),
  read: readServiceAccounts,
};

/** Reads what ${sentence(id)} exports as JSON. */
export const importer = defineImporter<State>({
  id: '${id}',
  title: '${sentence(id)}',
  permissions: [],
  cannotTell: ['Which credentials a service account has.'],
  kinds: [serviceAccounts],
  start: () => ({
    ledger: startLedger({
      nouns: { [listing]: ['identity'] },
      proofs: {},
      emptyBecause: 'The list is empty',
    }),
  }),
  async *finish({ state }) {
    yield* closeLedger(state.ledger);
  },
});

${readerText(id, member)}`;
}

function readerText(id: string, member: string): string {
  return `async function* readServiceAccounts(
  file: ImportFile,
  { state: { ledger }, options }: ImportContext<State>,
): AsyncGenerator<Observation> {
  const scopeKey = options['tenant'] ?? '${id}';
  yield {
    type: 'scope',
    scope: { key: scopeKey, kind: '${id}-tenant', name: scopeKey, provider: '${id}' },
  };
  beginListing(ledger, scopeKey, { listing, goesOn: false });
  try {
    for await (const { value, byte } of jsonItems(file, { paths: ['${member}'] })) {
      const account = ServiceAccount.safeParse(value);
      if (!account.success) {
        const message = \`\${file.name}: byte \${byte}: this is no service account\`;
        noteProblem(ledger, scopeKey, { listing, reason: 'malformed', message });
        continue;
      }
      countItem(ledger, scopeKey, { listing, key: account.data.id });
      yield upsert({ scopeKey, listing }, 'identity', toIdentity(account.data));
    }
  } catch (problem) {
    if (problem instanceof FileProblem)
      noteProblem(ledger, scopeKey, { listing, reason: 'malformed', message: problem.message });
    throw problem;
  }
  endListing(ledger, scopeKey, { listing, ifAny: false });
}
`;
}

function testText(id: string): string {
  const member = `${camel(id)}ServiceAccounts`;
  return `import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const accounts = [
  { id: 'sa-1', name: 'builder', disabled: false, createdAt: '2026-01-02T03:04:05Z', lastUsedAt: null },
  { id: 'sa-2', name: 'reporter', disabled: true, lastUsedAt: '2026-05-01T00:00:00Z' },
];
const files = { 'service-accounts.json': JSON.stringify({ ${member}: accounts }) };

describeImporter(importer, { files });

describe('service accounts', () => {
  it('carry what is told, and do not guess what is not', async () => {
    const { of } = await runImport(importer, files);

    expect(of('identity')).toMatchObject([
      { name: 'builder', status: 'active', lastUsedAt: never },
      { name: 'reporter', status: 'disabled', createdAt: { state: 'unknown' } },
    ]);
    expect(of('identity')[0]?.createdAt).toEqual(seen('2026-01-02T03:04:05.000Z'));
  });

  it('are listed completely unless one could not be read', async () => {
    const damaged = { 'a.json': JSON.stringify({ ${member}: [...accounts, { name: 7 }] }) };

    expect((await runImport(importer, files)).completed).toEqual(['${id} ${id}.service-accounts']);
    const { completed, observations } = await runImport(importer, damaged);
    expect(completed).toEqual([]);
    expect(observations.filter(({ type }) => type === 'gap')).toHaveLength(1);
  });
});
`;
}

function readmeText(id: string): string {
  const member = `${camel(id)}ServiceAccounts`;
  return `# ${sentence(id)}

Reads, offline, an export of service accounts. Nothing is called; nothing is changed.

## Make the files

One JSON object with the list \`${member}\`; each entry has \`id\`, \`name\` and, where they are known, \`disabled\`, \`createdAt\` and \`lastUsedAt\` (null: never used). Then:

\`\`\`sh
nonhuman import ${id} service-accounts.json
\`\`\`

## What it cannot tell

- Which credentials a service account has.
- When one was made or used, where the export has no such field: that stays unknown.
`;
}
