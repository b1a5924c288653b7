/**
 * How much each kind of evidence counts: roughly how often it names who really answers.
 *
 * Estimates, to be read beside `npm run score`; a workspace may set its own under `ownership.weights`.
 */
export const signalWeights = {
  /** An owner, sponsor or manager that the provider itself keeps. */
  'provider-owner': 0.8,
  /** A personal account: whoever signs in with it answers for it. */
  holder: 0.85,
  /** A tag or label such as `Owner`. */
  'tag-owner': 0.75,
  'tag-team': 0.7,
  'tag-contact': 0.6,
  'tag-creator': 0.4,
  /** Who pays is often, and often not, who answers. */
  'tag-cost-center': 0.3,
  codeowners: 0.75,
  /** It lies in the home folder of a person who is known. */
  home: 0.6,
  /** "Owner: …" in a description. */
  'description-owner': 0.6,
  /** An e-mail address in a description that says nothing about its role. */
  'description-email': 0.45,
  /** Named exactly like a person that is known. */
  'own-name': 0.6,
  /** A naming convention that names a known team or person. */
  naming: 0.45,
  /** A convention that the workspace set, naming somebody whom no people source knows. */
  'naming-unknown': 0.2,
  /** The namespace, repository or group that it lies in is named like a known team. */
  namespace: 0.4,
  /** Whoever touched a file last. */
  'git-author': 0.4,
  /** Whoever made it, which is often who was on call or had the rights. */
  creator: 0.35,
  /** The manager of an owner who left. */
  'manager-of-leaver': 0.3,
  /** A team of an owner who left. */
  'team-of-leaver': 0.25,
} as const;
export type SignalWeight = keyof typeof signalWeights;

/** What is left of the confidence in an owner when it comes over from a linked identity, by the kind of the link. */
export const linkFactors: Readonly<Record<string, number>> = {
  'runs-as': 0.8,
  // Whoever owns the code that may log in as it has the say over what it does.
  'federated-login': 0.95,
  'holds-credential': 0.5,
  launches: 0.5,
  'inherits-ambient': 0.4,
  'assume-role': 0.3,
  impersonate: 0.3,
};

/** The most that evidence alone can add up to: only an attestation is sure. */
export const mostInferred = 0.97;
/** Two candidates closer than this are in conflict. */
export const contestedWithin = 0.15;
/** What the confidence in somebody who left counts for in the order of candidates. */
export const leaverFactor = 0.5;
/** A weaker candidate is somebody to ask, and not an owner: that a person made a thing is not enough. */
export const leastOwner = 0.4;
/** Candidates that are kept of one identity. */
export const maxCandidates = 8;
