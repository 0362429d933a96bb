/** Looks up a typed name in a record. Inherited names such as "constructor" are not found. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
