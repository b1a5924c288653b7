export { aCredential, anExposure, anIdentity, daysAgo, now } from './builders.ts';
