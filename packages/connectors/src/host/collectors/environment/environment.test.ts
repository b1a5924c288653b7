import { exampleOf } from '@nonhuman/secrets/testing';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { devcontainer } from './devcontainer.ts';
import { dockerCompose } from './docker-compose.ts';
import { dotenv, environmentOf } from './dotenv.ts';
import { crontab, procfile } from './process-files.ts';

const token = exampleOf('github-fine-grained-token', 2);
const awsId = `AKIA${exampleOf('aws-access-key-id', 3).slice(4)}`;
const awsSecret = 'Zq'.concat('7/rT+kP0xVb3NcLmYw8sHd2JgAfUe5QiOtB1', 'uX').padEnd(40, 'M');
const generic = ['h7Xq', '2vPz', 'L9wN', '4kRt'].join('');

describe('environment files', () => {
  const path = '/home/ada/app/.env';
  const read = (content: string, at = path) => collectFrom(dotenv, at, { [at]: content });

  it('joins the halves of an AWS key into one credential with its account', () => {
    const reported = read(`AWS_ACCESS_KEY_ID=${awsId}\nAWS_SECRET_ACCESS_KEY="${awsSecret}"\n`);

    expect(reported.of('credential')).toMatchObject([
      { provider: 'aws', kind: 'access-key', publicId: awsId, place: { line: 2 } },
    ]);
    expect(reported.of('credential')[0]?.attributes?.['awsAccountId']).toMatch(/^\d{12}$/);
    expect(reported.of('exposure')).toHaveLength(1);
    expect(everythingSaid(reported)).not.toContain(awsSecret);
  });

  it('takes a URL with a password for a database login, and keeps the password out', () => {
    const reported = read(`DATABASE_URL=postgres://app:${generic}@db.acme.dev:5432/orders\n`);

    expect(reported.of('identity')).toMatchObject([
      { kind: 'database-login', name: 'app@db.acme.dev' },
    ]);
    expect(reported.of('credential')).toMatchObject([
      { kind: 'connection-string', name: 'app@db.acme.dev/orders' },
    ]);
    expect(everythingSaid(reported)).not.toContain(generic);
  });

  it('keeps references apart from secrets, and settings out', () => {
    const reported = read(
      `API_KEY=\${SHARED_API_KEY}\nDB_PASSWORD=op://team/db/password\nPORT=8080\nLOG_LEVEL=debug\nNAME=\${USER}\n# TOKEN=${token}\n`,
    );

    expect(reported.of('secret-reference').map(({ store, name }) => [store, name])).toEqual([
      ['environment-variable', 'SHARED_API_KEY'],
      ['one-password', 'team/db/password'],
    ]);
    expect(reported.of('exposure')).toEqual([]);
  });

  it('gives the same credential in two files one id and two places', () => {
    const one = read(`GITHUB_TOKEN=${token}\n`);
    const other = read(`export GH_TOKEN='${token}'\n`, '/home/ada/other/.env.local');

    expect(one.of('credential')[0]?.key).toBe(other.of('credential')[0]?.key);
    expect(one.of('exposure')[0]?.key).not.toBe(other.of('exposure')[0]?.key);
  });

  it('believes a template only where a checksum proves it', () => {
    const reported = read(
      `SECRET_KEY=${generic}\nGITHUB_TOKEN=${exampleOf('github-personal-access-token', 4)}\n`,
      '/home/ada/app/.env.example',
    );

    expect(reported.of('credential').map(({ name }) => name)).toEqual(['GITHUB_TOKEN']);
  });

  it.each([
    ['.env.production', 'production'],
    ['.env.local', 'non-production'],
    ['staging.env', 'non-production'],
    ['.env', 'unknown'],
    ['.env.products', 'unknown'],
  ])('tells the environment of %s: %s', (name, environment) => {
    expect(environmentOf(name)).toBe(environment);
  });

  it('reads quotes over several lines, and an open quote costs one line only', () => {
    const reported = read(`A="one\ntwo"\nOPEN="never closed\nGITHUB_TOKEN=${token}\n`);

    expect(reported.of('credential').map(({ name }) => name)).toEqual(['GITHUB_TOKEN']);
  });
});

describe('Docker Compose', () => {
  const path = '/home/ada/app/docker-compose.yml';

  it('makes each service a workload that holds what it is given', () => {
    const reported = collectFrom(dockerCompose, path, {
      [path]: `services:\n  web:\n    image: acme/web:1\n    environment:\n      GITHUB_TOKEN: ${token}\n      DEBUG: "1"\n    env_file: .env\n    secrets: [db]\n  worker:\n    environment:\n      - API_SECRET=${generic}\nsecrets:\n  db:\n    file: ./db.txt\n`,
    });

    expect(
      reported
        .of('identity')
        .filter(({ kind }) => kind === 'workload')
        .map(({ name }) => name),
    ).toEqual(['web', 'worker']);
    expect(reported.of('credential').map(({ name, place }) => [name, place?.line])).toEqual([
      ['GITHUB_TOKEN', 5],
      ['API_SECRET', 11],
    ]);
    expect(reported.of('delegation').map(({ kind }) => kind)).toEqual([
      'holds-credential',
      'holds-credential',
    ]);
    expect(reported.of('secret-reference').map(({ store, name }) => [store, name])).toEqual([
      ['file', '.env'],
      ['docker-secret', 'db'],
      ['file', './db.txt'],
    ]);
    expect(everythingSaid(reported)).not.toContain(generic);
  });
});

describe('process files', () => {
  it('sees assignments and flags in commands of cron', () => {
    const path = '/home/ada/jobs.crontab';
    const reported = collectFrom(crontab, path, {
      [path]: `MAILTO=ada\nDB_PASSWORD=${generic}\n0 5 * * * API_TOKEN=${token} /opt/run --level 3\n@daily mysqldump --password=${generic} orders\n# 1 1 * * * X_TOKEN=${token} y\n`,
    });

    expect(reported.of('credential').map(({ name }) => name)).toEqual([
      'DB_PASSWORD',
      'API_TOKEN',
      'password',
    ]);
    expect(everythingSaid(reported)).not.toContain(generic);
  });

  it('sees a login in a command of a Procfile', () => {
    const path = '/home/ada/app/Procfile';
    const reported = collectFrom(procfile, path, {
      [path]: `web: DATABASE_URL=mysql://root:${generic}@db/x node server.js\n`,
    });

    expect(reported.of('identity')).toMatchObject([{ kind: 'database-login', name: 'root@db' }]);
    expect(reported.of('exposure')).toHaveLength(1);
  });

  it('reads the environment of a development container', () => {
    const path = '/home/ada/app/.devcontainer/devcontainer.json';
    const reported = collectFrom(devcontainer, path, {
      [path]: `{ // dev\n "containerEnv": { "NPM_TOKEN": "\${localEnv:NPM_TOKEN}", "GH_TOKEN": "${token}" },\n "secrets": { "OPENAI_API_KEY": {} } }`,
    });

    expect(reported.of('credential').map(({ name }) => name)).toEqual(['GH_TOKEN']);
    expect(reported.of('secret-reference').map(({ name }) => name)).toContain('OPENAI_API_KEY');
  });
});
