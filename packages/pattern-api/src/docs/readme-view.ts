import {
  cellCode,
  Code,
  firstParagraph,
  inlineCode,
  plainText,
  stringLiteral,
  tableRow,
} from "@agentflow/core";
import { authOptions } from "../client/auth-options.js";
import { serviceNames } from "../client/service-names.js";
import { hasServerChoice } from "../client/service-view.js";
import type { ApiModel, GroupModel, ServerModel } from "../model/api-model.js";
import { groupAccess } from "./call-text.js";
import { type ExampleCall, exampleCall } from "./example-call.js";
import { exampleClient } from "./example-client.js";
import { exampleOperation, examplePagedOperation } from "./example-operation.js";

/** Everything that `README.md.eta` prints. */
export interface ReadmeView {
  readonly name: string;
  /** What the document says of itself: title, version, and its first paragraph. */
  readonly title: string;
  readonly version: Code;
  readonly hasAbout: boolean;
  readonly about: Code;
  /** `4 operations in 1 group`. */
  readonly size: string;
  readonly packageName: Code;
  readonly imports: Code;
  readonly variable: Code;
  readonly create: Code;
  readonly createName: Code;
  readonly createLight: Code;
  /** `createLightLibrary({ token })`. */
  readonly light: Code;
  readonly credentials: readonly { readonly option: Code; readonly doc: string }[];
  /** Whether calls work without credentials, as a sentence. */
  readonly authNote: string;
  /** Rows of the table of scopes. */
  readonly scopes: readonly Code[];
  /** The first option that takes a client's id and secret, when there is one. */
  readonly tokenOption: readonly Code[];
  /** Rows of the table of servers, where there is something to choose. */
  readonly servers: readonly Code[];
  readonly example: ExampleCall;
  /** Empty when no operation is paged. */
  readonly paged: readonly ExampleCall[];
  readonly guides: readonly { readonly title: string; readonly path: Code }[];
  /** Rows of the table of groups. */
  readonly groups: readonly Code[];
}

/** What the README of the generated package says of one service. */
export function readmeView(model: ApiModel): ReadmeView {
  const names = serviceNames(model.name);
  const client = exampleClient(model);
  // Escaped for Markdown.
  const about = firstParagraph(model.description);
  const first = exampleOperation(model);
  const paged = examplePagedOperation(model);
  return {
    name: model.name,
    title: model.title,
    version: Code.trusted(inlineCode(model.version)),
    hasAbout: about !== "",
    about: Code.trusted(about),
    size: `${counted(model.unit.count, "operation")} in ${counted(model.groups.length, "group")}`,
    packageName: Code.trusted(names.packageName),
    imports: client.imports,
    variable: client.variable,
    create: client.create,
    createName: Code.identifier(names.create),
    createLight: Code.identifier(names.createLight),
    light: client.light,
    credentials: [
      ...authOptions(model),
      ...model.service.headerOptions.map(({ option, header, description }) => ({
        option,
        doc: `${description} Sent as ${header}.`,
      })),
    ].map(({ option, doc }) => ({ option: Code.trusted(inlineCode(option)), doc })),
    authNote: authNote(model),
    scopes: authOptions(model)
      .flatMap(({ endpoint }) => endpoint?.scopes ?? [])
      .map(scopeRow),
    tokenOption: authOptions(model)
      .filter(({ endpoint }) => endpoint !== null)
      .slice(0, 1)
      .map(({ option }) => Code.propertyName(option)),
    servers: hasServerChoice(model.service) ? model.service.servers.map(serverRow) : [],
    example: exampleCall(model, first),
    paged: paged ? [exampleCall(model, paged)] : [],
    guides: model.guides.map(({ title, path }) => ({ title, path: Code.trusted(path) })),
    groups: model.groups.map((group) => groupRow(names.variable, group)),
  };
}

function authNote({ service, groups }: ApiModel): string {
  const operations = groups.flatMap((group) => group.operations);
  const needs = operations.map(({ auth }) => auth ?? service.auth);
  const optional = needs.some(
    (auth) => auth.length === 0 || auth.some((each) => each.length === 0),
  );
  const notes = [
    optional ? "Some calls may work without credentials." : "No call works without credentials.",
    needs.some((auth) => auth.some((each) => each.length > 1))
      ? "Where several are needed together, all of them are sent."
      : "",
    operations.some(({ auth }) => auth !== null)
      ? "Operations that take others than the rest send their own."
      : "",
  ];
  return notes.filter((note) => note !== "").join(" ");
}

function serverRow({ url, name, description, variables }: ServerModel, index: number): Code {
  const choice = name === "" ? String(index) : stringLiteral(name);
  const values = variables.map(
    (each) =>
      `${inlineCode(each.name)} (${(each.enum ?? [each.default]).map(inlineCode).join(", ")}${each.enum ? "" : " …"})`,
  );
  // Escaped for Markdown.
  return Code.trusted(
    tableRow(
      cellCode(choice),
      cellCode(url),
      values.join("; ").replaceAll("|", "\\|"),
      plainText(description),
    ),
  );
}

function scopeRow({ name, description }: { name: string; description: string }): Code {
  // Escaped for Markdown.
  return Code.trusted(tableRow(cellCode(name), plainText(description)));
}

function counted(count: number, singular: string): string {
  return `${count} ${count === 1 ? singular : `${singular}s`}`;
}

function groupRow(variable: string, group: GroupModel): Code {
  const access = inlineCode(groupAccess(variable, group));
  // File names of groups are made of letters, digits and hyphens; the rest is escaped.
  const link = `[${access}](docs/${group.file}.md)`;
  return Code.trusted(
    tableRow(link, String(group.operations.length), firstParagraph(group.description)),
  );
}
