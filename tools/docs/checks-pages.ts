import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyCheck, checks, type Framework, frameworks } from '@nonhuman/checks';
import { z } from 'zod';
import { markdownTable, type Page, page } from './page.ts';

/** Every check with its page, and which controls of which framework they give evidence for. */
export function checkPages(root: string): Page[] {
  const rows = checks.map((check) => [
    linkTo(check),
    check.title,
    check.severity,
    check.subject,
    check.controls.map(controlName).join(', '),
  ]);
  return [
    page('checks.md', 'Checks', [
      `${checks.length} checks judge the inventory. Each says pass, fail, not applicable or unknown; unknown is never a pass.`,
      '',
      markdownTable(['check', 'the fault', 'severity', 'judges', 'controls'], rows),
    ]),
    page('controls.md', 'Controls', [
      'Which checks give evidence for which requirement. A check covers part of a requirement, never the whole; the texts are paraphrased.',
      '',
      ...frameworks.flatMap(matrixOf),
    ]),
    ...checks.map((check) => checkPage(root, check)),
  ];
}

function linkTo({ id }: AnyCheck): string {
  return `[${id}](checks/${id}.md)`;
}

/** `owasp-nhi-2025:NHI7` reads as `NHI7` in lists of one row. */
function controlName(control: string): string {
  return `${control.split(':')[0]} ${control.split(':')[1]}`;
}

function matrixOf({ id, title, controls }: Framework): string[] {
  const rows = Object.entries(controls).map(([control, asks]) => {
    const covering = checks.filter((check) => check.controls.includes(`${id}:${control}`));
    return [control, asks, covering.map(linkTo).join(', ') || 'none'];
  });
  return [`## ${title}`, '', markdownTable(['control', 'asks for', 'checks'], rows), ''];
}

function checkPage(root: string, check: AnyCheck): Page {
  // `credential-too-old` lies at `credential/too-old`.
  const path = join(root, 'packages/checks/src', `${check.id.replace('-', '/')}.md`);
  const [, ...text] = readFileSync(path, 'utf8').trim().split('\n');
  const limits = limitsOf(check);
  return page(`checks/${check.id}.md`, check.title, [
    markdownTable(
      ['id', 'severity', 'judges', 'controls'],
      [
        [
          `\`${check.id}\``,
          check.severity,
          check.subject,
          check.controls.map(controlName).join(', '),
        ],
      ],
    ),
    '',
    `**Next action.** ${check.nextAction}`,
    ...text,
    ...(limits.length > 0
      ? ['', '## Limits', '', markdownTable(['limit', 'default', 'may be'], limits)]
      : []),
  ]);
}

const Limits = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({ default: z.json().optional(), type: z.string().optional() }),
  ),
});

function limitsOf({ params }: AnyCheck): string[][] {
  const { properties } = Limits.parse(z.toJSONSchema(params, { io: 'input' }));
  return Object.entries(properties).map(([name, { default: usual, type = '', ...rest }]) => [
    `\`${name}\``,
    `\`${JSON.stringify(usual)}\``,
    [type, ...constraintsOf(rest)].join(', '),
  ]);
}

function constraintsOf(schema: Readonly<Record<string, unknown>>): string[] {
  const { minimum, exclusiveMinimum, enum: choices, items } = schema;
  return [
    ...(typeof minimum === 'number' ? [`at least ${minimum}`] : []),
    ...(typeof exclusiveMinimum === 'number' ? [`over ${exclusiveMinimum}`] : []),
    ...(Array.isArray(choices) ? [`one of ${choices.join(', ')}`] : []),
    ...(items === undefined ? [] : [`of ${JSON.stringify(items)}`]),
  ];
}
