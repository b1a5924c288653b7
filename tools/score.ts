// `npm run score [-- --seed 1,2,3] [--details]`: generates companies, reads them in, and compares with the truth.
import { parseArgs } from 'node:util';
import { scoreText, shortfalls } from '@nonhuman/demo';
import { sizeOf } from './score/company-size.ts';
import { scoreCompany } from './score/score-company.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1,2,3' },
    size: { type: 'string', default: 'startup' },
    now: { type: 'string' },
    details: { type: 'boolean', default: false },
  },
});
const now = values.now === undefined ? new Date() : new Date(values.now);
for (const seed of values.seed.split(',').map(Number)) {
  console.log(`== seed ${seed}`);
  const say = (line: string) => console.log(line);
  const score = await scoreCompany({ seed, size: sizeOf(values.size), now, say });
  console.log(scoreText(score, { details: values.details }));
  if (shortfalls(score).length > 0) process.exitCode = 1;
}
