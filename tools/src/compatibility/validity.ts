import { Peers } from "../../../docs/benchmarks/peers.ts";
import type { CorpusDocument } from "./corpus.ts";

/** What an independent validator says about a document: `undefined` when it finds it valid, else its first complaint. */
export type Validity = ReadonlyMap<string, string | undefined>;

/** The validator that is asked, with its version. */
export const validatorPackage = "@seriousme/openapi-schema-validator@2.11.0";

/** The part of that package that is used. */
interface ValidatorModule {
  readonly Validator: new () => {
    validate(file: string): Promise<{
      readonly valid: boolean;
      /** A text, or what Ajv found. */
      readonly errors?:
        | string
        | readonly { readonly instancePath: string; readonly message?: string }[];
    }>;
  };
}

/** Asks a validator of other people's making, installed into a temporary folder, about some documents. */
export async function validateDocuments(documents: readonly CorpusDocument[]): Promise<Validity> {
  if (documents.length === 0) return new Map();
  const peers = Peers.install([validatorPackage]);
  const { Validator } = await peers.load<ValidatorModule>("@seriousme/openapi-schema-validator");
  const found = new Map<string, string | undefined>();
  for (const { address, file } of documents) {
    const { valid, errors = "it is invalid" } = await new Validator().validate(file);
    found.set(address, valid ? undefined : complaint(errors));
  }
  return found;
}

/** The complaint that goes deepest: above it stand those about every alternative that holds it. */
function complaint(
  errors: string | readonly { readonly instancePath: string; readonly message?: string }[],
): string {
  if (typeof errors === "string") return errors;
  const [first] = errors.toSorted((a, b) => depthOf(b.instancePath) - depthOf(a.instancePath));
  return first ? `${first.instancePath} ${first.message ?? "is wrong"}` : "it is invalid";
}

function depthOf(pointer: string): number {
  return pointer.split("/").length;
}
