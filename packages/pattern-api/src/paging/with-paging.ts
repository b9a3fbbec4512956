import type { PagingDescription } from "@agentflow/core/runtime";
import type { ApiModel, OperationModel } from "../model/api-model.js";
import { checkPaging } from "./check-paging.js";
import type { PagingInput } from "./paging-input.js";
import { SchemaView } from "./schema-view.js";

/** Told of an operation whose types a description does not fit. */
export type ReportUnfit = (operation: OperationModel, fault: string) => void;

/**
 * The model with the same paging for every operation whose types it fits; those that have one keep theirs. For
 * services whose list operations are all alike, and whose document does not say how.
 * @param suits which operations are asked; default: every GET
 */
export function withPaging<Model extends ApiModel>(
  model: Model,
  description: PagingDescription,
  suits: (operation: OperationModel) => boolean = () => true,
): Model {
  return withEachPaging(
    model,
    (operation) =>
      operation.paging === null && operation.method === "GET" && suits(operation)
        ? description
        : undefined,
    () => undefined,
  );
}

/**
 * The model with the paging that is declared for single operations, by their ids. What does not fit an operation's
 * types is reported and left out.
 * @returns the ids that no operation has, too
 */
export function withDeclaredPaging<Model extends ApiModel>(
  model: Model,
  declared: Readonly<Record<string, PagingInput>>,
  report: ReportUnfit,
): { readonly model: Model; readonly unknown: readonly string[] } {
  const ids = new Set(model.unit.ids);
  const of = ({ id }: OperationModel): PagingInput | undefined =>
    Object.hasOwn(declared, id) ? declared[id] : undefined;
  return {
    model: withEachPaging(model, of, report),
    unknown: Object.keys(declared).filter((id) => !ids.has(id)),
  };
}

function withEachPaging<Model extends ApiModel>(
  model: Model,
  of: (operation: OperationModel) => PagingInput | PagingDescription | undefined,
  report: ReportUnfit,
): Model {
  const schemas = new Map(model.schemas.map(({ pointer, schema }) => [pointer, schema]));
  const view = new SchemaView((reference) => schemas.get(reference));
  const paged = (operation: OperationModel): OperationModel => {
    const description = of(operation);
    if (description === undefined) return operation;
    if (description === false) return { ...operation, paging: null };
    const checked = checkPaging(operation, withoutAbsent(description), view);
    if ("item" in checked) return { ...operation, paging: checked };
    report(operation, checked.fault);
    return operation;
  };
  const groups = model.groups.map((group) => ({
    ...group,
    operations: group.operations.map(paged),
  }));
  return { ...model, groups };
}

/** What was checked has `undefined` where nothing was given; a description has no such key. */
function withoutAbsent(description: object): PagingDescription {
  const given = Object.entries(description).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as PagingDescription; // the same with fewer keys
}
