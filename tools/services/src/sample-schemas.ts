import type { NpmPackage } from "#npm-package";

/** Schemas of real products, as SQL for PostgreSQL, that their packages bring. */
export const sampleSchemas = {
  "graphile-worker": {
    title: "The schema of Graphile Worker",
    name: "graphile-worker",
    version: "0.18.0",
    integrity:
      "sha512-WDpuFp7v6TUoTeA5k9YFHfopaomZkyIy90PvRWMuM5BV0igRnNScw82HI6IehAiaI7wWpS56IWloLZ8ugZ2ceA==",
  },
  "logto-schemas": {
    title: "The schema of Logto",
    name: "@logto/schemas",
    version: "1.43.0",
    integrity:
      "sha512-96ujK0Sso2RRNi1s2vnIXO5vg+/yAAQAm0L4JUsvE1UOap4FbgmK7PJrku6Y7cgswkadXxNQ1/2ybOyhrw9K9w==",
  },
} as const satisfies Record<string, NpmPackage>;
