/** The patterns that AgentFlow itself publishes. */
export const ownPatterns: readonly string[] = [
  "@agentflow/pattern-api",
  "@agentflow/pattern-database",
  "@agentflow/pattern-github",
  "@agentflow/pattern-postgresql",
  "@agentflow/pattern-stripe",
];

/** Everything that AgentFlow itself publishes; names that others should not be mistaken for. */
export const ownPackages: readonly string[] = [
  ...ownPatterns,
  "@agentflow/cli",
  "@agentflow/core",
  "@agentflow/database",
  "@agentflow/redis-store",
  "create-agentflow-pattern",
];

/** Only its owner publishes in it, at a registry that knows owners. */
export const ownScope = "@agentflow";
