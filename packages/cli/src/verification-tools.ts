import { fileURLToPath } from "node:url";

/** A file of the command: what verifies generated packages are dependencies of its package. */
export const commandFile = fileURLToPath(import.meta.url);
