import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { slackBotToken, stripeKey } from '../secrets/tokens.ts';
import { failing, type Intent, nearly, type SubjectName } from '../truth.ts';
import { activePeople, type Person, type Staff } from './people.ts';

/** A secret that a scanner saw in a repository. */
export interface ScannedSecret {
  readonly detector: 'Slack' | 'Stripe';
  readonly value: string;
  readonly file: string;
  readonly line: number;
  readonly committedAt: Date;
  readonly author: Person;
  /** The scanner could sign in with it. */
  readonly works: boolean;
  readonly isPublic: boolean;
  readonly exposure: Intent;
  readonly credential: Intent;
}

export interface ScannerReport {
  readonly repository: string;
  readonly secrets: readonly ScannedSecret[];
}

export function scannedSubject(
  noun: 'exposure' | 'credential',
  { file, line }: ScannedSecret,
): SubjectName {
  return { noun, provider: 'scanner', name: `${file}:${line}` };
}

/** A report about one repository that anyone may read, and one that few may. */
export function scannerReports({
  random,
  clock,
  staff,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}): ScannerReport[] {
  const author = random.pick(activePeople(staff));
  const secret = (
    name: string,
    of: { detector: ScannedSecret['detector']; works: boolean; isPublic: boolean },
    intents: Pick<ScannedSecret, 'exposure' | 'credential'>,
  ): ScannedSecret => {
    const own = random.fork(name);
    return {
      ...of,
      value: of.detector === 'Slack' ? slackBotToken(own) : stripeKey(own),
      file: `lib/${name}.js`,
      line: own.between(2, 90),
      committedAt: clock.daysAgo(own.between(30, 600)),
      author,
      ...intents,
    };
  };
  const inSource = 'exposure-in-source';
  return [
    {
      repository: `${staff.org}/open-samples`,
      secrets: [
        secret(
          'chat',
          { detector: 'Slack', works: true, isPublic: true },
          {
            exposure: failing(inSource, 'exposure-in-public-place', 'exposure-verified-live'),
            credential: failing('credential-leaked-still-active'),
          },
        ),
        ...['notify-all', 'standup'].map((name) =>
          secret(
            name,
            { detector: 'Slack', works: true, isPublic: true },
            {
              exposure: failing(inSource, 'exposure-in-public-place', 'exposure-verified-live'),
              credential: failing('credential-leaked-still-active'),
            },
          ),
        ),
      ],
    },
    {
      repository: `${staff.org}/closed-tools`,
      secrets: ['pay', 'refund'].map((name) =>
        secret(
          name,
          { detector: 'Stripe', works: false, isPublic: false },
          {
            exposure: {
              fails: [inSource],
              nearly: ['exposure-in-public-place', 'exposure-verified-live'],
            },
            credential: nearly('credential-leaked-still-active'),
          },
        ),
      ),
    },
  ];
}
