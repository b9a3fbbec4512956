import { Code } from "@agentflow/core";
import type { PrintedFaults, PrintedScene } from "../dialect/printing-dialect.js";
import type { NamedDatabase } from "../names/named-database.js";

/** Everything that `test/scene.ts.eta` and `test/faults.test.ts.eta` print. */
export interface SceneView {
  readonly create: Code;
  readonly transaction: Code;
  readonly variable: Code;
  readonly scene: PrintedScene;
  readonly faults: PrintedFaults;
  readonly checksLater: boolean;
  readonly checkAtOnce: Code;
}

/** What the tests of one database share. */
export function sceneView({ names, model, dialect: { tests } }: NamedDatabase): SceneView {
  return {
    create: Code.identifier(names.create),
    transaction: Code.identifier(names.transaction),
    variable: Code.identifier(names.variable),
    scene: tests.scene(model),
    faults: tests.faults,
    checksLater: tests.checkAtOnce !== undefined,
    checkAtOnce: tests.checkAtOnce ?? Code.trusted(""),
  };
}
