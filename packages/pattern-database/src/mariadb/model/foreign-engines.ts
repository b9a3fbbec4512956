/** Engines whose rows are on other servers (MariaDB Server documentation, "Storage Engines"); in capitals. */
export const foreignEngines: ReadonlySet<string> = new Set(["FEDERATED", "CONNECT", "SPIDER"]);
