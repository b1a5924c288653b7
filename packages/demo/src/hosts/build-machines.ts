import type { Random } from '../random.ts';
import { ed25519Pair, type KeyPair } from '../secrets/keys.ts';
import * as secrets from '../secrets/tokens.ts';
import { failing, joined, nearly } from '../truth.ts';
import { awsKey } from '../world/aws.ts';
import { certificatesOf } from './certificates-of-company.ts';
import { terraformState } from './code.ts';
import { composeFile, unitFile } from './environment-files.ts';
import type { Host, PlantedFile } from './host.ts';
import {
  type HostMaking,
  linkTo,
  type StrayKey,
  secretAt,
  setting,
  strayOf,
} from './host-making.ts';
import { authorizedKeysFile, privateKeyFile } from './keys.ts';

/** Machines that build and deploy, with the same key on both. */
export function buildMachines(making: HostMaking): Host[] {
  const { random, deployKeys } = making;
  const copied = ed25519Pair(random.fork('copied'));
  const copies = failing('credential-in-several-places');
  const copyOn = (user: string, own: Random) =>
    privateKeyFile(`/home/${user}/.ssh/id_ed25519`, {
      pair: copied,
      random: own,
      comment: 'deploy@build',
      passphrase: false,
      mode: 0o600,
      intent: copies,
    });
  const stacks = ['', '-2', '-3'].map((end) => ({
    random: random.fork(`stack${end}`),
    compose: strayOf(making, `compose${end}`),
    state: strayOf(making, `state${end}`),
    statePath: `/home/deploy/infra${end}/terraform.tfstate`,
    composePath: `/home/deploy/stack${end}/docker-compose.yml`,
    unit: `worker${end}.service`,
  }));
  const certificates = certificatesOf({
    random: random.fork('certificates'),
    clock: making.clock,
    staff: making.staff,
  });
  const first: Host = {
    name: 'build-1',
    accounts: ['deploy'],
    files: [
      copyOn('deploy', random.fork('copy-1')),
      ...deployKeys.map(({ pair, title }) =>
        privateKeyFile(`/home/deploy/.ssh/${title}_key`, {
          pair,
          random: random.fork(title),
          comment: title,
          passphrase: false,
          mode: 0o600,
        }),
      ),
      ...authorized(random, copied),
      ...stacks.flatMap(services),
      ...certificates.first,
    ],
    links: [
      ...certificates.links,
      ...deployKeys.map(({ title, link }) =>
        linkTo('key-pair', `/home/deploy/.ssh/${title}_key:1`, link),
      ),
      linkTo('key-pair', '/home/deploy/.ssh/id_ed25519:1', {
        noun: 'credential',
        provider: 'host',
        name: '/root/.ssh/authorized_keys:2',
      }),
      ...stacks.flatMap(({ compose, composePath, state, statePath }) => [
        linkTo('access-key', `${composePath}:7`, awsKey(compose.id)),
        linkTo(
          'terraform-resource',
          `${statePath}#resources[1].instances[0].attributes.secret`,
          awsKey(state.id),
        ),
      ]),
    ],
  };
  const second: Host = {
    name: 'build-2',
    accounts: ['deploy'],
    files: [copyOn('deploy', random.fork('copy-2')), ...certificates.second],
    links: [],
  };
  return [first, second];
}

function authorized(random: Random, copied: KeyPair): PlantedFile[] {
  const lasting = failing('credential-no-expiry');
  return [
    authorizedKeysFile('/root/.ssh/authorized_keys', [
      {
        pair: copied,
        comment: 'deploy@build',
        options: '',
        intent: joined(lasting, failing('key-unrestricted-for-root')),
      },
      ...['vendor', 'old-laptop'].map((comment) => ({
        pair: ed25519Pair(random.fork(comment)),
        comment,
        options: '',
        intent: joined(lasting, failing('key-unrestricted-for-root')),
      })),
      {
        pair: ed25519Pair(random.fork('admin')),
        comment: 'admin',
        options: 'from="10.0.0.0/8"',
        intent: joined(lasting, nearly('key-unrestricted-for-root')),
      },
      {
        pair: ed25519Pair(random.fork('backup')),
        comment: 'backup',
        options: 'command="/usr/bin/backup",restrict',
        intent: joined(lasting, nearly('key-unrestricted-for-root')),
      },
    ]),
    authorizedKeysFile('/home/deploy/.ssh/authorized_keys', [
      {
        pair: ed25519Pair(random.fork('ci')),
        comment: 'ci',
        options: '',
        intent: joined(lasting, nearly('key-unrestricted-for-root')),
      },
    ]),
  ];
}

interface Stack {
  readonly random: Random;
  readonly compose: StrayKey;
  readonly state: StrayKey;
  readonly composePath: string;
  readonly statePath: string;
  /** The name of a service of systemd. */
  readonly unit: string;
}

function services({ random, compose, state, composePath, statePath, unit }: Stack): PlantedFile[] {
  return [
    composeFile(composePath, {
      host: 'build-1',
      mode: 0o600,
      services: {
        api: [
          setting('LOG_LEVEL', 'info'),
          setting('AWS_ACCESS_KEY_ID', compose.id),
          {
            ...secretAt(
              'AWS_SECRET_ACCESS_KEY',
              compose.secret,
              failing('credential-static-where-federation-fits'),
            ),
            publicId: compose.id,
          },
        ],
        worker: [secretAt('SLACK_TOKEN', secrets.slackBotToken(random))],
      },
    }),
    unitFile(`/home/deploy/.config/systemd/user/${unit}`, {
      host: 'build-1',
      account: 'deploy',
      mode: 0o644,
      variables: [
        setting('MODE', 'fast'),
        secretAt('STRIPE_SECRET_KEY', secrets.stripeKey(random)),
      ],
    }),
    terraformState(statePath, {
      lineage: `${random.text('0123456789abcdef', 8)}-0000-4000-8000-000000000000`,
      userArn: state.userArn,
      user: state.userName,
      keyId: state.id,
      secret: state.secret,
      mode: 0o600,
    }),
  ];
}
