import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  credentialKinds,
  type Exposure,
  Exposure as ExposureSchema,
  identityKinds,
  statuses,
  unknown,
} from '@nonhuman/model';
import { anExposure } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { controlTitle, frameworks } from './controls.ts';
import type { AnyCheck } from './define-check.ts';
import { checks } from './list.ts';
import { prepareChecks, runChecks, runCredentialChecks, runExposureChecks } from './run-checks.ts';
import {
  aCredentialView,
  anExposureView,
  anIdentityView,
  aSeenCredential,
  nothingRead,
} from './testing/index.ts';

const folder = import.meta.dirname;
const documented = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length).replaceAll('\\', '/'))
  .toSorted();

/** `credential-too-old` lies at `credential/too-old`. */
function pathOf(check: AnyCheck): string {
  return check.id.replace('-', '/');
}

describe('the list of checks', () => {
  it('is sorted by id, without doubles', () => {
    const ids = checks.map(({ id }) => id);

    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it('has every check that has a page, and a page for every check', () => {
    expect(checks.map(pathOf)).toEqual(documented);
  });

  it('covers every category of the OWASP Non-Human Identities Top 10', () => {
    const owasp = frameworks.find(({ id }) => id === 'owasp-nhi-2025');
    const categories = Object.keys(owasp?.controls ?? {}).map((one) => `owasp-nhi-2025:${one}`);
    const named = new Set(checks.flatMap(({ controls }) => controls));

    expect(categories).toHaveLength(10);
    expect(categories.filter((category) => !named.has(category))).toEqual([]);
  });

  it('names each framework at least once', () => {
    const named = new Set(
      checks.flatMap(({ controls }) => controls.map((one) => one.split(':')[0])),
    );

    expect(frameworks.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const page = readFileSync(join(folder, `${pathOf(check)}.md`), 'utf8');

  it('says what it is in words fit for a finding', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(check.title).toMatch(/^[A-Z].{8,78}[^.]$/);
    expect(check.nextAction).toMatch(/^[A-Z].{10,158}\.$/);
  });

  it('names known controls, one of the OWASP Non-Human Identities Top 10 among them', () => {
    expect(check.controls.filter((control) => controlTitle(control) === null)).toEqual([]);
    expect(check.controls.some((control) => control.startsWith('owasp-nhi-2025:'))).toBe(true);
    expect(new Set(check.controls).size).toBe(check.controls.length);
  });

  it('has defaults for all of its limits', () => {
    expect(() => check.params.parse({})).not.toThrow();
  });

  it('has a page with every section', () => {
    expect(page.split('\n')[0]).toBe(`# ${check.title}`);
    expect(page.match(/^## .*$/gm)).toEqual([
      '## What it means',
      '## Why it matters',
      '## How it is decided',
      '## How to fix',
      '## False positives',
    ]);
  });

  it('says on its page what makes it fail, pass, and not know', () => {
    const decided = page.slice(page.indexOf('## How it is decided'), page.indexOf('## How to fix'));

    for (const result of ['**Pass**', '**Fail**', '**Unknown**', '**Not applicable**']) {
      expect(decided).toContain(`- ${result}: `);
    }
    for (const limit of Object.keys(check.params.shape)) expect(page).toContain(`\`${limit}\``);
  });
});

describe('without any facts', () => {
  const silent = unknown('nobody told');
  const dates = {
    createdAt: silent,
    lastUsedAt: silent,
    expiresAt: silent,
    lastRotatedAt: silent,
  } as const;
  const around = { coverage: nothingRead, ownership: [] } as const;
  const run = { now: new Date('2026-06-15T12:00:00Z'), checks: prepareChecks() };
  const settings: readonly Exposure['setting'][] = ExposureSchema.shape.setting.options;

  const silentIdentity = (kind: (typeof identityKinds)[number]) =>
    anIdentityView({
      ...around,
      identity: {
        kind,
        status: 'unknown',
        createdAt: silent,
        lastUsedAt: silent,
        environment: 'unknown',
        access: 'unknown',
      },
    });
  const passes = (outcomes: ReturnType<typeof runChecks>) =>
    outcomes.filter(({ outcome }) => outcome.result === 'pass').map(({ check }) => check.id);

  it.each(identityKinds)('no check passes an identity of kind %s', (kind) => {
    expect(passes(runChecks(silentIdentity(kind), run))).toEqual([]);
  });

  it.each(identityKinds)('no check fails an identity of kind %s', (kind) => {
    const failed = runChecks(silentIdentity(kind), run).filter(
      ({ outcome }) => outcome.result === 'fail',
    );

    expect(failed.map(({ check }) => check.id)).toEqual([]);
  });

  it.each(credentialKinds)('no check passes or fails a credential of kind %s', (kind) => {
    const credential = { ...dates, kind, status: 'unknown' } as const;
    const held = aCredentialView(credential, { holder: silentIdentity('service-account') });
    const alone = aCredentialView({ ...credential, identityKey: null }, { holder: null });

    for (const subject of [held, alone]) {
      const judged = runCredentialChecks(subject, run).filter(({ outcome }) =>
        ['pass', 'fail'].includes(outcome.result),
      );
      expect(judged.map(({ check }) => check.id)).toEqual([]);
    }
  });

  it.each(settings)('no check passes an exposure in %s of which no more is told', (setting) => {
    const exposure = anExposure({ setting, place: { kind: 'file', locator: '/x' } });
    const known = anExposureView(exposure, {
      credential: aSeenCredential({ ...dates, status: 'unknown' }),
      holder: silentIdentity('service-account'),
    });
    const alone = anExposureView(
      { ...exposure, credentialKey: null },
      { credential: null, holder: null },
    );

    for (const subject of [known, alone]) {
      expect(passes(runExposureChecks(subject, run))).toEqual([]);
    }
  });

  it.each(statuses)('no check throws on an identity of status %s', (status) => {
    const failures: unknown[] = [];
    const view = anIdentityView({
      ...around,
      identity: { status, createdAt: silent, lastUsedAt: silent },
      credentials: credentialKinds.map((kind) => aSeenCredential({ ...dates, kind, status })),
    });

    runChecks(view, { ...run, onFailure: (failure) => failures.push(failure) });

    expect(failures).toEqual([]);
  });
});
