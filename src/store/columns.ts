/** Reading columns: what SQLite gives back, checked as it comes in. */
import type { SQLOutputValue } from 'node:sqlite';
import { StoreRecordError } from './errors.ts';

/** A row as node:sqlite hands it out. */
export type Row = Record<string, SQLOutputValue>;

/** @throws {StoreRecordError} where the column holds no text */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new StoreRecordError(column, JSON.stringify(value) ?? 'nothing');
  return value;
}

/** @throws {StoreRecordError} where the column holds neither text nor NULL */
export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** @throws {StoreRecordError} where the column holds no number */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new StoreRecordError(column, String(value));
  return value;
}

/** @throws {StoreRecordError} where the column holds neither a number nor NULL */
export function optionalNumberOf(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : numberOf(row, column);
}
