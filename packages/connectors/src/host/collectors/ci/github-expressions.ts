import { leavesOf } from '../../../formats/json-value.ts';
import { lineWith } from '../../definitions/yaml-source.ts';
import type { NamedSecret, YamlPipeline } from './pipeline.ts';

const named = /\bsecrets\s*(?:\.\s*([A-Za-z_][\w-]*)|\[\s*'([^']+)'\s*\])/g;
const wholesale = /\btoJSON\(\s*secrets\s*\)/i;

/** The names of the secrets that an expression context reads; `*` for all of them at once. */
export function secretsIn(text: string, bare = false): string[] {
  const expressions = bare ? [text] : expressionsIn(text);
  return expressions.flatMap((expression) => [
    ...Array.from(expression.matchAll(named), ([, dotted, quoted]) => dotted ?? quoted ?? ''),
    ...(wholesale.test(expression) ? ['*'] : []),
  ]);
}

/** Whether anything in the value reads the run's own token. */
export function readsToken(text: string): boolean {
  return expressionsIn(text).some((expression) =>
    /\bgithub\.token\b|\bsecrets\.GITHUB_TOKEN\b/i.test(expression),
  );
}

function expressionsIn(text: string): string[] {
  const expressions: string[] = [];
  for (let start = text.indexOf('${{'); start >= 0; ) {
    const end = text.indexOf('}}', start);
    if (end < 0) break;
    expressions.push(text.slice(start, end));
    start = text.indexOf('${{', end);
  }
  return expressions;
}

/** Every secret that the workflow names, with its line. The run's own `GITHUB_TOKEN` is none. */
export function githubSecrets(pipeline: YamlPipeline): NamedSecret[] {
  return leavesOf(pipeline.root).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !value.includes('secrets')) return [];
    const names = secretsIn(value, path.at(-1) === 'if');
    if (names.length === 0) return [];
    const from = pipeline.document.lineOf(path);
    return names
      .filter((name) => name.toUpperCase() !== 'GITHUB_TOKEN')
      .map((name) => ({
        store: 'github-actions-secret',
        name: name === '*' ? 'every secret (toJSON)' : name,
        line: lineWith(pipeline, from, name === '*' ? 'secrets' : name),
      }));
  });
}
