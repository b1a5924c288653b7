import type { Identity } from '@nonhuman/model';

/** Whether the identity is a pipeline that a file defines, of whatever vendor. */
export function isPipeline(identity: Identity): boolean {
  return identity.nativeType.endsWith('-workflow');
}
