import type { DatabaseModel, PackageAdditions } from "@agentflow/pattern-database";
import { featureNames } from "./feature-names.js";

/** Page of the generated package about what this pattern adds. */
export const guidePath = "docs/guides/postgresql.md";

/** Where the packages of the general pattern use the files of this one. */
export function additions({ name }: Pick<DatabaseModel, "name">): PackageAdditions {
  const { channel, driverOptions } = featureNames(name);
  return {
    modules: ["postgresql"],
    types: [channel, driverOptions],
    driver: { module: "driver", create: "openDriver", options: driverOptions },
    guides: [{ title: "Notifications, advisory locks, COPY, read replicas", path: guidePath }],
  };
}
