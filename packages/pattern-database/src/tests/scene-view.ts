import { Code, compareText } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";
import { embeddedExtensions } from "../postgresql/schema-sql/embedded-extensions.js";

/** Everything that `test/scene.ts.eta` and `test/faults.test.ts.eta` print. */
export interface SceneView {
  readonly create: Code;
  readonly transaction: Code;
  readonly variable: Code;
  readonly hasExtensions: boolean;
  /** Modules of the extensions that the embedded database has to be made with. */
  readonly extensions: readonly { readonly name: Code; readonly module: string }[];
  /** `citext, ltree`. */
  readonly extensionNames: Code;
}

/** What the tests of one database share. */
export function sceneView({ names, model }: NamedDatabase): SceneView {
  const modules = model.extensions
    .flatMap(({ name }) =>
      Object.hasOwn(embeddedExtensions, name) ? [embeddedExtensions[name] ?? ""] : [],
    )
    .toSorted(compareText);
  return {
    create: Code.identifier(names.create),
    transaction: Code.identifier(names.transaction),
    variable: Code.identifier(names.variable),
    hasExtensions: modules.length > 0,
    extensions: modules.map((module) => ({
      name: Code.identifier(module),
      module: `@electric-sql/pglite/contrib/${module}`,
    })),
    extensionNames: Code.trusted(
      modules.map((module) => Code.identifier(module).toString()).join(", "),
    ),
  };
}
