import { defineFileCollector } from '@nonhuman/connector-kit';
import type { Environment } from '@nonhuman/model';
import { identifyToken } from '@nonhuman/secrets';
import { readDotenv } from '../../../formats/dotenv.ts';
import { reportVariables } from '../../variables.ts';

/** Environment files of applications, whatever the suffix. */
export const dotenv = defineFileCollector({
  id: 'host.dotenv',
  title: 'Environment files (.env)',
  group: 'environment',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [
    { name: '.env' },
    { name: '.env.*' },
    { name: '*.env' },
    { name: '.envrc' },
    { name: '.dev.vars' },
    { name: '.flaskenv' },
  ],
  cannotTell: ['which program reads the file', 'whether a value is still valid'],
  *collect(file, context) {
    const isTemplate =
      /\.(?:example|sample|template|dist|tpl|defaults?)$|(?:^|\.)(?:example|sample|template)\.env$/i.test(
        file.name,
      );
    const variables = readDotenv(file.text());
    const environment = environmentOf(file.name);
    yield* reportVariables(
      this.id,
      isTemplate ? variables.filter(({ value }) => isCertain(value)) : variables,
      {
        file,
        context,
        setting: 'environment-file',
        ...(environment === 'unknown' ? {} : { environment }),
      },
    );
  },
});

/** In a template only a token whose own checksum fits is taken for real. */
function isCertain(value: string): boolean {
  return identifyToken(value)?.checksum === 'valid';
}

/** What the name says: `.env.production`, `.env.local`, `staging.env`. */
export function environmentOf(name: string): Environment {
  const words = name.toLowerCase().split(/[^a-z]+/);
  if (words.some((word) => ['prod', 'production', 'live', 'prd'].includes(word)))
    return 'production';
  const others = [
    'dev',
    'develop',
    'development',
    'local',
    'test',
    'testing',
    'ci',
    'stage',
    'staging',
    'qa',
    'uat',
    'sandbox',
    'preview',
  ];
  return words.some((word) => others.includes(word)) ? 'non-production' : 'unknown';
}
