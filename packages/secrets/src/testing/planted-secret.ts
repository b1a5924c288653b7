/** A text with one secret in it, made at run time. */
export interface PlantedSecret {
  readonly text: string;
  /** The secret inside the text. */
  readonly value: string;
  /** The file that such a text stands in, for detectors that read only files of that name. */
  readonly path?: string;
}
