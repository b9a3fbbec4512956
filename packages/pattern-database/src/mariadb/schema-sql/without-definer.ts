/** A name as the server writes it, or as it does with the mode ANSI_QUOTES. */
const name = '(?:`(?:[^`]|``)*`|"(?:[^"]|"")*")';
/** `` DEFINER=`root`@`localhost` ``, or a role's name alone. */
const definer = new RegExp(String.raw`^(CREATE(?: ALGORITHM=\w+)?) DEFINER=${name}(?:@${name})?`);

/** A statement as `show create` writes it, without the user who made the object: others need not have one of this name. */
export function withoutDefiner(statement: string): string {
  return statement.replace(definer, "$1");
}
