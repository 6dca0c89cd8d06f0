/** What the store can refuse, with the facts an operator asks for. */

/** Another process holds the data folder: two bots on one file would tell everything twice. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(
      `${path} is in use by another running Dateline; stop that one, or give this one a DATA_DIR of its own`,
      options,
    );
    this.path = path;
  }
}

/** The file was written by a newer Dateline, whose tables this one does not know. */
export class StoreTooNewError extends Error {
  override readonly name = 'StoreTooNewError';
  readonly path: string;
  readonly fileVersion: number;
  readonly knownVersion: number;

  constructor(path: string, fileVersion: number, knownVersion: number) {
    super(
      `${path} was written by a newer Dateline (its tables are at version ${fileVersion}, this program knows ${knownVersion}); ` +
        'update Dateline, or restore the copy made before the update',
    );
    this.path = path;
    this.fileVersion = fileVersion;
    this.knownVersion = knownVersion;
  }
}

/** The file was written by an older Dateline, and whoever only reads can't bring it up to date. */
export class StoreTooOldError extends Error {
  override readonly name = 'StoreTooOldError';
  readonly path: string;
  readonly fileVersion: number;
  readonly knownVersion: number;

  constructor(path: string, fileVersion: number, knownVersion: number) {
    super(
      `${path} was written by an older Dateline (its tables are at version ${fileVersion}, this program knows ${knownVersion}); ` +
        'start Dateline on it once, which brings it up to date',
    );
    this.path = path;
    this.fileVersion = fileVersion;
    this.knownVersion = knownVersion;
  }
}

/** There is no store to read. */
export class StoreMissingError extends Error {
  override readonly name = 'StoreMissingError';
  readonly path: string;

  constructor(path: string) {
    super(`There is no store at ${path}: give the DATA_DIR of a Dateline that has run, or its dateline.sqlite`);
    this.path = path;
  }
}

/** The folder or file can't be made, opened or written. */
export class StoreUnwritableError extends Error {
  override readonly name = 'StoreUnwritableError';
  readonly path: string;

  constructor(path: string, options: ErrorOptions) {
    super(`${path} can't be opened for writing; check DATA_DIR, its owner and its permissions`, options);
    this.path = path;
  }
}

/** The file is no SQLite file, is damaged, or is another program's. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`${path} is no Dateline store, or it is damaged; move it away, or restore a copy`, options);
    this.path = path;
  }
}

/** A transaction's work returned a promise: what it awaits would run outside the transaction. */
export class AsyncTransactionError extends Error {
  override readonly name = 'AsyncTransactionError';

  constructor() {
    super('the work of a transaction must be synchronous; it was rolled back');
  }
}

/** A row does not hold what was written there; only a changed or damaged file brings this. */
export class StoreRecordError extends Error {
  override readonly name = 'StoreRecordError';
  readonly table: string;
  readonly key: string;

  constructor(table: string, key: string, options?: ErrorOptions) {
    super(`the record ${key} of ${table} can't be read`, options);
    this.table = table;
    this.key = key;
  }
}

/** The guild has a watchlist of that name already. */
export class WatchlistNameTakenError extends Error {
  override readonly name = 'WatchlistNameTakenError';
  readonly guildId: string;
  readonly watchlistName: string;

  constructor(guildId: string, watchlistName: string) {
    super(`there is a watchlist named ${watchlistName} already`);
    this.guildId = guildId;
    this.watchlistName = watchlistName;
  }
}
