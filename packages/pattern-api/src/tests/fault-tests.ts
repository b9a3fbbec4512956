import {
  compareText,
  type Json,
  type PlannedFile,
  stringLiteral,
  wrappedLiteral,
} from "@agentflow/core";
import type { ApiModel, OperationModel } from "../model/api-model.js";
import { printParams } from "./print-params.js";
import type { SchemaIndex } from "./schema-index.js";
import { type GroupCases, simplestOperation, type Subject } from "./simplest-operation.js";
import type { WireCase, WireCases } from "./wire-case.js";

type Role = "simplest" | "read" | "write" | "authenticated";

const roles: readonly Role[] = ["simplest", "read", "write", "authenticated"];

/** What a suite loses when the document has no operation for a role. */
const missing: Readonly<Record<Role, string>> = {
  simplest: "the document has no operation",
  read: "no GET answers with a JSON object or list, so repeated reads and broken answers are not tried",
  write: "no POST takes JSON, a form or nothing, so failed writes are not tried",
  authenticated: "no operation takes credentials, so refused ones are not tried",
};

/** `test/faults.test.ts`: the fault suite, on the simplest operations of the document. */
export function faultTests(
  { service }: Pick<ApiModel, "service">,
  groups: readonly GroupCases[],
  index: SchemaIndex,
): PlannedFile {
  const subjects: Readonly<Record<Role, Subject | undefined>> = {
    simplest: simplestOperation(groups, () => true),
    read: simplestOperation(groups, isRead),
    write: simplestOperation(groups, isWrite),
    authenticated: simplestOperation(groups, ({ auth }) =>
      (auth ?? service.auth).some((combination) => combination.length > 0),
    ),
  };
  const used = roles.flatMap((role) => {
    const subject = subjects[role];
    return subject ? [{ role, subject }] : [];
  });
  const paged = pagedSubjects(groups);
  const files = [...used.map(({ subject }) => subject), ...paged].map(({ group }) => group.file);
  const modules = [...new Set(files)];
  const alias = (file: string): string => `operations${modules.indexOf(file) + 1}`;
  const imports = modules.map(
    (file) => `import * as ${alias(file)} from ${stringLiteral(`../src/operations/${file}.js`)};\n`,
  );
  const leftOut = roles
    .filter((role) => !subjects[role])
    .map((role) => `// Left out: ${missing[role]}.\n`);
  const noPages = "// Left out: no operation is paged, so following pages is not tried.\n";
  const members = used.map(({ role, subject }) =>
    memberText(role, subject, alias(subject.group.file), index),
  );
  const text = `${imports.join("")}import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

${leftOut.join("")}${paged.length === 0 ? noPages : ""}faultSuite(service, {
${members.join("")}${pagedText(paged, alias, index)}});
`;
  return { kind: "text", path: "test/faults.test.ts", text };
}

/** Also for a text or an empty answer a repetition could be tried, but not a truncated document. */
function isRead({ method, idempotent }: OperationModel, { success }: WireCases): boolean {
  return (
    method === "GET" &&
    idempotent !== false &&
    success.answer.status === 200 &&
    structured(success) !== undefined
  );
}

function isWrite({ method, idempotent, body }: OperationModel, { success }: WireCases): boolean {
  const kind = body?.content[0]?.kind;
  const plain = body === null || kind === "json" || kind === "form";
  return method === "POST" && idempotent !== true && plain && success.answer.redirect === undefined;
}

/** The simplest operation of each kind of paging. */
function pagedSubjects(groups: readonly GroupCases[]): readonly Subject[] {
  const styles = groups.flatMap(({ group }) =>
    group.operations.flatMap(({ paging }) => paging?.description.style ?? []),
  );
  return [...new Set(styles)]
    .toSorted(compareText)
    .flatMap(
      (style) =>
        simplestOperation(
          groups,
          ({ paging }, { page }) =>
            paging?.description.style === style && page !== undefined && page.items.length > 0,
        ) ?? [],
    );
}

/** The answer, when it is a JSON object or array that is not empty: what truncation can break. */
function structured({ answer }: WireCase): Json | undefined {
  if (!answer.body || !("json" in answer.body)) return undefined;
  const { json } = answer.body;
  return typeof json === "object" && json !== null && Object.keys(json).length > 0
    ? json
    : undefined;
}

function pagedText(
  subjects: readonly Subject[],
  alias: (file: string) => string,
  index: SchemaIndex,
): string {
  if (subjects.length === 0) return "";
  const texts = subjects.map((subject) => {
    const { group, operation } = subject;
    const call = `${alias(group.file)}.${operation.name}`;
    // Written apart from the operation on purpose: the test compares the two.
    const paging = wrappedLiteral({ ...operation.paging?.description }, "      ", 14);
    return `    {\n${subjectText(subject, `${call}.pages`, "      ", index)}      paging: ${paging},\n    },\n`;
  });
  return `  paged: [\n${texts.join("")}  ],\n`;
}

function memberText(role: Role, subject: Subject, alias: string, index: SchemaIndex): string {
  const call = `${alias}.${subject.operation.name}`;
  return `  ${role}: {\n${subjectText(subject, call, "    ", index)}  },\n`;
}

function subjectText(
  { group, operation, least }: Subject,
  call: string,
  indent: string,
  index: SchemaIndex,
): string {
  const object = printParams(
    operation,
    least.params,
    index,
    `${indent}  `,
    indent.length + 2 + call.length + "(client, , options),".length,
  );
  return `${indent}id: ${stringLiteral(operation.id)},
${indent}wire: [${stringLiteral(group.file)}, ${stringLiteral(least.key)}],
${indent}call: (client, options) =>
${indent}  ${call}(client, ${object === "" ? "{}" : object}, options),
`;
}
