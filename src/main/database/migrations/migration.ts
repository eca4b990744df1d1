/** One step of the schema. `version` is written into `user_version`; versions go in tens. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
