import type { Attributes } from '@nonhuman/model';
import type { Db } from '@nonhuman/store';
import { credential, delegation, identity, linkedWorld, type Told } from './linked-world.ts';

export const github = 'token.actions.githubusercontent.com';
const files = { connector: 'host', scope: 'laptop' };
const account = { connector: 'aws', scope: '123456789012' };
export const role = 'arn:aws:iam::123456789012:role/deploy';

export interface Workflow {
  readonly repository?: string | null;
  readonly environments?: readonly string[];
  readonly triggers?: readonly string[];
  readonly branches?: readonly string[];
  readonly idToken?: boolean;
  /** What it names to log in as; null: nothing. */
  readonly names?: string | null;
}

export function workflow(of: Workflow = {}): Told[] {
  const { names = role, repository = 'acme/shop', ...rest } = of;
  const key = 'github:workflow:deploy';
  const attributes: Attributes = {
    path: '.github/workflows/deploy.yml',
    triggers: ['push'],
    environments: [],
    idToken: true,
    ...(repository === null ? {} : { repository }),
    ...(JSON.parse(JSON.stringify(rest)) as Attributes),
  };
  return [
    identity({
      key,
      name: 'deploy.yml',
      provider: 'github',
      kind: 'workload',
      nativeType: 'github-actions-workflow',
      attributes,
    }),
    ...(names === null
      ? []
      : [
          delegation({
            from: { type: 'identity', key, name: 'deploy.yml' },
            to: { type: 'identity', key: names },
          }),
        ]),
  ];
}

export interface Asked {
  readonly operator?: string;
  readonly key?: string;
  readonly values: readonly string[];
}

export const sub = (...values: string[]): Asked => ({
  operator: 'StringLike',
  key: `${github}:sub`,
  values,
});

export function trusting(
  conditions: readonly Asked[] | null,
  issuer = `https://${github}`,
): Told[] {
  const subjectConditions = conditions?.map(
    ({ operator = 'StringEquals', key = `${github}:sub`, values }) => ({
      operator,
      key,
      values: [...values],
    }),
  );
  return [
    identity({
      key: role,
      name: 'deploy',
      provider: 'aws',
      kind: 'role',
      nativeType: 'aws-iam-role',
    }),
    credential({
      key: `${role}#trust/${issuer}`,
      name: 'deploy trusts GitHub',
      provider: 'aws',
      identityKey: role,
      kind: 'federated-trust',
      nativeType: 'aws-oidc-trust',
      attributes: { issuer, ...(subjectConditions ? { subjectConditions } : {}) },
    }),
  ];
}

/** The verdicts that follow from what a host, an account and an organization tell. */
export async function judged(
  db: Db,
  told: readonly Told[],
  trusts: readonly Told[],
  more: readonly Told[] = [],
) {
  const world = await linkedWorld(db);
  await world.tell(files, told);
  await world.tell(account, trusts);
  await world.tell({ connector: 'github', scope: 'acme' }, more);
  await world.link();
  const links = await world.links('federated-login');
  return links.map(({ verdict, confidence, because }) => ({ verdict, confidence, because }));
}
