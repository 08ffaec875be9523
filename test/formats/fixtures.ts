import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../fixtures/formats/', import.meta.url);

/** The bytes of a fixture below test/fixtures/formats. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, root)));
}

export function fixtureText(path: string): string {
  return new TextDecoder().decode(fixture(path));
}

export function fixtureNames(directory: string): string[] {
  return readdirSync(new URL(`${directory}/`, root)).toSorted();
}
