/** A document whose structure is the attack. */
export interface Structure {
  readonly name: string;
  /** Made when it is needed: some are large. */
  readonly text: () => string;
  /** Files beside it, by name; a link is `{ link: <target> }`. */
  readonly files?: Readonly<Record<string, string | { readonly link: string }>>;
  /** The code that it is refused with; left out: a package comes out. */
  readonly code?: string;
}

export const times = <Item>(count: number, item: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

export const object = (
  count: number,
  entry: (index: number) => readonly [string, unknown],
): object => Object.fromEntries(times(count, entry));

export const deep = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + close.repeat(levels);

/** An OpenAPI document around some parts; it has a harmless operation, so that something is left. */
export function api(parts: {
  readonly schemas?: object;
  readonly paths?: object;
  readonly components?: object;
  readonly others?: object;
}): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Hostile", version: "1" },
    servers: [{ url: "https://hostile.example" }],
    paths: {
      "/harmless": { get: { operationId: "ping", responses: { "204": {} } } },
      ...parts.paths,
    },
    components: { schemas: parts.schemas ?? {}, ...parts.components },
    ...parts.others,
  });
}

/** An operation that sends and receives a schema. */
export const using = (schema: object): object => ({
  "/things": {
    post: {
      operationId: "add",
      requestBody: { required: true, content: { "application/json": { schema } } },
      responses: { "200": { content: { "application/json": { schema } } } },
    },
  },
});

export const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
export const schemaOf = (schema: object): string => api({ paths: using(schema) });
export const tooLarge = "AF_DOCUMENT_TOO_LARGE";
export const large = "a".repeat(10_000_000);
/** As long as a text may be. */
export const longest = (text: string): string => text.repeat(1024 * 1024).slice(0, 1024 * 1024);

/** A value far down, where `JSON.stringify` would need too much stack. */
export const withDeep = (json: string): string =>
  schemaOf({ default: "@deep" }).replaceAll('"@deep"', json);

/** An operation whose answer is a reference. */
export const leading = (target: string): string =>
  api({
    paths: {
      "/things": {
        get: {
          operationId: "get",
          responses: { "200": { content: { "application/json": { schema: { $ref: target } } } } },
        },
      },
    },
  });

/** YAML in which each of 30 anchors stands for three of the one before it. */
export function aliasBomb(start: string): string {
  const lines = times(
    30,
    (index) => `b${index}: &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`,
  );
  return start + lines.join("");
}
