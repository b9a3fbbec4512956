import type { PlannedFile } from "../contract/planned-file.js";

declare const views: unique symbol;

/** Binds each template of one folder to the type of its view. The binding exists at compile time only. */
export interface TemplateFolder<Views extends object> {
  readonly [views]?: Views;
  render<Name extends keyof Views & string>(
    name: Name,
    path: string,
    view: Views[Name] & object,
  ): PlannedFile;
  copy(name: string, path: string): PlannedFile;
}

/** The views that a folder binds; what the template type check reads. */
export type ViewsOf<Folder> = Folder extends TemplateFolder<infer Views> ? Views : never;

/** @param folder URL of the folder, with a final slash */
export function templateFolder<Views extends object>(folder: URL): TemplateFolder<Views> {
  return {
    render: (name, path, view) => ({ kind: "render", path, template: new URL(name, folder), view }),
    copy: (name, path) => ({ kind: "copy", path, source: new URL(name, folder) }),
  };
}
