import { type PlannedFile, stringLiteral } from "@agentflow/core";
import type { GroupModel, OperationModel, ValidateModel } from "../model/api-model.js";
import { printParams } from "./print-params.js";
import type { SchemaIndex } from "./schema-index.js";
import type { WireCase, WireCases } from "./wire-case.js";

/** `test/operations/<group>.test.ts`: a call of every operation, with params that TypeScript checks. */
export function operationTests(
  group: GroupModel,
  cases: readonly WireCases[],
  index: SchemaIndex,
  validate: ValidateModel,
): PlannedFile {
  const checks = validate !== "none";
  const tests = group.operations.map((operation, position) => {
    const known = cases[position];
    return known ? testsOf(operation, known, index) : "";
  });
  const module = stringLiteral(`../../src/operations/${group.file}.js`);
  const text = `import { test } from "vitest";
import * as operations from ${module};
import { service } from "../../src/service.js";
${checks ? 'import { validate } from "../validation.js";\n' : ""}import { wireTest } from "../wire-test.js";

const wire = wireTest(service, ${stringLiteral(group.file)}${checks ? ", { validate }" : ""});
${tests.join("")}`;
  return { kind: "text", path: `test/operations/${group.file}.test.ts`, text };
}

function testsOf(operation: OperationModel, cases: WireCases, index: SchemaIndex): string {
  const { id, name, method, path } = operation;
  const { success, required, error, page, stream, format } = cases;
  const call = (one: WireCase): string => callText(operation, one, index);
  const texts = [
    testText(
      `${id} sends ${method} ${path}`,
      `wire.answers(${stringLiteral(success.key)}, ${call(success)})`,
    ),
  ];
  if (required) {
    const what = `${id} sends no more than what is required`;
    texts.push(testText(what, `wire.answers(${stringLiteral(required.key)}, ${call(required)})`));
  }
  if (page) {
    const one = required ?? success;
    const rest = (page.path ?? []).map((each) => `, ${stringLiteral(each)}`).join("");
    const all = callText({ ...operation, name: `${name}.all` }, one, index);
    const what = `${id} yields the items of its pages`;
    texts.push(testText(what, `wire.yields(${stringLiteral(one.key)}, ${all}${rest})`));
  }
  if (format) {
    const what = `${id} gives ${format.contentType} when it is asked for`;
    const text = callText(operation, format, index, format.contentType);
    texts.push(testText(what, `wire.answers(${stringLiteral(format.key)}, ${text})`));
  }
  if (stream) {
    const items = callText({ ...operation, name: `${name}.items` }, stream, index);
    const what = `${id} yields the items of its stream`;
    texts.push(testText(what, `wire.streams(${stringLiteral(stream.key)}, ${items})`));
  }
  if (error) {
    const what = `${id} rejects with the documented ${error.answer.status}`;
    const rest = `${stringLiteral(error.key)}, operations.${name}, ${call(error)}`;
    texts.push(testText(what, `wire.rejects(${rest})`));
  }
  return texts.join("");
}

function testText(what: string, body: string): string {
  return `\ntest(${stringLiteral(what)}, () =>\n  ${body});\n`;
}

/** @param format media type to ask for; left out: the operation's own */
function callText(
  operation: OperationModel,
  { params }: WireCase,
  index: SchemaIndex,
  format?: string,
): string {
  const as = format === undefined ? "" : ".as";
  const asked = format === undefined ? "" : `, ${stringLiteral(format)}`;
  const head = `    operations.${operation.name}${as}(client${asked}`;
  const object = printParams(operation, params, index, "    ", head.length + 4);
  return `(client) =>\n${head}${object === "" ? "" : `, ${object}`})`;
}
