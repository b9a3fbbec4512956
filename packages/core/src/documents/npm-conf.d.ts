/** The part of this untyped package that is used. */
declare module "@pnpm/npm-conf" {
  const npmConf: {
    /** npm's default settings. */
    readonly defaults: { readonly registry: string };
  };
  export default npmConf;
}
