import type { CreateOptions } from "./create-options.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * The pattern's own configuration: what the file says, and what options of the command stand for it.
 * @param overlayFrom gives an overlay's address as it is written from the folder of the description
 */
export function patternOptions(
  options: CreateOptions,
  overlayFrom: (address: string) => string,
): Values {
  const configured = options.options ?? {};
  return {
    ...configured,
    ...given({
      allowHost: options["allow-host"],
      overlay: options.overlay?.map(overlayFrom),
      validate: options.validate,
      connection: options.connection,
      ddl: options.ddl,
      dialect: options.dialect,
      sample: options.sample,
      schema: options.schema,
      includeTable: options["include-table"],
      excludeTable: options["exclude-table"],
      include: added(configured["include"], {
        tags: options["include-tag"],
        operations: options["include-operation"],
        paths: options["include-path"],
        methods: options["include-method"],
      }),
      exclude: added(configured["exclude"], {
        tags: options["exclude-tag"],
        operations: options["exclude-operation"],
        paths: options["exclude-path"],
        methods: options["exclude-method"],
        deprecated: options["exclude-deprecated"],
      }),
    }),
  };
}

/** What is configured, with what was given in its place; `undefined` when nothing was given. */
function added(configured: unknown, values: Values): Values | undefined {
  const own = given(values);
  if (Object.keys(own).length === 0) return undefined;
  return { ...(typeof configured === "object" && configured), ...own };
}

/** What was given of several values. */
function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
