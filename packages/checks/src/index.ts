export { tenantPermissions } from './application/permission-lists.ts';
export { trustConditionsOf } from './attribute-readers.ts';
export type {
  CertificateTemplate,
  CredentialWords,
  DelegationWords,
  EntitlementWords,
  ExposureWords,
  IdentityWords,
  McpAuthentication,
  TrustCondition,
  UnpinnedAction,
} from './attribute-words.ts';
export {
  credentialFact,
  delegationFact,
  entitlementFact,
  exposureFact,
  identityFact,
} from './attributes.ts';
export type { Framework } from './controls.ts';
export { controlTitle, frameworks } from './controls.ts';
export type { AnyCheck, Check, Evidence, Outcome } from './define-check.ts';
export { cannotTell, defineCheck, fail, notApplicable, pass } from './define-check.ts';
export { checks } from './list.ts';
export type { RiskFactor } from './risk/factors.ts';
export type { Risk, RiskFinding } from './risk/risk.ts';
export { riskOf } from './risk/risk.ts';
export { findingWeights, maxFindingPoints, riskWeights } from './risk/weights.ts';
export { operators as ruleOperators } from './rules/condition.ts';
export type { RuleExample } from './rules/examples.ts';
export { collectionNames, fieldNames, itemNoun, nounNames } from './rules/fields.ts';
export type { ParsedRule, UserRule } from './rules/parse-rule.ts';
export { parseRule } from './rules/parse-rule.ts';
export type { RulePath, RuleProblem } from './rules/problem.ts';
export { pathText } from './rules/problem.ts';
export type {
  CheckFailure,
  CheckOutcome,
  CheckRun,
  HearOutcome,
  JudgedSubject,
  PreparedChecks,
} from './run-checks.ts';
export {
  findingKey,
  hearChecks,
  prepareChecks,
  runChecks,
  runCredentialChecks,
  runExposureChecks,
  severityOf,
} from './run-checks.ts';
export type {
  Coverage,
  CredentialSeen,
  CredentialView,
  ExposureSeen,
  ExposureView,
  GrantSeen,
  IdentityView,
  LinkSeen,
  SubjectKind,
  Subjects,
} from './subject.ts';
export { thresholds } from './thresholds.ts';
