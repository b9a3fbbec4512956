import {
  camelCase,
  compareText,
  errorCodes,
  isInheritedName,
  nameWords,
  takeName,
} from "@agentflow/core";
import type { AuthDescription, AuthScheme } from "@agentflow/core/runtime";
import { quoted } from "../document/findings.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { OperationModel, ServiceModel } from "../model/api-model.js";
import type { RawOperation } from "../model/raw-operation.js";
import type { Reading } from "../model/reading.js";
import { fullerFirst } from "./fuller-first.js";
import { type Requirement, requirements } from "./requirements.js";
import { SameCredential } from "./same-credential.js";
import { placeOf, SchemeReader } from "./scheme-reader.js";

/** How callers prove who they are, for the service and for each operation. */
export class SecurityReader {
  /** Of every operation that does not say otherwise. */
  readonly service: Pick<ServiceModel, "auth" | "tokenEndpoints">;
  readonly #reading: Reading;
  readonly #schemes: SchemeReader;
  readonly #same = new SameCredential();
  readonly #options = new Set(["token", "username", "password"]);
  /** By the name that stands for a credential. */
  readonly #sent = new Map<string, AuthScheme | undefined>();
  readonly #firsts = new Set<"bearer" | "basic">();

  /**
   * @param operations every operation of the document, so that a narrower selection renames nothing
   * @param baseUrl of the service
   */
  constructor(operations: readonly RawOperation[], baseUrl: string, reading: Reading) {
    this.#reading = reading;
    this.#schemes = new SchemeReader(reading, baseUrl);
    const declared = requirements(reading.document.root["security"]);
    const own = operations.map(({ value }) => requirements(value["security"]));
    const needs = own.map((each) => each ?? declared);
    const offered = this.#schemes.names.map((name): Requirement => new Map([[name, []]]));
    const said = declared ?? needs.flatMap((need) => need ?? []);
    const lists = [declared, ...own].filter((each) => each !== undefined);
    for (const list of said.length > 0 ? lists : [offered]) this.#uniteWithin(list);
    const auth =
      said.length > 0
        ? this.#serviceAuth(declared, needs)
        : this.#alternatives([...offered, new Map()]);
    this.service = { auth, tokenEndpoints: [] };
    const used = [auth, ...own.map((each) => (each ? this.#alternatives(each) : []))].flat(2);
    this.service = { auth, tokenEndpoints: this.#tokenEndpoints(used) };
  }

  /** What an operation says for itself: `auth` is null when that is what the service has. */
  operation({ value }: RawOperation): Pick<OperationModel, "auth" | "scopes"> {
    const own = requirements(value["security"]);
    const needs = own ?? requirements(this.#reading.document.root["security"]) ?? [];
    const scopes = [...new Set(needs.flatMap((need) => [...need.values()].flat()))];
    const auth = own && this.#alternatives(own);
    return {
      auth: auth === undefined || isSame(auth, this.service.auth) ? null : auth,
      scopes: scopes.toSorted(compareText),
    };
  }

  /**
   * The document's own alternatives; without them what most operations say, when each says something; else what any of
   * them says, because those that say nothing may do without.
   */
  #serviceAuth(
    declared: readonly Requirement[] | undefined,
    needs: readonly (readonly Requirement[] | undefined)[],
  ): AuthDescription {
    if (declared !== undefined) return this.#alternatives(declared);
    const said = needs.filter((need) => need !== undefined);
    if (said.length < needs.length) return this.#alternatives([...said.flat(), new Map()]);
    // Without options, which are named in the order in which they are asked for.
    const alike = Map.groupBy(said, (need) =>
      JSON.stringify(need.map((each) => [...each.keys()].map((name) => this.#same.of(name)))),
    );
    const [first = [], ...others] = alike.values();
    const most = others.reduce((best, each) => (each.length > best.length ? each : best), first);
    return this.#alternatives(most[0] ?? []);
  }

  /** Schemes that stand at the same place are one credential where either will do, or both are asked for. */
  #uniteWithin(list: readonly Requirement[]): void {
    const places = new Map<string, string>();
    for (const name of list.flatMap((requirement) => [...requirement.keys()])) {
      const scheme = this.#schemes.read(name);
      if (scheme === undefined) continue;
      const place = `${scheme.type} ${placeOf(scheme)}`;
      const first = places.get(place);
      if (first === undefined) places.set(place, name);
      else this.#same.unite(first, name);
    }
  }

  #alternatives(list: readonly Requirement[]): AuthDescription {
    const combinations = new Map<string, readonly AuthScheme[]>();
    for (const requirement of list) {
      const combination = this.#combination([...requirement.keys()]);
      if (combination) combinations.set(JSON.stringify(combination), combination);
    }
    const found = fullerFirst([...combinations.values()]);
    // Nothing but "without" is nothing.
    return found.every((combination) => combination.length === 0) ? [] : found;
  }

  /** Undefined when nothing of it can be sent. */
  #combination(names: readonly string[]): readonly AuthScheme[] | undefined {
    const places = new Map<string, AuthScheme>();
    let connection = names.length === 0;
    for (const name of names) {
      const scheme = this.#schemes.read(name);
      if (scheme?.type === "connection") connection = true;
      const sent = scheme && this.#credential(name);
      if (!scheme || !sent) continue;
      const place = placeOf(scheme);
      const other = places.get(place);
      if (other === undefined) places.set(place, sent);
      else if (JSON.stringify(other) !== JSON.stringify(sent)) this.#warnOfPlace(names);
    }
    return places.size > 0 || connection ? [...places.values()] : undefined;
  }

  #warnOfPlace(names: readonly string[]): void {
    this.#reading.findings.warn(
      errorCodes.documentFaulty,
      pointerBelow("#/components/securitySchemes", names[0] ?? ""),
      `Schemes that are needed together (${names.map(quoted).join(", ")}) stand at the same place; the first of them is sent.`,
      "Pass what is missing with the `headers` option of the client.",
    );
  }

  /** A scheme with the options that it is given by. */
  #credential(name: string): AuthScheme | undefined {
    const first = this.#same.of(name);
    if (!this.#sent.has(first)) this.#sent.set(first, this.#named(first));
    return this.#sent.get(first);
  }

  #named(name: string): AuthScheme | undefined {
    const scheme = this.#schemes.read(name);
    if (scheme === undefined || scheme.type === "connection") return undefined;
    const words = nameWords(name);
    const own = camelCase(words);
    const isFirst = scheme.type !== "apiKey" && !this.#firsts.has(scheme.type);
    if (scheme.type !== "apiKey") this.#firsts.add(scheme.type);
    const option = (usual: string): string =>
      takeName(this.#options, own === "" || isInheritedName(own) ? usual : own, `${own}Token`);
    switch (scheme.type) {
      case "bearer":
        return { type: "bearer", option: isFirst ? "token" : option("bearerToken") };
      case "basic":
        if (isFirst) return { type: "basic", username: "username", password: "password" };
        return {
          type: "basic",
          username: takeName(this.#options, camelCase([...words, "username"])),
          password: takeName(this.#options, camelCase([...words, "password"])),
        };
      case "apiKey": {
        const further = own === "" || isInheritedName(own) ? "apiKey" : own;
        const key = takeName(this.#options, "apiKey", further);
        return { type: "apiKey", in: scheme.in, name: scheme.name, option: key };
      }
    }
  }

  /** Of each credential that is a token: what the first scheme that says so says of where it comes from. */
  #tokenEndpoints(used: readonly AuthScheme[]): ServiceModel["tokenEndpoints"] {
    const options = new Set(used.flatMap((one) => (one.type === "bearer" ? [one.option] : [])));
    const endpoints = new Map<string, ServiceModel["tokenEndpoints"][number]>();
    for (const name of this.#schemes.names) {
      const sent = this.#sent.get(this.#same.of(name));
      const scheme = sent && this.#schemes.read(name);
      if (sent?.type !== "bearer" || scheme?.type !== "bearer" || scheme.endpoint === null)
        continue;
      const { option } = sent;
      if (!options.has(option)) continue;
      const known = endpoints.get(option);
      const hasAddress = known?.tokenUrl ?? known?.discoveryUrl;
      if (hasAddress === undefined || hasAddress === null) {
        const scopes =
          known && scheme.endpoint.scopes.length === 0 ? known.scopes : scheme.endpoint.scopes;
        endpoints.set(option, { option, ...scheme.endpoint, scopes });
      }
    }
    return [...endpoints.values()];
  }
}

function isSame(left: AuthDescription, right: AuthDescription): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
