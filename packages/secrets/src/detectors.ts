import type { SecretDetector } from './detector.ts';
import { aws } from './detectors/aws.ts';
import { azure } from './detectors/azure.ts';
import { github } from './detectors/github.ts';
import { gitlab } from './detectors/gitlab.ts';
import { googleCloud } from './detectors/google.ts';

/** Every detector, sorted by id. */
export const detectors: readonly SecretDetector[] = [
  ...aws,
  ...azure,
  ...github,
  ...gitlab,
  ...googleCloud,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
