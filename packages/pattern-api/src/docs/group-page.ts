import {
  cellCode,
  firstParagraph,
  inlineCode,
  markdownLink,
  plainText,
  type PlannedFile,
  tableRow,
} from "@agentflow/core";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel, GroupModel, OperationModel } from "../model/api-model.js";
import { responseRoles } from "../operations/response-roles.js";
import { streamedContent } from "../operations/streamed-content.js";
import type { SchemaTypePrinter } from "../operations/type-printer.js";
import { parameterTable } from "./parameter-table.js";
import { callShape, groupAccess } from "./call-text.js";
import { resultSummary } from "./type-summary.js";

/** `docs/<group>.md`: every operation of a group, with what it takes and what comes back. */
export function groupPage(
  model: ApiModel,
  group: GroupModel,
  printer: SchemaTypePrinter,
): PlannedFile {
  const access = groupAccess(serviceNames(model.name).variable, group);
  const sections = [
    `# ${access}`,
    firstParagraph(group.description),
    "Every call takes one object of parameters and, after it, options of the call; see the [README](../README.md).",
    contents(group),
    ...group.operations.map((operation) => entry(group, operation, access, printer)),
  ];
  const text = `${sections.filter((section) => section !== "").join("\n\n")}\n`;
  return { kind: "text", path: `docs/${group.file}.md`, text };
}

function contents(group: GroupModel): string {
  const rows = group.operations.map((operation) => {
    const title = heading(group, operation);
    const request = cellCode(`${operation.method} ${operation.path}`);
    return tableRow(`[${title}](#${anchor(title)})`, request, shortText(operation));
  });
  return ["| Operation | Request | What it does |", "| --- | --- | --- |", ...rows].join("\n");
}

/** The summary, or the first sentence of the description. */
function shortText({ summary, description }: OperationModel): string {
  const paragraph = firstParagraph(description);
  return plainText(summary) || (/^.*?[.!?](?=\s)/s.exec(paragraph)?.[0] ?? paragraph);
}

function heading(group: GroupModel, operation: OperationModel): string {
  return `${group.name}.${operation.name}`;
}

/** The anchor that the usual renderers give a heading: lower case, without punctuation. */
function anchor(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "");
}

function entry(
  group: GroupModel,
  operation: OperationModel,
  access: string,
  printer: SchemaTypePrinter,
): string {
  const { id, method, path, summary, description, deprecated, docsUrl } = operation;
  const about = [plainText(summary), firstParagraph(description)];
  const sections = [
    `## ${heading(group, operation)}`,
    deprecated ? "**Deprecated.**" : "",
    ...new Set(about),
    [
      `- Call: ${inlineCode(callShape(access, operation))}`,
      `- Request: ${inlineCode(`${method} ${path}`)}, ${inlineCode(id)}${docsLink(docsUrl)}`,
      `- Result: ${inlineCode(resultSummary(operation, printer))}${further(operation)}`,
      ...scopeLine(operation),
      ...errorLine(operation),
    ].join("\n"),
    parameterTable(operation, printer),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** How else the result can be read. */
function further(operation: OperationModel): string {
  if (operation.paging !== null) return "; paged, with `.all()` and `.pages()`";
  return streamedContent(operation) ? "; streamed, with `.items()`" : "";
}

function docsLink(docsUrl: string | null): string {
  const link = docsUrl === null ? "" : markdownLink("documentation", docsUrl);
  return link === "" ? "" : `, ${link}`;
}

function scopeLine({ scopes }: OperationModel): readonly string[] {
  return scopes.length === 0 ? [] : [`- Scopes: ${scopes.map(inlineCode).join(", ")}`];
}

function errorLine(operation: OperationModel): readonly string[] {
  const { errors } = responseRoles(operation);
  return errors.length === 0
    ? []
    : [`- Errors: ${errors.map(({ status }) => inlineCode(status)).join(", ")}`];
}
