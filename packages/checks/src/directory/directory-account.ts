import type { Identity } from '@nonhuman/model';
import { notApplicable, type Outcome } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const authority = 'ad-certificate-authority';

/** Why checks of directory accounts do not concern the identity; null when they do. */
export function outsideDirectory({ nativeType, status }: Identity): Outcome | null {
  if (!nativeType.startsWith('ad-') || nativeType === authority) {
    return notApplicable('it is not an account of a directory');
  }
  return isDead(status) ? notApplicable('the account is not active') : null;
}

/** Whether it is a certificate authority of the directory. */
export function isCertificateAuthority({ nativeType }: Identity): boolean {
  return nativeType === authority;
}
