import {
  AgentFlowError,
  diagnosticOf,
  errorCodes,
  type Json,
  type SourceDocument,
} from "@agentflow/core";
import { z } from "zod";
import { quoted } from "../findings.js";
import { pointerBelow } from "../json-pointer.js";
import { depthLimit, nestsDeeperThan } from "../nesting.js";
import { parseDocument } from "../parse-document.js";
import { invalidOverlay, type Overlay } from "./overlay.js";

const actionSchema = z
  .looseObject({
    target: z.string("must be a JSONPath, as text"),
    update: z.unknown().optional(),
    remove: z.boolean("must be true or false").optional(),
  })
  .superRefine((action, context) => {
    for (const issue of unknownFields(action, ["target", "description", "update", "remove"])) {
      context.addIssue(issue);
    }
    if (action.update === undefined && action.remove !== true) {
      context.addIssue("changes nothing: it has neither an update nor remove: true");
    }
  });

/** What `info` says is for people, and nothing depends on it. */
const overlaySchema = z
  .looseObject({
    overlay: z
      .string("must be the version of the specification, as text: 1.0.0")
      .regex(/^1\.0\.\d+$/, "is not 1.0, the version that is read"),
    extends: z.string("must be a reference, as text").optional(),
    actions: z.array(actionSchema, "must be a list of actions").min(1, "has no action"),
  })
  .superRefine((overlay, context) => {
    for (const issue of unknownFields(overlay, ["overlay", "info", "extends", "actions"])) {
      context.addIssue(issue);
    }
  });

/**
 * Reads an overlay, JSON or YAML.
 * @throws AF_OVERLAY_INVALID with every problem and its place, and what parsing a document throws
 */
export function readOverlay(document: SourceDocument): Overlay {
  const json = parseDocument(document);
  if (nestsDeeperThan(json, depthLimit)) {
    throw invalidOverlay(document, "", `nests deeper than ${depthLimit} levels`);
  }
  const parsed = overlaySchema.safeParse(json);
  if (!parsed.success) throw problemsOf(parsed.error, document);
  const { actions, extends: target } = parsed.data;
  return {
    document,
    extends: target,
    actions: actions.map(({ update, ...action }) => ({
      ...action,
      // It is a part of what was parsed.
      update: update as Json | undefined,
    })),
  };
}

/** Those that begin with `x-` are anybody's own; another one may be a change that would silently be left out. */
function unknownFields(object: object, known: readonly string[]) {
  return Object.keys(object)
    .filter((key) => !known.includes(key) && !key.startsWith("x-"))
    .map((key) => ({
      code: "custom" as const,
      path: [key],
      message: `is no field of Overlay 1.0; there are ${known.join(", ")}`,
    }));
}

function problemsOf({ issues }: z.ZodError, document: SourceDocument): AgentFlowError {
  const problems = issues.map(({ path, message }) =>
    invalidOverlay(document, pointerBelow("", ...path.map(String)), message),
  );
  const [first] = problems;
  if (first && problems.length === 1) return first;
  return new AgentFlowError(
    errorCodes.overlayInvalid,
    `The overlay ${quoted(document.source)} has ${problems.length} problems.`,
    {
      help: "Correct each of them.",
      location: { source: document.source },
      diagnostics: problems.map((problem) => diagnosticOf(problem)),
    },
  );
}
