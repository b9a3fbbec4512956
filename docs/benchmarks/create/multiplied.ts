/** What is used of GitHub's description. */
interface Description {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly "x-webhooks": Readonly<Record<string, PathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type PathItem = Readonly<Record<string, Operation>>;

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
}

/** GitHub's description `times` over: each copy has operations, events, groups and schemas of its own. */
export function multiplied(text: string, times: number): string {
  const original = JSON.parse(text) as Description; // that is what is read
  const copies = [
    original,
    ...Array.from({ length: times - 1 }, (_, index) => copyOf(text, `copy${index + 2}`)),
  ];
  const kinds = Object.keys(original.components);
  const merged: Description = {
    ...original,
    tags: copies.flatMap(({ tags }) => tags),
    paths: Object.assign({}, ...copies.map(({ paths }) => paths)),
    "x-webhooks": Object.assign({}, ...copies.map((copy) => copy["x-webhooks"])),
    components: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        Object.assign({}, ...copies.map(({ components }) => components[kind])),
      ]),
    ),
  };
  return JSON.stringify(merged);
}

function copyOf(text: string, name: string): Description {
  const {
    tags,
    paths,
    "x-webhooks": events,
    components,
  } = JSON.parse(text, (_, value: unknown) =>
    typeof value === "string"
      ? value.replace(/^#\/components\/\w+\//, (place) => `${place}${name}-`)
      : value,
  ) as Description; // as above
  return {
    tags: tags.map((tag) => ({ ...tag, name: `${name} ${tag.name}` })),
    paths: renamed(paths, (path) => `/${name}${path}`, name),
    "x-webhooks": renamed(events, (event) => `${name}-${event}`, name),
    components: Object.fromEntries(
      Object.entries(components).map(([kind, parts]) => [
        kind,
        Object.fromEntries(Object.entries(parts).map(([key, part]) => [`${name}-${key}`, part])),
      ]),
    ),
  };
}

function renamed(
  items: Description["paths"],
  rename: (key: string) => string,
  name: string,
): Description["paths"] {
  const operationOf = ({ operationId, tags = [], ...others }: Operation): Operation => ({
    ...others,
    operationId: `${name}-${operationId}`,
    tags: tags.map((tag) => `${name} ${tag}`),
  });
  return Object.fromEntries(
    Object.entries(items).map(([key, item]) => [
      rename(key),
      Object.fromEntries(
        Object.entries(item).map(([method, operation]) => [method, operationOf(operation)]),
      ),
    ]),
  );
}

/** Operations and events of a description. */
export function unitsOf(text: string): number {
  const { paths, "x-webhooks": events } = JSON.parse(text) as Description; // as above
  return [...Object.values(paths), ...Object.values(events)].flatMap((item) => Object.keys(item))
    .length;
}
