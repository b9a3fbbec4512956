import { AgentFlowError, errorCodes, stringLiteral } from "@agentflow/core";

/** Values that aliases may add to a document: a few lines can stand for more than any memory holds. */
const mostAdded = 1_000_000;

/** How far the count of one collection has come. */
interface Step {
  readonly collection: object;
  readonly children: readonly unknown[];
  next: number;
  size: number;
}

/**
 * Makes sure that a value whose parts may be shared, as YAML's aliases share them, is one that JSON could hold.
 * @throws AF_DOCUMENT_MALFORMED when something holds itself, AF_DOCUMENT_TOO_LARGE when written out it would be more
 * than a million values longer
 */
export function checkAliases(value: unknown, source: string): void {
  if (!isCollection(value)) return;
  /** Values in a collection when all is written out; 0 while it is being counted. */
  const sizes = new Map<object, number>();
  let added = 0;
  const steps: Step[] = [begin(value, sizes)];
  for (let step = steps.at(-1); step; step = steps.at(-1)) {
    const child = step.children[step.next];
    if (step.next === step.children.length) {
      sizes.set(step.collection, step.size);
      steps.pop();
      const above = steps.at(-1);
      if (above) above.size += step.size;
    } else if (isCollection(child)) {
      const known = sizes.get(child);
      if (known === 0) throw holdsItself(source);
      if (known === undefined) steps.push(begin(child, sizes));
      else {
        step.size += known;
        added += known;
        if (added > mostAdded) throw tooLarge(source);
      }
      step.next += 1;
    } else {
      step.size += 1;
      step.next += 1;
    }
  }
}

function begin(collection: object, sizes: Map<object, number>): Step {
  sizes.set(collection, 0);
  return { collection, children: Object.values(collection), next: 0, size: 1 };
}

function isCollection(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function holdsItself(source: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.documentMalformed,
    `${stringLiteral(source)} has a YAML alias within what it stands for, so it never ends.`,
    { help: "Use `$ref` for schemas that refer to themselves.", location: { source } },
  );
}

function tooLarge(source: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.documentTooLarge,
    `The YAML aliases of ${stringLiteral(source)} stand for more than ${mostAdded} further values.`,
    { help: "Use `$ref` instead of aliases.", location: { source } },
  );
}
