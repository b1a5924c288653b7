import { exampleOf } from '@nonhuman/secrets/testing';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { systemAccounts } from './system-accounts.ts';
import { systemdUnits } from './systemd-units.ts';

const token = exampleOf('github-fine-grained-token', 5);

describe('system accounts', () => {
  it('are the accounts that no person logs in with, and say who could', () => {
    const reported = collectFrom(systemAccounts, '/etc/passwd', {
      '/etc/passwd':
        'root:x:0:0:root:/root:/bin/bash\npostgres:x:112:117:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\nada:x:1000:1000:Ada:/home/ada:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n',
    });

    expect(
      reported.of('identity').map(({ name, attributes }) => [name, attributes?.['consoleAccess']]),
    ).toEqual([
      ['root on workbench', undefined],
      ['postgres on workbench', true],
      ['www-data on workbench', false],
      ['nobody on workbench', false],
    ]);
  });

  it('name a broken line and go on', () => {
    const reported = collectFrom(systemAccounts, '/etc/passwd', {
      '/etc/passwd': 'broken\ndaemon:x:1:1::/:/usr/sbin/nologin\n',
    });

    expect(reported.gaps).toMatchObject([
      { reason: 'malformed', message: 'line 1: not an account of seven fields' },
    ]);
    expect(reported.of('identity')).toHaveLength(1);
  });
});

describe('systemd services', () => {
  const path = '/etc/systemd/system/billing.service';

  it('run as an account and hold what they are given', () => {
    const reported = collectFrom(systemdUnits, path, {
      [path]: `[Unit]\nDescription=Billing\n[Service]\nUser=billing\nEnvironment="GH_TOKEN=${token}" LEVEL=3\nEnvironmentFile=-/etc/billing.env\nLoadCredential=db:/etc/cred/db\nExecStart=/opt/billing \\\n  --port 80\n`,
    });

    expect(reported.of('identity').find(({ kind }) => kind === 'workload')).toMatchObject({
      name: 'billing.service',
      attributes: { runsAs: 'billing', program: '/opt/billing' },
    });
    expect(reported.of('delegation').map(({ kind, to }) => [kind, to.key])).toContainEqual([
      'runs-as',
      'host:account:workbench:billing',
    ]);
    expect(reported.of('credential')).toMatchObject([{ name: 'GH_TOKEN', place: { line: 5 } }]);
    expect(reported.of('secret-reference').map(({ store, name }) => [store, name])).toEqual([
      ['file', '/etc/billing.env'],
      ['systemd-credential', '/etc/cred/db'],
    ]);
    expect(everythingSaid(reported)).not.toContain(token);
  });

  it('run as root when no account is named', () => {
    const reported = collectFrom(systemdUnits, path, {
      [path]: '[Service]\nExecStart=/opt/billing\n',
    });

    expect(reported.of('identity')).toMatchObject([{ attributes: { runsAs: 'root' } }]);
  });

  it('are nothing else of that name', () => {
    expect(
      collectFrom(systemdUnits, path, { [path]: '[D-BUS Service]\nName=org.acme\nExec=/opt/x\n' })
        .all,
    ).toEqual([]);
  });
});
