import core from "@agentflow/core/package.json" with { type: "json" };

/** Version of `@agentflow/core` beside this pattern; a generated package depends on what it was made with. */
export const coreVersion: string = core.version;
