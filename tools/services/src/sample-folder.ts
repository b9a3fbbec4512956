import { packageFolder } from "#npm-package";
import { sampleSchemas } from "#sample-schemas";

/** Where the package of a sample schema is, which `requireService` has found. */
export function sampleFolder(name: keyof typeof sampleSchemas): string {
  return packageFolder(sampleSchemas[name]);
}
