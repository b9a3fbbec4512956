import { isDeepStrictEqual } from "node:util";
import { modelText } from "../builder/model-file.js";
import type { PatternModel } from "../contract/pattern.js";
import { differingPaths, renderModel, textsByPath } from "./render-case.js";
import { type CaseRule, errors } from "./rule.js";

const plainRule: CaseRule = {
  scope: "case",
  title: "the model is plain JSON",
  help: "Give the model texts, finite numbers, booleans, null, lists and plain objects; leave out what is undefined.",
  async find(_, one) {
    const model = await one.inspect();
    const again: unknown = JSON.parse(JSON.stringify(model));
    return isDeepStrictEqual(again, model)
      ? []
      : errors(["the model changes when it is written as JSON and read again"]);
  },
};

const recordedRule: CaseRule = {
  scope: "case",
  title: "a recorded model differs in nothing from the model itself",
  help: "Let `compare` find no difference between equal models, whatever the order of their keys.",
  async find({ pattern }, one) {
    if (!pattern.compare) return [];
    const model = await one.inspect();
    // The form that it was written in: parsed, it is a model again.
    const recorded = JSON.parse(modelText(model)) as PatternModel;
    const none = { differences: [], scripts: [], notes: [] };
    return [recorded, model].every((current) =>
      isDeepStrictEqual(pattern.compare?.(recorded, current), none),
    )
      ? []
      : errors(["`compare` finds a difference between equal models"]);
  },
};

/** Only where models are recorded: elsewhere the order of keys may be the order of the document. */
const orderRule: CaseRule = {
  scope: "case",
  title: "a recorded model makes the same files, whatever the order of its keys",
  help: "Keep what has an order in lists, or sort keys by code points before they are printed.",
  async find({ pattern }, one) {
    if (!pattern.compare) return [];
    const model = await one.inspect();
    const recorded = JSON.parse(modelText(model)) as PatternModel; // What was written is a model again.
    const make = (made: PatternModel) => textsByPath(renderModel(pattern, made));
    return errors(
      differingPaths(make(model), make(recorded)).map(
        (path) => `${path} depends on the order of keys`,
      ),
    );
  },
};

const comparingRule: CaseRule = {
  scope: "case",
  title: "comparing changes neither model, and gives the same twice",
  help: "Let `compare` read the models and nothing else.",
  async find({ pattern }, one) {
    if (!pattern.compare) return [];
    const [recorded, current] = [structuredClone(await one.inspect()), await one.inspect()];
    const before = JSON.stringify([recorded, current]);
    const first = pattern.compare(recorded, current);
    const same = isDeepStrictEqual(pattern.compare(recorded, current), first);
    return errors([
      ...(same ? [] : ["`compare` gives something else the second time"]),
      ...(JSON.stringify([recorded, current]) === before ? [] : ["`compare` changes a model"]),
    ]);
  },
};

/** What holds of the model of a case. */
export const modelRules: readonly CaseRule[] = [plainRule, recordedRule, orderRule, comparingRule];
