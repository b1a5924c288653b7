import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { both, either, type Reach } from './reach.ts';
import {
  azureDevopsSubject,
  bitbucketSubject,
  circleciSubject,
  githubClaims,
  githubSubject,
  gitlabSubject,
  kubernetesSubject,
  pairsReach,
  pathReach,
  widest,
} from './subject-grammar.ts';

describe('a subject of GitHub Actions', () => {
  it.each([
    ['*', 'everyone'],
    ['repo:*', 'everyone'],
    ['repo*', 'everyone'],
    ['repo:acme*', 'everyone'],
    ['repo:acme*/app:ref:refs/heads/main', 'everyone'],
    ['repo:acme?/app:ref:refs/heads/main', 'everyone'],
    ['repo:*/app:ref:refs/heads/main', 'everyone'],
    ['*acme/app*', 'everyone'],
    ['repo:acme/*', 'organisation'],
    ['repo:acme/*:ref:refs/heads/main', 'organisation'],
    ['repo:acme/app*', 'organisation'],
    ['repo:acme/app-*:environment:production', 'organisation'],
    ['repo:acme/app:*', 'project'],
    ['repo:acme/app', 'project'],
    ['repo:acme/app:ref:*', 'project'],
    ['repo:acme/app:ref:refs/heads/*', 'project'],
    ['repo:acme/app:ref:refs/tags/*', 'project'],
    ['repo:acme/app:environment:*', 'project'],
    ['repo:acme/app:pull_request', 'pull-requests'],
    ['repo:acme/app:ref:refs/heads/main', 'exact'],
    ['repo:acme/app:ref:refs/heads/release/*', 'exact'],
    ['repo:acme/app:environment:production', 'exact'],
    ['repo:acme', 'nothing'],
    ['repo:acme/app:branch:main', 'nothing'],
    ['repo:acme/app:ref:main', 'nothing'],
    ['repo:acme/app:ref:heads/main', 'nothing'],
    ['repo:acme/app:refs/heads/main', 'nothing'],
    ['repo:acme/app:pull-request', 'nothing'],
    ['repo:acme/app:ref:ref*', 'project'],
    ['repo:acme/app:ref:r*', 'project'],
  ] as const)('%s reaches %s', (subject, reach) => {
    expect(githubSubject(subject)).toBe(reach);
  });

  it.each([
    ['repo:acme@123/app@456:ref:refs/heads/main', 'exact'],
    ['repo:acme@*/app@*:ref:refs/heads/main', 'exact'],
    ['repo:acme@123/*', 'organisation'],
    ['repo:acme@*', 'organisation'],
    ['repo:acme*@123/app@456:ref:refs/heads/main', 'everyone'],
  ] as const)('with immutable ids: %s reaches %s', (subject, reach) => {
    expect(githubSubject(subject)).toBe(reach);
  });

  it.each([
    ['repository_owner_id:123', 'organisation'],
    ['repository_owner:acme:*', 'organisation'],
    ['repository_id:456:environment:production', 'exact'],
    ['repository_id:456:*', 'project'],
    ['job_workflow_ref:acme/ci/.github/workflows/deploy.yml@refs/heads/main', 'exact'],
    ['repo:*:job_workflow_ref:acme/ci/.github/workflows/deploy.yml@refs/heads/main', 'unclear'],
    ['actor:ada', 'unclear'],
  ] as const)('by a template of the organisation: %s reaches %s', (subject, reach) => {
    expect(githubSubject(subject)).toBe(reach);
  });

  it.each([
    ['repository', 'acme/app', 'project'],
    ['repository', 'acme/*', 'organisation'],
    ['repository', 'acme*', 'everyone'],
    ['repository_owner', 'acme', 'organisation'],
    ['repository_owner', 'acme*', 'everyone'],
    ['repository_id', '456', 'project'],
    ['job_workflow_ref', 'acme/ci/.github/workflows/deploy.yml@*', 'project'],
    ['job_workflow_ref', 'acme/*', 'organisation'],
    ['job_workflow_ref', '*', 'everyone'],
  ] as const)('the claim %s of %s reaches %s', (claim, value, reach) => {
    expect(githubClaims[claim]?.(value)).toBe(reach);
  });
});

