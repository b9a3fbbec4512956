import Stripe from "stripe";

/** A method of the official client: what it takes before its parameters, and itself. */
export interface OfficialMethod {
  /** `charges.capture`. */
  readonly name: string;
  /** Called with the values of the path, the parameters and the options of the call. */
  call(path: readonly string[], params: object, options?: object): Promise<unknown>;
}

/** A resource as it is inside: every method hands its request on to this. */
interface Resource {
  _makeRequest(method: string, path: string): Promise<unknown>;
}

type Method = (this: Resource, ...values: readonly unknown[]) => Promise<unknown>;

/** The typed methods of the official client by method and path, with `{}` for each value of the path. */
export function officialMethods(client: Stripe): ReadonlyMap<string, OfficialMethod> {
  const found = new Map<string, OfficialMethod>();
  visit(client, "", found);
  return found;
}

function visit(holder: object, prefix: string, found: Map<string, OfficialMethod>): void {
  for (const [name, member] of Object.entries(holder)) {
    if (typeof member !== "object" || member === null || name.startsWith("_")) continue;
    // Some hold the client itself.
    if (member instanceof Stripe) continue;
    if (isResource(member)) readResource(member, `${prefix}${name}`, found);
    // Namespaces, such as `issuing`, hold resources, and so do some resources; nothing holds more levels.
    if (prefix.split(".").length < 3) visit(member, `${prefix}${name}.`, found);
  }
}

function isResource(value: object): value is Resource {
  return value instanceof Stripe.StripeResource;
}

/** Asks every method what it would send, with the resource's own way to send replaced. */
function readResource(resource: Resource, name: string, found: Map<string, OfficialMethod>): void {
  const prototype: object = Object.getPrototypeOf(resource) as object; // of a class
  for (const key of Object.getOwnPropertyNames(prototype)) {
    const method: unknown = Reflect.get(resource, key);
    if (key === "constructor" || key.startsWith("_") || typeof method !== "function") continue;
    const run = method as Method; // as the package's own types have it
    // The last two are the parameters and the options of the call.
    const values = Array.from({ length: Math.max(0, run.length - 2) }, () => "{}");
    const place = placeOf(resource, run, values);
    if (place === undefined) continue;
    found.set(place, {
      name: `${name}.${key}`,
      call: (path, params, options) => run.call(resource, ...path, params, options),
    });
  }
}

function placeOf(
  resource: Resource,
  method: Method,
  values: readonly string[],
): string | undefined {
  let place: string | undefined;
  const spy = Object.create(resource, {
    _makeRequest: {
      value: (verb: string, path: string) => {
        place = `${verb} ${decodeURIComponent(path)}`;
        return Promise.resolve({});
      },
    },
  }) as Resource; // the resource but for one method
  try {
    void method.call(spy, ...values, {}, {});
  } catch {
    // What is no request of one place, such as a helper that polls.
    return undefined;
  }
  return place;
}
