import type { PatternModel } from "../contract/pattern.js";
import { differingPaths, planOf, renderPlan, textsByPath } from "./render-case.js";
import { type CaseRule, errors, type RuleFinding, warnings } from "./rule.js";
import { type Access, accessTexts, watchWorld } from "./watched-world.js";

const help =
  "Do everything that needs the outside world in `inspect`, and let `decompose` and `plan` depend on the model alone.";

const frozenRule: CaseRule = {
  scope: "case",
  title: "decomposing changes nothing of the model",
  help: "Make a new value instead of changing the model.",
  async find({ pattern }, one) {
    const model = frozen(structuredClone(await one.inspect()));
    try {
      renderPlan(planOf(pattern, model));
      return [];
    } catch (error) {
      return errors([`decomposing a frozen model throws: ${String(error)}`]);
    }
  },
};

const sealedRule: CaseRule = {
  scope: "case",
  title: "decomposing asks for nothing but the model",
  help,
  async find({ pattern }, one) {
    const model = structuredClone(await one.inspect());
    const planning: Access[] = [];
    const plan = watching(planning, () => planOf(pattern, model));
    const rendering: Access[] = [];
    watching(rendering, () => renderPlan(plan));
    // Rendering reads templates: core does, and they are part of the pattern.
    const accesses = [...planning, ...rendering.filter(({ kind }) => kind !== "file read")];
    return accessFindings(accesses, "decomposing calls");
  },
};

const repeatedRule: CaseRule = {
  scope: "case",
  title: "decomposing twice gives the same files",
  help,
  async find({ pattern }, one) {
    const model = await one.inspect();
    const make = () => textsByPath(renderPlan(planOf(pattern, model)));
    return errors(differingPaths(make(), make()).map((path) => `${path} differs the second time`));
  },
};

const subtaskRule: CaseRule = {
  scope: "case",
  title: "subtasks have ids of their own and wait only for each other",
  help: "Give each subtask an id of its own, and name only such ids in `dependsOn`.",
  async find({ pattern }, one) {
    const subtasks = pattern.decompose(await one.inspect());
    const ids = subtasks.map(({ id }) => id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    const unknown = subtasks
      .flatMap(({ dependsOn }) => dependsOn)
      .filter((id) => !ids.includes(id));
    return errors([
      ...twice.map((id) => `two subtasks have the id "${id}"`),
      ...unknown.map((id) => `a subtask waits for "${id}", which is none`),
    ]);
  },
};

/** What makes `decompose` a function of the model. */
export const purityRules: readonly CaseRule[] = [frozenRule, sealedRule, repeatedRule, subtaskRule];

/** Clock and chance change what comes out; files and the network may, and are only warned of. */
function accessFindings(accesses: readonly Access[], what: string): readonly RuleFinding[] {
  const changing = accesses.filter(({ kind }) => /^(?:clock|program|randomness)$/.test(kind));
  const others = accesses.filter((access) => !changing.includes(access));
  return [
    ...errors(accessTexts(changing).map((call) => `${what} ${call}`)),
    ...warnings(accessTexts(others).map((call) => `${what} ${call}`)),
  ];
}

function watching<Result>(accesses: Access[], action: () => Result): Result {
  const end = watchWorld((access) => accesses.push(access));
  try {
    return action();
  } finally {
    end();
  }
}

/** The model with every object and list in it frozen: what changes it throws. */
function frozen(model: PatternModel): PatternModel {
  const freeze = (value: unknown): void => {
    if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    for (const item of Object.values(value)) freeze(item);
  };
  freeze(model);
  return model;
}
