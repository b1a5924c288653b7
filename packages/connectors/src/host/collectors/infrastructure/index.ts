import type { FileCollector } from '@nonhuman/connector-kit';
import { ansibleVariables } from './ansible-variables.ts';
import { cloudformation } from './cloudformation.ts';
import { helmValues } from './helm-values.ts';
import { kubernetesManifests } from './kubernetes-manifests.ts';
import { pulumiStacks } from './pulumi-stacks.ts';
import { serverless } from './serverless.ts';
import { sopsFiles } from './sops-files.ts';
import { terraformCode } from './terraform-code.ts';
import { terraformState } from './terraform-state.ts';
import { terraformVariables } from './terraform-variables.ts';

/** The file collectors of this group, sorted by id. */
export const infrastructureCollectors: readonly FileCollector[] = [
  ansibleVariables,
  cloudformation,
  helmValues,
  kubernetesManifests,
  pulumiStacks,
  serverless,
  sopsFiles,
  terraformCode,
  terraformState,
  terraformVariables,
];
