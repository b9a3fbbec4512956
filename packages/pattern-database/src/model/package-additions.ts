/**
 * What a pattern that knows more of a kind of database adds to the packages of this one: it plans the files, and this
 * says where they are used. Names are TypeScript's.
 */
export interface PackageAdditions {
  /** Modules of `src` that the package's entry exports too, without their ending: `notifications`. */
  readonly modules: readonly string[];
  /** Types that they export: no row's type is called so. */
  readonly types: readonly string[];
  /** What makes the client's driver in place of the dialect's own, which takes the same options and more. */
  readonly driver: {
    /** Module of `src`, without its ending. */
    readonly module: string;
    /** Function that takes the options. */
    readonly create: string;
    /** Type of the options. */
    readonly options: string;
  };
  /** Pages that the README links to. */
  readonly guides: readonly { readonly title: string; readonly path: string }[];
}
