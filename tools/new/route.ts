import { withEntry, withImport } from './list-line.ts';
import { camel, pascal, sentence, wordsOf } from './names.ts';
import { type Scaffold, ScaffoldRefused } from './scaffold.ts';

const contract = 'packages/api-contract/src';
const server = 'packages/server/src';

/** `list-regions`: GET /v1/regions, as a contract, an operation with its test, and the handler that joins them. */
export function routeScaffold(name: string): Scaffold {
  const [verb, ...things] = wordsOf(name);
  if (verb !== 'list' || things.length === 0)
    throw new ScaffoldRefused(
      `"${name}" is not list-<things>, e.g. "list-regions". Other routes start from such a one by hand.`,
    );
  const thing = things.join('-');
  const id = camel(name);
  return {
    files: [
      { path: `${contract}/routes/${thing}.ts`, text: contractText(id, thing) },
      { path: `${server}/operations/${thing}.ts`, text: operationText(id, thing) },
      { path: `${server}/operations/${thing}.test.ts`, text: testText(id, thing) },
    ],
    changes: [
      {
        path: `${contract}/routes.ts`,
        change: (before) => withEntry(before, { name: id, from: `./routes/${thing}.ts` }),
      },
      {
        path: `${server}/routes/inventory.ts`,
        change: (before) => withHandler(before, { id, thing }),
      },
    ],
    next: [
      `Declare in ${contract}/routes/${thing}.ts what is asked, what is answered, and which permission it needs.`,
      `Answer it in ${server}/operations/${thing}.ts; read the store through packages/store/src/queries.`,
      'npx vitest run packages/api-contract packages/server',
      'npm run docs',
    ],
  };
}

const handlers = /(export const inventory: Handlers<\n)([\s\S]*)\n\};\n$/;

/** The routes of the inventory with one more: its id in the type, its line in the object. */
function withHandler(text: string, { id, thing }: { id: string; thing: string }): string {
  if (!handlers.test(text))
    throw new ScaffoldRefused('The handlers of the inventory are not where they were.');
  const line = `  ${id}: async (_, { workings }) => ${id}(workings),`;
  const joined = text.replace(
    handlers,
    (_, open: string, inside: string) => `${open}  | '${id}'\n${inside}\n${line}\n};\n`,
  );
  return withImport(joined, { name: id, from: `../operations/${thing}.ts` });
}

function contractText(id: string, thing: string): string {
  return `import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

const ${pascal(thing)}Row = z.object({ id: z.string(), title: z.string() });

/** ${sentence(thing)}, sorted by id. */
export const ${id} = defineRoute({
  id: '${id}',
  method: 'get',
  path: '/v1/${thing}',
  summary: '${sentence(thing)}, sorted by id',
  permission: 'source:read',
  success: { status: 200, schema: z.object({ items: z.array(${pascal(thing)}Row) }) },
  errors: [],
});
`;
}

function operationText(id: string, thing: string): string {
  return `import type { AnswerOf, Routes } from '@nonhuman/api-contract';
import type { Workings } from '../workings.ts';

/** ${sentence(thing)}, sorted by id: here, the connectors of this program. */
export function ${id}({
  connectors,
}: Pick<Workings, 'connectors'>): AnswerOf<Routes['${id}']> {
  return {
    items: connectors
      .map(({ id, title }) => ({ id, title }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  };
}
`;
}

function testText(id: string, thing: string): string {
  return `import { routes } from '@nonhuman/api-contract';
import { defineConnector } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { ${id} } from './${thing}.ts';

const connector = (id: string) =>
  defineConnector({
    id,
    title: id.toUpperCase(),
    summary: 'A connector for tests.',
    collectors: [],
    fileCollectors: [],
    importer: null,
  });

describe('${id}', () => {
  it('answers what its contract says, sorted by id', () => {
    const answer = ${id}({ connectors: [connector('b'), connector('a')] });

    expect(routes.${id}.success.schema.parse(answer)).toEqual(answer);
    expect(answer.items.map((item) => item.id)).toEqual(['a', 'b']);
  });
});
`;
}