describe('subjects of other issuers', () => {
  it.each([
    ['project_path:acme/app:ref_type:branch:ref:main', 'exact'],
    ['project_path:acme/app:ref_type:branch:ref:*', 'project'],
    ['project_path:acme/app:*', 'project'],
    ['project_path:acme/team/app:ref_type:tag:ref:v1', 'exact'],
    ['project_path:acme/*:ref_type:branch:ref:main', 'organisation'],
    ['project_path:acme*:ref_type:branch:ref:main', 'everyone'],
    ['project_path:*', 'everyone'],
    ['something:else', 'unclear'],
    ['project_path:acme/app:ref_type:heads:ref:main', 'nothing'],
    ['repo:acme/app:ref:refs/heads/main', 'nothing'],
  ] as const)('GitLab: %s reaches %s', (subject, reach) => {
    expect(gitlabSubject(subject)).toBe(reach);
  });

  it.each([
    ['system:serviceaccount:shop:api', 'exact'],
    ['system:serviceaccount:shop:*', 'project'],
    ['system:serviceaccount:*:*', 'organisation'],
    ['system:serviceaccount:*:api', 'organisation'],
    ['system:*', 'organisation'],
    ['api', 'nothing'],
  ] as const)('Kubernetes: %s reaches %s', (subject, reach) => {
    expect(kubernetesSubject(subject)).toBe(reach);
  });

  it.each([
    ['org/1/project/2/user/3', 'exact'],
    ['org/1/project/2/user/*', 'exact'],
    ['org/1/project/*', 'organisation'],
    ['org/1/*', 'organisation'],
    ['org/1/project/2', 'nothing'],
    ['project/2/user/3', 'nothing'],
    ['org/1/project/2/user/3/vcs-origin/x/vcs-ref/y', 'exact'],
  ] as const)('CircleCI: %s reaches %s', (subject, reach) => {
    expect(circleciSubject(subject)).toBe(reach);
  });

  it.each([
    ['organization:acme:project:default:workspace:prod:run_phase:*', 'exact'],
    ['organization:acme:project:default:workspace:*:run_phase:*', 'organisation'],
    ['organization:acme:*', 'organisation'],
    ['organization:acme*', 'everyone'],
    ['organization:*:workspace:prod', 'everyone'],
    ['*', 'everyone'],
    ['organization:acme:project:default:workspace:prod', 'nothing'],
    ['organization:acme:project:default:workspace:prod:run_phase:apply', 'exact'],
  ] as const)('HCP Terraform: %s reaches %s', (subject, reach) => {
    const levels = [
      ['organization', 'everyone'],
      ['workspace', 'organisation'],
    ] as const;

    expect(pairsReach(subject, levels, 'run_phase')).toBe(reach);
  });

  it.each([
    ['{repo}:{environment}:{step}', 'exact'],
    ['{repo}:{environment}:*', 'exact'],
    ['{repo}:*', 'project'],
    ['{repo}:{step}', 'project'],
    ['{repo}:*:*', 'project'],
    ['*', 'organisation'],
    ['{repo}*', 'organisation'],
    ['{repo}', 'nothing'],
  ] as const)('Bitbucket: %s reaches %s', (subject, reach) => {
    expect(bitbucketSubject(subject)).toBe(reach);
  });

  it.each([
    ['sc://acme/shop/production', 'exact'],
    ['sc://acme/shop/*', 'project'],
    ['sc://acme/*', 'organisation'],
    ['*', 'organisation'],
    ['acme/shop/production', 'nothing'],
  ] as const)('Azure DevOps: %s reaches %s', (subject, reach) => {
    expect(azureDevopsSubject(subject)).toBe(reach);
  });
});

describe('joining reaches', () => {
  const reach = fc.constantFrom<Reach>(
    'nothing',
    'exact',
    'pull-requests',
    'project',
    'organisation',
    'everyone',
    'unclear',
  );

  it('does not depend on the order of conditions or values', () => {
    fc.assert(
      fc.property(reach, reach, (one, other) => {
        expect(both(one, other)).toBe(both(other, one));
        expect(either(one, other)).toBe(either(other, one));
      }),
    );
  });

  it('never calls narrow what one unclear condition might leave wide', () => {
    expect(both('unclear', 'everyone')).toBe('unclear');
    expect(both('unclear', 'exact')).toBe('exact');
    expect(either('unclear', 'exact')).toBe('unclear');
    expect(either('unclear', 'everyone')).toBe('everyone');
  });

  it('takes the widest of several accepted values', () => {
    expect(widest(['acme/app', 'acme/*'], pathReach)).toBe('organisation');
    expect(widest([], pathReach)).toBe('nothing');
  });

  it('does not guess what a policy variable stands for', () => {
    expect(widest(['acme/${aws:username}'], pathReach)).toBe('unclear');
  });
});
