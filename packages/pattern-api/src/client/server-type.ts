import { Code, keyLiteral, stringLiteral } from "@agentflow/core";
import type { ServerModel } from "../model/api-model.js";

/** What the option `server` takes: a server by its place or name, values of variables, or both. */
export function serverType(servers: readonly ServerModel[]): Code {
  const members = servers.flatMap((server, index) => {
    const names = [String(index), ...(server.name === "" ? [] : [stringLiteral(server.name)])];
    if (server.variables.length === 0) return names;
    const values = valuesType(server);
    const pair = `readonly [server: ${names.join(" | ")}, values: ${values}]`;
    return index === 0 ? [values, ...names, pair] : [...names, pair];
  });
  // Made of numbers, of literals and of keys that their printers make.
  return Code.trusted(members.map((member) => `\n  | ${member}`).join(""));
}

function valuesType({ variables }: ServerModel): string {
  const members = variables.map(({ name, default: usual, enum: values, description }) => {
    const type =
      values === null ? "string" : values.map((value) => stringLiteral(value)).join(" | ");
    const about = description.trim() === "" ? "" : `${description.trim()} `;
    const comment = Code.comment(`${about}Default: ${usual}`, "      ").toString();
    return `      ${comment}\n      readonly ${keyLiteral(name)}?: ${type} | undefined;\n`;
  });
  return `{\n${members.join("")}    }`;
}
