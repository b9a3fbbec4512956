/** Tools that a generated package is built and tested with; the ones this repository verifies it with. */
export const toolVersions = {
  "@types/node": "^24.0.0",
  typescript: "^7.0.2",
  // Vitest asks its user for it, and Yarn installs only what is asked for here.
  vite: "^8.3.8",
  vitest: "^5.1.1",
} as const;

/** Of the library that checks values, where that was asked for; the one this repository tries it with. */
export const zodVersion = "^4.6.7";

/** Oldest Node that a generated package runs on: the one the runtime asks for. */
export const nodeVersions = ">=22.19";
