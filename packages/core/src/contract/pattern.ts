import type { z } from "zod";
import type { Diagnostic } from "../errors/diagnostic.js";
import type { Comparison } from "./comparison.js";
import type { InspectContext } from "./inspect-context.js";
import { contractVersion } from "./manifest.js";
import type { Requirements } from "./requirements.js";
import type { Subtask } from "./subtask.js";

const brand = Symbol.for("agentflow.pattern");

/** A file of the package as it will be written. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/** What every model tells the builder, whatever the kind of service. Models are plain JSON. */
export interface PatternModel {
  /**
   * What a person calls one unit of the integration, counted: `{ singular: "operation", count: 12 }`.
   * `ids` names every unit, sorted; the score demands that each is named by a test and by the docs.
   */
  readonly unit: {
    readonly singular: string;
    readonly plural: string;
    readonly count: number;
    readonly ids: readonly string[];
  };
  /**
   * Digest of what the model was read from: of a document, as `InspectContext.document` gave it; of anything else, such
   * as a database, `sha256-<hex>` of what was read, as canonical JSON.
   */
  readonly documentDigest: string;
}

/**
 * Keep the fields in this order: TypeScript infers `Model` from `inspect` and uses it in what follows.
 */
export interface PatternDefinition<Input extends z.ZodType, Model extends PatternModel> {
  /** Equals `agentflow.id` in the package's package.json. */
  readonly id: string;
  /** The configuration; the command explains and checks user input by it. */
  readonly input: Input;
  /** How well it fits, 0 to 1. Left out: what the manifest declares decides. */
  matches?(requirements: Requirements): number;
  /** Reads the outside world into a plain JSON model. The only stage that may do I/O. */
  inspect(input: z.output<Input>, context: InspectContext): Promise<Model> | Model;
  /** Pure: equal models give equal subtasks. */
  decompose(model: Model): readonly Subtask[];
  /** Rules of this pattern's own, on top of the builder's common ones. */
  validate?(files: readonly RenderedFile[], model: Model): readonly Diagnostic[];
  /**
   * How the service has changed: pure, and without differences for equal models. Whoever has it gets the model recorded
   * in the package, as the files of `decompose` are; left out: only the files can be compared.
   */
  compare?(recorded: Model, current: Model): Comparison;
}

export interface Pattern<
  Input extends z.ZodType = z.ZodType,
  Model extends PatternModel = PatternModel,
> extends PatternDefinition<Input, Model> {
  readonly [brand]: typeof contractVersion;
}

/** A pattern of which nothing is known but that it is one: what the registry loads. */
// Methods are bivariant, so every Pattern<Input, Model> is assignable to this.
export type AnyPattern = Pattern;

/** Declares a pattern. A function and not a base class: the literal infers the model's type. */
export function definePattern<Input extends z.ZodType, Model extends PatternModel>(
  definition: PatternDefinition<Input, Model>,
): Pattern<Input, Model> {
  return { ...definition, [brand]: contractVersion };
}

/** Recognises a pattern also when it was made by another copy of core. */
export function isPattern(value: unknown): value is AnyPattern {
  return typeof value === "object" && value !== null && brand in value;
}
