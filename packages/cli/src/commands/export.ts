import { randomBytes } from 'node:crypto';
import { createWriteStream, realpathSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportFormats, exportSubjects, routes } from '@nonhuman/api-contract';
import { type Command, type Surroundings, UsageError } from '../command.ts';
import { queryOf, withProduct } from '../open-product.ts';
import { outputPathOf } from './paths.ts';

/** `nonhuman export` */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Write identities, credentials or findings as JSON, CSV or SARIF 2.1.0',
  arguments: '[format]',
  options: [
    {
      flags: '--of <subject>',
      summary: 'what to write (default: identities; findings for SARIF)',
      choices: exportSubjects,
    },
    {
      flags: '--output <file>',
      summary: 'a file instead of standard output; replaced only when whole',
    },
    { flags: '--as-of <date>', summary: 'as it was known at the end of that day (UTC)' },
  ],
  examples: [
    [
      'nonhuman export csv --of credentials --output credentials.csv',
      'every credential as a table',
    ],
    ['nonhuman export sarif > nonhuman.sarif', 'findings for code scanning'],
  ],
  run(call, surroundings) {
    const { of, asOf, output } = call.options;
    const path = typeof output === 'string' ? outputPathOf(output, surroundings) : null;
    return withProduct(call, surroundings, async ({ stream }) => {
      const format = call.arguments[0] ?? 'json';
      if (!exportFormats.some((known) => known === format))
        throw new UsageError(`There is no format "${format}"; choose ${exportFormats.join(', ')}.`);
      const response = await stream(routes.getExport, {
        params: { format },
        query: queryOf(routes.getExport, { of, asOf }),
      });
      if (response.body === null) return { data: undefined, text: () => '' };
      const body = Readable.fromWeb(response.body);
      if (path === null) {
        await sendText(body, surroundings);
        return { data: undefined, text: () => '' };
      }
      await writeTo(path, body, surroundings.signal);
      return { data: { written: path }, text: () => `Written: ${path}` };
    });
  },
};

/** A file is replaced by a whole one only; a pipe or a device is written to, and stays what it is. */
async function writeTo(path: string, body: Readable, signal: AbortSignal): Promise<void> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === false) {
    await pipeline(body, createWriteStream(path), { signal });
    return;
  }
  const target = stats === undefined ? path : realpathSync(path);
  const unfinished = `${target}.${randomBytes(6).toString('hex')}.partial`;
  try {
    await pipeline(body, createWriteStream(unfinished, { mode: 0o600 }), { signal });
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function sendText(body: Readable, { write }: Pick<Surroundings, 'write'>): Promise<void> {
  body.setEncoding('utf8');
  for await (const chunk of body) await write(String(chunk));
}
