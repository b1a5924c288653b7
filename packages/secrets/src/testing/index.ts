export { exampleOf, nearMissesOf, plantedSecret } from './example.ts';
export type { PlantedSecret } from './planted-secret.ts';
export { type Random, randomFrom } from './random.ts';
export { type PatternSample, samplePattern } from './sample-pattern.ts';
