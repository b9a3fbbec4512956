import { Code } from "@agentflow/core";
import type { OperationModel } from "../model/api-model.js";

/** The doc comment of an operation: all that the document says of it. Empty sections are left out. */
export function operationDoc(operation: OperationModel): string {
  const { summary, description, method, path, docsUrl, deprecated } = operation;
  const scopes = operation.scopes.map((scope) => `\`${scope.replaceAll("`", "")}\``).join(", ");
  const tags = [docsUrl === null ? "" : `@see ${docsUrl}`, deprecated ? "@deprecated" : ""];
  const sections = [
    summary.trim(),
    description.trim() === summary.trim() ? "" : description,
    `\`${method} ${path}\``,
    scopes === "" ? "" : `Scopes: ${scopes}`,
    tags.filter((tag) => tag !== "").join("\n"),
  ];
  const text = sections.filter((section) => section !== "").join("\n\n");
  return `${Code.comment(text).toString()}\n`;
}
