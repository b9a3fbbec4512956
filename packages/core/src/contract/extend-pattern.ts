import type { z } from "zod";
import type { Diagnostic } from "../errors/diagnostic.js";
import type { Comparison } from "./comparison.js";
import { definePattern, type Pattern, type PatternModel, type RenderedFile } from "./pattern.js";
import type { Requirements } from "./requirements.js";
import type { Subtask } from "./subtask.js";

export interface PatternExtension<
  BaseInput extends z.ZodType,
  BaseModel extends PatternModel,
  Input extends z.ZodType,
  Model extends BaseModel,
> {
  readonly id: string;
  readonly input: Input;
  matches?(requirements: Requirements): number;
  /** Translates this pattern's input into the base's. */
  toBase(input: z.output<Input>): z.input<BaseInput>;
  /** Adds what only this service knows, as data: authentication, paging, rate limit headers. */
  refine(model: BaseModel, input: z.output<Input>): Promise<Model> | Model;
  /** Adds or changes subtasks; left out: the base's. */
  extend?(subtasks: readonly Subtask[], model: Model): readonly Subtask[];
  validate?(files: readonly RenderedFile[], model: Model): readonly Diagnostic[];
  /** Left out: the base's, which sees its own part of the model. */
  compare?(recorded: Model, current: Model): Comparison;
}

/** A specific pattern on top of a general one. Differences are data first, added files second. */
export function extendPattern<
  BaseInput extends z.ZodType,
  BaseModel extends PatternModel,
  Input extends z.ZodType,
  Model extends BaseModel,
>(
  base: Pattern<BaseInput, BaseModel>,
  extension: PatternExtension<BaseInput, BaseModel, Input, Model>,
): Pattern<Input, Model> {
  return definePattern<Input, Model>({
    id: extension.id,
    input: extension.input,
    ...(extension.matches && { matches: extension.matches.bind(extension) }),
    async inspect(input, context) {
      const baseInput = base.input.parse(extension.toBase(input));
      return extension.refine(await base.inspect(baseInput, context), input);
    },
    decompose(model) {
      const subtasks = base.decompose(model);
      return extension.extend?.(subtasks, model) ?? subtasks;
    },
    ...comparing(base, extension),
    validate: (files, model) => [
      ...(base.validate?.(files, model) ?? []),
      ...(extension.validate?.(files, model) ?? []),
    ],
  });
}

/** An extension of a pattern that compares nothing compares nothing either, unless it says how. */
function comparing<Model extends PatternModel>(
  base: { compare?(recorded: Model, current: Model): Comparison },
  extension: { compare?(recorded: Model, current: Model): Comparison },
): { compare?(recorded: Model, current: Model): Comparison } {
  if (extension.compare) return { compare: extension.compare.bind(extension) };
  return base.compare ? { compare: base.compare.bind(base) } : {};
}
