import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { processesOf, removeFolder, run, temporaryFolder } from './run-program.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const work = join(folder, 'work');
const lines = [
  ['up', '--once', work],
  ['scan', work],
  ['import', 'generic', join(folder, 'a.csv')],
];

mkdirSync(work);
writeFileSync(
  join(work, '.env'),
  `DATABASE_URL=postgres://app:${'word'.repeat(4)}@db.example.com/app\n`,
);
writeFileSync(join(work, '.npmrc'), `//registry.npmjs.org/:_authToken=${'word'.repeat(8)}\n`);
writeFileSync(join(folder, 'a.csv'), 'name,owner\nbackup-bot,ada\n');

afterAll(() => removeFolder(folder));

const works = (command: string, ...args: string[]) =>
  spawnSync(command, [...args, 'true']).status === 0;

describe('without a network', () => {
  it.skipIf(!works('unshare', '-n'))(
    'all that reads works (needs the right to `unshare -n`)',
    async () => {
      for (const line of lines)
        expect(await run(line, { data, home: folder, under: ['unshare', '-n'] })).toMatchObject({
          code: 0,
          stderr: '',
        });
      expect(processesOf(data)).toEqual([]);
    },
  );

  const log = join(folder, 'strace.log');
  it.skipIf(!works('strace', '-f', '-o', '/dev/null'))(
    'nothing but this machine is called (needs strace)',
    async () => {
      for (const line of lines) {
        const under = [
          'strace',
          '-f',
          '-qq',
          '-e',
          'trace=connect,sendto,sendmsg,sendmmsg,bind',
          '-o',
          log,
        ];
        expect(await run(line, { data, home: folder, under })).toMatchObject({ code: 0 });
        const calls = readFileSync(log, 'utf8').split('\n');

        expect(calls.some((call) => call.includes('AF_UNIX'))).toBe(true);
        const beyond = calls.filter(
          (call) =>
            /AF_(INET6?|PACKET)/.test(call) && !/127\.0\.0\.1|"::1"|"::"|"0\.0\.0\.0"/.test(call),
        );
        expect(beyond).toEqual([]);
      }
      expect(processesOf(data)).toEqual([]);
    },
  );
});
