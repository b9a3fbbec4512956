import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { Eta } from "eta";
import type { PlannedFile } from "../contract/planned-file.js";
import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { isCode } from "./code.js";
import { type Json, jsonText, literal, stringLiteral, visible } from "./literal.js";

/** How `<%= value %>` prints, by the kind of file that is made. */
const printers: Readonly<Record<string, (value: Json) => string>> = {
  ".ts": literal,
  ".json": jsonText,
  ".md": (value) => markdownText(typeof value === "string" ? value : jsonText(value)),
};

/** Text that Markdown shows as it is: on one line, without markup, HTML or table cells of its own. */
export function markdownText(text: string): string {
  return visible(text.replaceAll(/\s+/g, " ").trim()).replaceAll(
    /[\\`*_{}[\]<>|#~&$]|^[-+=]|(?<=^\d{1,9})[.)](?= |$)/g,
    "\\$&",
  );
}

/** `<%= value %>`: a JSON value; what it holds is checked by its printer, piece by piece. */
function printValue(value: unknown, printer: (value: Json) => string): string {
  if (isJson(value) && !isCode(value)) return printer(value);
  const kind = isCode(value) ? "Code" : typeof value;
  throw new AgentFlowError(
    errorCodes.templateInvalid,
    `\`<%= %>\` prints JSON values, not ${kind}.`,
    {
      help: "Give the view a string, number, boolean, null, array or plain object; print Code with `<%~ %>`.",
    },
  );
}

function isJson(value: unknown): value is Json {
  return value === null || ["string", "number", "boolean", "object"].includes(typeof value);
}

/** `<%~ value %>`: only Code passes, and numbers, which are checked by type. */
function printCode(value: unknown): string {
  if (isCode(value)) return value.toString();
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  throw new AgentFlowError(errorCodes.codeRefused, "`<%~ %>` prints Code only.", {
    help: "Print text with `<%= %>`, or make it safe with Code.identifier, Code.literal or Code.comment.",
  });
}

/** A statement tag alone on its line takes the whole line with it, so that templates look like their output. */
const statementLine = /^[ \t]*(<%(?![=~])(?:(?!%>)[^])*%>)[ \t]*\n/gm;

const engines = new Map<string, Eta>();

function engine(extension: string): Eta {
  const known = engines.get(extension);
  if (known) return known;
  const printer = printers[extension];
  if (!printer) {
    throw new AgentFlowError(
      errorCodes.templateInvalid,
      `No printer is known for "${extension}" files.`,
      { help: `Render one of ${Object.keys(printers).join(", ")}, or plan the file as text.` },
    );
  }
  const eta = new Eta({
    autoTrim: false,
    autoEscape: true,
    escapeFunction: (value: unknown) => printValue(value, printer),
    functionHeader: "const __code = this.printCode;",
    plugins: [
      {
        processTemplate: (text) => text.replaceAll(statementLine, "$1"),
        processAST: (blocks) =>
          blocks.map((block) =>
            typeof block === "string" || block.t !== "r"
              ? block
              : { ...block, val: `__code(${block.val})` },
          ),
      },
    ],
  });
  const made = Object.assign(eta, { printCode });
  engines.set(extension, made);
  return made;
}

const compiled = new Map<string, ReturnType<Eta["compile"]>>();

/**
 * The text of one planned file.
 * @throws AF_TEMPLATE_INVALID or AF_CODE_REFUSED, naming the file and the template, when it cannot be made
 */
export function renderFile(file: PlannedFile): string {
  if (file.kind === "text") return file.text;
  const source = file.kind === "copy" ? file.source : file.template;
  try {
    return file.kind === "copy"
      ? readFileSync(source, "utf8")
      : render(file.path, source, file.view);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const known = isAgentFlowError(error) ? error : undefined;
    throw new AgentFlowError(
      known?.code ?? errorCodes.templateInvalid,
      `${stringLiteral(file.path)} cannot be made: ${visible(reason)}`,
      {
        help: known?.help ?? "This is a fault of the pattern: correct the template or its view.",
        location: { source: source.href },
        cause: error,
      },
    );
  }
}

function render(path: string, source: URL, view: object): string {
  const extension = extname(path);
  const eta = engine(extension);
  const key = `${extension}:${source.href}`;
  let template = compiled.get(key);
  if (!template) {
    template = eta.compile(readFileSync(source, "utf8"));
    compiled.set(key, template);
  }
  return eta.render(template, view);
}
