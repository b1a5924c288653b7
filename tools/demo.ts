// `npm run demo -- --seed 7 --size startup|<number> --out <folder>`: writes a made-up company as export files.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCompany } from '@nonhuman/demo';
import { sizeOf } from './score/company-size.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    size: { type: 'string', default: 'startup' },
    out: { type: 'string' },
    now: { type: 'string' },
  },
});
if (values.out === undefined) {
  console.error('Name the folder to write to: npm run demo -- --out <folder>');
  process.exitCode = 2;
} else {
  const written = await writeCompany({
    seed: Number(values.seed),
    size: sizeOf(values.size),
    now: values.now === undefined ? new Date() : new Date(values.now),
    folder: resolve(values.out),
  });
  console.log(`Written to ${written.folder}. To read it in:`);
  for (const { provider, path } of written.imports)
    console.log(`  nonhuman import ${provider} ${written.folder}/${path}`);
}
