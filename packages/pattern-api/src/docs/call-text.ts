import { keyLiteral } from "@agentflow/core";
import type { GroupModel, OperationModel } from "../model/api-model.js";

/** `library.books`: where a group is on the client. */
export function groupAccess(variable: string, { name }: GroupModel): string {
  return `${variable}.${name}`;
}

/** `library.books.get({ isbn })`: a call with what it cannot do without. */
export function callShape(access: string, operation: OperationModel): string {
  const keys = operation.parameters
    .filter(({ required }) => required)
    .map(({ key }) => shorthand(key));
  if (operation.body?.required === true) keys.push("body");
  return `${access}.${operation.name}(${keys.length === 0 ? "" : `{ ${keys.join(", ")} }`})`;
}

function shorthand(key: string): string {
  return keyLiteral(key) === key ? key : `${keyLiteral(key)}: …`;
}
