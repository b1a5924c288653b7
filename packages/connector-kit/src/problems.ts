import { type GapReason, redactText } from '@nonhuman/model';

/** A file, or the rest of it, cannot be read. Costs that file only. */
export class FileProblem extends Error {
  readonly reason: GapReason;
  /** What would help; null when nothing is known to. */
  readonly needs: string | null;

  /** `message` says what is wrong and where (line, byte, path inside), fit for a person; never a secret. */
  constructor(
    reason: GapReason,
    message: string,
    options: { needs?: string; cause?: unknown } = {},
  ) {
    super(redactText(message), { cause: options.cause });
    this.name = 'FileProblem';
    this.reason = reason;
    this.needs = options.needs ?? null;
  }
}

/** How a provider refused. The engine alone decides what follows. */
export type ProviderFault =
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'forbidden'; readonly permission: string | null }
  | { readonly kind: 'rate-limited'; readonly waitMs: number | null }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unexpected-shape'; readonly at: string };

/** A call to a provider failed. Carries the call's name, never its headers, body or URL. */
export class ProviderError extends Error {
  readonly call: string;
  readonly fault: ProviderFault;

  constructor(call: string, fault: ProviderFault, options: { cause?: unknown } = {}) {
    super(`${call}: ${fault.kind}`, options);
    this.name = 'ProviderError';
    this.call = call;
    this.fault = fault;
  }
}
