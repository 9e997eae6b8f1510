/** A file of the tree: who imports it, and whether it is a chunk of its own. */
export interface HouseFile {
  readonly path: string;
  readonly lines: number;
  readonly is_data: boolean;
  readonly importers: readonly string[];
  readonly is_loaded_late: boolean;
}

export interface HouseFunction {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

export interface House {
  readonly files: readonly HouseFile[];
  /** Those that belong to the file that calls them. */
  readonly lone: readonly HouseFile[];
  readonly functions: readonly HouseFunction[];
  readonly names_twice: readonly (readonly [name: string, paths: readonly string[]])[];
  readonly type_names: number;
  readonly chain: readonly string[];
}

export function measureHouse(root: string): House;
