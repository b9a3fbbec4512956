import { freeze } from "../../description/freeze.js";
import type { Sayable } from "../query/filter.js";
import type { CollectionDescription } from "./collection-description.js";

declare const types: unique symbol;

/** What is known of a collection, with the types of its documents. */
export interface CollectionDefinition<Document, Insert, Changes> extends CollectionDescription {
  /** For the compiler; not there at run time. */
  readonly [types]?: {
    readonly document: Document;
    readonly insert: Insert;
    readonly changes: Changes;
  };
}

/** A collection, whatever its documents. */
export type AnyCollection = CollectionDefinition<unknown, unknown, unknown>;

export type DocumentOf<Definition> =
  Definition extends CollectionDefinition<infer Document, infer _I, infer _C> ? Document : never;
export type InsertOf<Definition> =
  Definition extends CollectionDefinition<infer _, infer Insert, infer _C> ? Insert : never;
export type ChangesOf<Definition> =
  Definition extends CollectionDefinition<infer _, infer _I, infer Changes> ? Changes : never;
export type IdOf<Definition> =
  DocumentOf<Definition> extends { readonly _id: infer Id } ? Id : never;

/** What an insert takes of a document: what is `Generated` may be left out. */
export type NewDocument<Document, Generated extends keyof Document> = Omit<Document, Generated> & {
  readonly [Name in Generated]?: Document[Name] | undefined;
};

/** What an update takes of a document: any fields but those that are `Fixed`. */
export type DocumentChanges<Document, Fixed extends keyof Document> = {
  readonly [Name in Exclude<keyof Document, Fixed> as Sayable<Name>]?: Document[Name] | undefined;
};

/**
 * Gives a collection's description the types of its documents, of what inserts take, and of what updates change;
 * `never` for both where it is only read. Nothing happens but that the description is frozen.
 */
export function defineCollection<Document, Insert, Changes>(
  description: CollectionDescription,
): CollectionDefinition<Document, Insert, Changes> {
  freeze(description);
  return description;
}
