import { Code } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";

/** Everything that `test/scene.ts.eta` and `test/faults.test.ts.eta` print. */
export interface SceneView {
  readonly create: Code;
  readonly transaction: Code;
  readonly variable: Code;
}

/** What the tests of one database share. */
export function sceneView({ names }: NamedDatabase): SceneView {
  return {
    create: Code.identifier(names.create),
    transaction: Code.identifier(names.transaction),
    variable: Code.identifier(names.variable),
  };
}
