import { type Severity, severities } from '@nonhuman/model';
import { credentialFact } from '../attributes.ts';
import { type Evidence, fail, notApplicable, type Outcome } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { ExposureView } from '../subject.ts';

/** Why a secret in sight does no harm any more; null when it may. */
export function harmless({ credential }: ExposureView): Outcome | null {
  if (credential === null) return null;
  if (isDead(credential.credential.status)) {
    return notApplicable('the credential that it gives away no longer works');
  }
  return credentialFact(credential.credential, 'checksum') === 'invalid'
    ? notApplicable('its checksum does not fit, so it was never a working token')
    : null;
}

/**
 * The failure of a secret that lies where it must not. Under version control it is critical, since
 * every clone and the history keep it; of an administrator it is one step worse.
 */
export function misplaced(view: ExposureView, { severity }: { severity: Severity }): Outcome {
  const { exposure, holder, credential } = view;
  const access = credential?.credential.access ?? holder?.identity.access;
  if (exposure.place.tracked === true) {
    const because = `${placeOf(view)} holds it, under version control`;
    return fail(because, evidenceOf(view), 'critical');
  }
  const because = `${placeOf(view)} holds it`;
  return access === 'admin'
    ? fail(`${because} and gives administrative access`, evidenceOf(view), worse(severity))
    : fail(because, evidenceOf(view), severity);
}

/** File and line, or the provider's field. */
export function placeOf({ exposure: { place } }: ExposureView): string {
  return place.line === undefined ? place.locator : `${place.locator}:${place.line}`;
}

/** Where it lies and how sure its detector is; never the value. */
export function evidenceOf({ exposure }: ExposureView): Evidence {
  const { place, detector } = exposure;
  return {
    place: place.locator,
    detector,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.keyPath === undefined ? {} : { keyPath: place.keyPath }),
  };
}

function worse(severity: Severity): Severity {
  return severities[Math.max(0, severities.indexOf(severity) - 1)] ?? severity;
}
