/** What a record has under a name that people typed. Names that every object has, such as "constructor", are none of its own. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
