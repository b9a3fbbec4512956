/** Where a text stands in a model: the keys that lead there, and whether it is the last key itself. */
export interface Place {
  readonly path: readonly (number | string)[];
  readonly isKey: boolean;
}

/** Every text of a model: each string, and each key. */
export function placesOf(model: unknown): readonly Place[] {
  const places: Place[] = [];
  const visit = (value: unknown, path: readonly (number | string)[]): void => {
    if (typeof value === "string") places.push({ path, isKey: false });
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, index]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        places.push({ path: [...path, key], isKey: true });
        visit(item, [...path, key]);
      }
    }
  };
  visit(model, []);
  return places;
}

/** The model with another text in one place; everything else is the same. */
export function withText<Model>(model: Model, { path, isKey }: Place, text: string): Model {
  const change: Change = isKey ? { entry: ([, item]) => [[text, item]] } : { value: text };
  // What leads to a place of the model is of the model's own form.
  return changed(model, path, change) as Model;
}

/** The model without the key of a place. */
export function withoutKey<Model>(model: Model, { path }: Place): Model {
  return changed(model, path, { entry: () => [] }) as Model;
}

type Entry = readonly [key: string, item: unknown];

/** Another value in a place, or other entries instead of the one there. */
interface Change {
  readonly value?: string;
  readonly entry?: (entry: Entry) => readonly Entry[];
}

function changed(value: unknown, path: Place["path"], change: Change): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change.value;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      index === step ? changed(item, rest, change) : item,
    );
  }
  // Only lists and objects have places below them. `fromEntries` makes a key of any name an own one.
  return Object.fromEntries(
    Object.entries(value as object).flatMap((entry: Entry) => {
      if (entry[0] !== step) return [entry];
      if (rest.length === 0 && change.entry) return change.entry(entry);
      return [[entry[0], changed(entry[1], rest, change)]];
    }),
  );
}

/** `groups[0].name`, and for a key `the key headers.x`. */
export function placeText({ path, isKey }: Place): string {
  const text = path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
  return isKey ? `the key ${text}` : text;
}
