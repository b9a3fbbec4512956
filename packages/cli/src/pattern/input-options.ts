import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DiscoveredPattern, type Diagnostic, errorCodes } from "@agentflow/core";
import { z } from "zod";

/** An option of a pattern's own configuration, as its input schema describes it. */
export interface InputOption {
  readonly name: string;
  /** Such as `string`, `string[]` or `"zod" | "none"`. */
  readonly type: string;
  readonly required: boolean;
  /** As JSON; left out: none. */
  readonly default?: string;
  readonly description: string;
}

/** The options of a pattern, or why its schema cannot be read. */
export interface InputOptions {
  readonly options: readonly InputOption[];
  readonly problems: readonly Diagnostic[];
}

const kind = z.union([z.string(), z.array(z.string())]).optional();
const propertySchema = z.looseObject({
  type: kind,
  enum: z.array(z.json()).optional(),
  items: z.looseObject({ type: kind }).optional(),
  default: z.json().optional(),
  description: z.string().default(""),
});
const inputSchema = z.looseObject({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
});

/** Reads the options of an installed pattern from the JSON Schema that its manifest names; none where it names none. */
export async function inputOptions({
  packageName,
  directory,
  manifest: { input },
}: DiscoveredPattern): Promise<InputOptions> {
  if (input === undefined) return { options: [], problems: [] };
  const source = join(directory, input);
  try {
    const { properties, required } = inputSchema.parse(JSON.parse(await readFile(source, "utf8")));
    const options = Object.entries(properties).map(([name, property]) => ({
      name,
      type: typeText(property),
      required: required.includes(name) && property.default === undefined,
      ...(property.default !== undefined && { default: JSON.stringify(property.default) }),
      description: property.description,
    }));
    return { options, problems: [] };
  } catch {
    const message = `The input schema of ${packageName} cannot be read.`;
    const help = `Install ${packageName} again, or report it to its author.`;
    return {
      options: [],
      problems: [
        {
          code: errorCodes.manifestInvalid,
          severity: "warning",
          message,
          location: { source },
          help,
        },
      ],
    };
  }
}

function typeText({ type, enum: values, items }: z.output<typeof propertySchema>): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  const name = [type ?? "any"].flat().join(" | ");
  const item = [items?.type ?? []].flat().join(" | ");
  return name === "array" && item !== "" ? `${item}[]` : name;
}
