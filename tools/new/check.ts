import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withEntry } from './list-line.ts';
import { camel, folderAndName, sentence } from './names.ts';
import { type Scaffold, ScaffoldRefused } from './scaffold.ts';

const source = 'packages/checks/src';

/** The words of the example that differ by what it judges. */
interface Subject {
  readonly kind: 'identity' | 'credential';
  readonly take: string;
  readonly date: string;
  readonly disabled: string;
  /** The builder of a good one, and how facts are given to it. */
  readonly view: string;
  readonly given: (facts: string) => string;
}

const identitySubject: Subject = {
  kind: 'identity',
  take: '{ identity }',
  date: 'identity.createdAt',
  disabled: "identity.status === 'disabled'",
  view: 'anIdentityView',
  given: (facts) => `{ identity: ${facts} }`,
};
const credentialSubject: Subject = {
  kind: 'credential',
  take: '{ credential }',
  date: 'credential.createdAt',
  disabled: "credential.status === 'disabled'",
  view: 'aCredentialView',
  given: (facts) => facts,
};

/** `credential/too-many-scopes`: the rule, its test, its page and its line in the list. */
export function checkScaffold(root: string, text: string): Scaffold {
  const [folder, name] = folderAndName(text, 'credential/too-many-scopes');
  if (/\d/.test(text)) throw new ScaffoldRefused('The id of a check has no digits.');
  const folders = readdirSync(join(root, source), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['risk', 'testing'].includes(entry.name))
    .map((entry) => entry.name)
    .sort();
  if (!folders.includes(folder))
    throw new ScaffoldRefused(`There is no area "${folder}"; choose ${folders.join(', ')}.`);
  if (folder === 'exposure')
    throw new ScaffoldRefused(
      'Exposures are judged by where they lie: copy exposure/in-source.ts and its tests.',
    );
  const ofCredentials = ['certificate', 'credential', 'key'].includes(folder);
  const subject = ofCredentials ? credentialSubject : identitySubject;
  const id = `${folder}-${name}`;
  const path = `${source}/${folder}/${name}`;
  return {
    files: [
      { path: `${path}.ts`, text: ruleText(id, subject) },
      { path: `${path}.test.ts`, text: testText(id, { name, subject }) },
      { path: `${path}.md`, text: pageText(id, subject) },
    ],
    changes: [
      {
        path: `${source}/list.ts`,
        change: (before) => withEntry(before, { name: camel(id), from: `./${folder}/${name}.ts` }),
      },
      {
        path: `${source}/thresholds.ts`,
        change: withLast(`  '${id}.maxAgeDays': 'Days that it may be old.',`),
      },
      {
        path: 'packages/demo/src/unplanted.ts',
        change: withLast(`  '${id}': 'it is not planted yet',`),
      },
    ],
    next: [
      `Make the rule yours in ${path}.ts: title, severity, controls, limits and evaluate.`,
      `Say the same in ${path}.md, and put its guarantees into ${path}.test.ts.`,
      `Explain its limits in ${source}/thresholds.ts.`,
      'Plant it in the made-up company (packages/demo/src/world), or say in unplanted.ts why not.',
      'npx vitest run packages/checks',
    ],
  };
}

/** Adds a line to the table that a file ends with. */
function withLast(line: string): (before: string) => string {
  return (before) => before.replace(/\};\s*$/, () => `${line}\n};\n`);
}

function titleOf(id: string): string {
  return `${sentence(id)}: made too long ago`;
}

function ruleText(id: string, { kind, take, date, disabled }: Subject): string {
  return `import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince } from '../lifecycle.ts';

/** Fails an active ${kind} that was made longer ago than the limit. */
export const ${camel(id)} = defineCheck({
  id: '${id}',
  title: '${titleOf(id)}',
  severity: 'low',
  subject: '${kind}',
  controls: ['owasp-nhi-2025:NHI7'],
  params: z.object({ maxAgeDays: z.int().positive().default(1000) }),
  nextAction: 'Ask its owner whether it is still needed.',

  evaluate(${take}, { now, params: { maxAgeDays } }) {
    if (${disabled}) return notApplicable('it is disabled');
    const createdAt = ${date};
    if (createdAt.state !== 'seen') return cannotTell('nothing tells when it was made');

    const ageDays = daysSince(createdAt.value, now);
    if (ageDays <= maxAgeDays) return pass;
    return fail(\`\${ageDays} days old; the limit is \${maxAgeDays}\`, { ageDays });
  },
});
`;
}

function testText(id: string, { name, subject }: { name: string; subject: Subject }): string {
  const fact = (createdAt: string) => subject.given(`{ createdAt: ${createdAt} }`);
  return `import { seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { ${subject.view}, judge } from '../testing/index.ts';
import { ${camel(id)} } from './${name}.ts';

describe('${id}', () => {
  it.each([
    ['passes on the last permitted day', ${fact('seen(daysAgo(1000))')}, 'pass'],
    ['fails the day after', ${fact('seen(daysAgo(1001))')}, 'fail'],
    ['does not guess an age it was not told', ${fact("unknown('not told')")}, 'unknown'],
    ['skips what is disabled', ${subject.given("{ status: 'disabled' }")}, 'not-applicable'],
  ] as const)('%s', (_, facts, expected) => {
    const outcome = judge(${camel(id)}, ${subject.view}(facts));

    expect(outcome.result).toBe(expected);
  });

  it('takes the limit of the workspace', () => {
    const subject = ${subject.view}(${fact('seen(daysAgo(40))')});

    expect(judge(${camel(id)}, subject, { maxAgeDays: 30 }).result).toBe('fail');
  });
});
`;
}

function pageText(id: string, { kind }: Subject): string {
  return `# ${titleOf(id)}

## What it means

The ${kind} was made longer ago than the limit of 1000 days.

## Why it matters

What has stood for years was often made for a purpose that has ended, and nobody looks at it any more.

## How it is decided

- **Pass**: it was made at most \`maxAgeDays\` (1000) ago.
- **Fail**: it was made longer ago.
- **Unknown**: nothing tells when it was made.
- **Not applicable**: it is disabled.

## How to fix

1. Ask its owner whether it is still needed.
2. If it is not, disable it, watch for a week that nothing breaks, then delete it.

## False positives

Things that are meant to last: accept the finding with the day on which to ask again.
`;
}
