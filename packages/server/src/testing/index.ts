export type { TestApp, TestAppOptions } from './test-app.ts';
export { testApp } from './test-app.ts';
export { told } from './told.ts';
