import { exampleOf } from '@nonhuman/secrets/testing';

/** Made here; none was ever anyone's. */
const alphabet = 'kQ7vR2mXz9LpWc4TnB8sYd3HfJ6gA1eU5oKi';
const random = (seed: number) => `${alphabet.slice(seed % 17)}${alphabet.slice(0, seed % 11)}`;
export const keySecret = random(3);
export const databasePassword = random(5);
export const outputSecret = random(7);
export const parameterSecret = random(9);
export const oldSecret = random(12);
export const variableSecret = random(14);
export const plantedSecrets = [
  keySecret,
  databasePassword,
  outputSecret,
  parameterSecret,
  oldSecret,
  variableSecret,
];
export const keyId = `AKIA${exampleOf('aws-access-key-id', 21).slice(4)}`;

const account = 'arn:aws:iam::111122223333';
const trust = {
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `${account}:oidc-provider/token.actions.githubusercontent.com` },
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/main',
        },
      },
    },
  ],
};

const values = {
  user: {
    name: 'ci',
    arn: `${account}:user/ci`,
    id: 'ci',
    unique_id: 'AIDA0EXAMPLE',
    tags_all: { team: 'core' },
  },
  key: {
    id: keyId,
    user: 'ci',
    secret: keySecret,
    status: 'Active',
    create_date: '2024-01-02T03:04:05Z',
  },
  role: {
    name: 'deploy',
    arn: `${account}:role/deploy`,
    id: 'deploy',
    unique_id: 'AROA0EXAMPLE',
    assume_role_policy: JSON.stringify(trust),
  },
  account: {
    account_id: 'app',
    email: 'app@acme.iam.gserviceaccount.com',
    name: 'projects/acme/serviceAccounts/app@acme.iam.gserviceaccount.com',
    unique_id: '107',
    project: 'acme',
  },
  database: {
    identifier: 'shop',
    username: 'root',
    password: databasePassword,
    endpoint: 'db:5432',
  },
  parameter: { name: '/shop/token', type: 'SecureString', value: parameterSecret },
};

const instance = (attributes: object, more: object = {}) => ({
  schema_version: 0,
  attributes,
  sensitive_attributes: [],
  ...more,
});
const resource = (type: string, name: string, instances: readonly object[], more: object = {}) => ({
  mode: 'managed',
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances,
  ...more,
});

const state = (serial: number, resources: readonly object[]) =>
  JSON.stringify({
    version: 4,
    terraform_version: '1.9.8',
    serial,
    lineage: '3f0e1c2a-0000-4000-8000-000000000001',
    outputs: {
      url: { value: 'https://shop.example.com', type: 'string' },
      relay: { value: outputSecret, type: 'string', sensitive: true },
    },
    resources,
    check_results: null,
  });

const current = [
  resource('aws_iam_access_key', 'ci', [instance(values.key)]),
  resource('aws_iam_user', 'ci', [instance(values.user)]),
  resource('aws_iam_role', 'deploy', [instance(values.role, { index_key: 0 })], {
    module: 'module.ci',
  }),
  resource('google_service_account', 'app', [instance(values.account)]),
  resource('aws_ssm_parameter', 'token', [instance(values.parameter)], { mode: 'data' }),
  resource('aws_db_instance', 'shop', [
    instance(values.database, {
      sensitive_attributes: [[{ type: 'get_attr', value: 'password' }]],
    }),
  ]),
];

const shownAs = (address: string, type: string, of: object, more: object = {}) => ({
  address,
  mode: 'managed',
  type,
  name: address.split('.').at(-1),
  provider_name: 'registry.terraform.io/hashicorp/aws',
  schema_version: 0,
  values: of,
  sensitive_values: {},
  ...more,
});

/** A state as it is kept, and another one as it is shown beside a plan. */
export const exports = {
  'prod__state.json': state(12, current),
  'edge__show.json': JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.9.8',
    variables: { deploy_token: { value: variableSecret } },
    values: {
      outputs: { relay: { value: outputSecret, type: 'string', sensitive: true } },
      root_module: {
        resources: [
          shownAs('aws_iam_access_key.ci', 'aws_iam_access_key', values.key),
          shownAs('aws_iam_user.ci', 'aws_iam_user', values.user),
        ],
        child_modules: [
          {
            address: 'module.ci',
            resources: [
              shownAs('module.ci.aws_iam_role.deploy[0]', 'aws_iam_role', values.role, {
                index: 0,
              }),
            ],
            child_modules: [
              {
                address: 'module.ci.module.db',
                resources: [
                  shownAs(
                    'module.ci.module.db.acme_store.x',
                    'acme_store',
                    { knob: databasePassword },
                    {
                      sensitive_values: { knob: true },
                    },
                  ),
                ],
              },
            ],
          },
        ],
      },
    },
  }),
};

/** An older copy of the first, with what is gone since. */
export const older = {
  'backup/prod__state.json': state(11, [
    ...current.slice(1),
    resource('random_password', 'gone', [instance({ result: oldSecret })]),
  ]),
};
