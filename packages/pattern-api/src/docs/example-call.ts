import { Code, stringLiteral } from "@agentflow/core";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";
import { documentedErrors } from "../operations/documented-errors.js";
import { localName } from "../operations/local-name.js";
import { groupAccess } from "./call-text.js";
import { type ExampleOperation, exampleParams } from "./example-operation.js";

/** One operation as code samples call it. */
export interface ExampleCall {
  /** `library.books.get`. */
  readonly access: Code;
  /** `{ isbn: "1234" }`, or nothing. */
  readonly params: Code;
  /** `, { isbn: "1234" }`, or nothing: what follows the client in a standalone call. */
  readonly furtherParams: Code;
  /** `"library-adapter/operations/books"`. */
  readonly module: Code;
  /** `get`, or `delete as delete_`: how the module's constant is imported. */
  readonly imported: Code;
  /** `get`, or `delete_`: what it is called where it was imported. */
  readonly standalone: Code;
  /** The document names statuses that `isError` recognises. */
  readonly hasErrors: boolean;
}

/** Prints an operation for code samples. */
export function exampleCall(model: ApiModel, { group, operation }: ExampleOperation): ExampleCall {
  const { variable, packageName } = serviceNames(model.name);
  const access = `${groupAccess(variable, group)}.${operation.name}`;
  const params = exampleParams(model, operation, `const result = await ${access}(`.length);
  const standalone = localName(operation.name, new Set());
  return {
    // Names of groups and operations are identifier names; the model's reader makes them.
    access: Code.trusted(access),
    params,
    furtherParams: Code.trusted(params.toString() === "" ? "" : `, ${params.toString()}`),
    module: Code.trusted(stringLiteral(`${packageName}/operations/${group.file}`)),
    imported: Code.trusted(
      standalone === operation.name ? standalone : `${operation.name} as ${standalone}`,
    ),
    standalone: Code.identifier(standalone),
    hasErrors: documentedErrors(operation).length > 0,
  };
}
