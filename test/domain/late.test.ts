import { describe, expect, it } from 'vitest';
import { late } from '../../src/domain/late.ts';

function counted() {
  let made = 0;
  const catalogue = late(() => {
    made += 1;
    return { hello: (name: string) => `hello ${name}`, none: 'none' };
  });
  return { catalogue, made: () => made };
}

describe('an object that is made late', () => {
  it('is not made before something is asked of it, and then once', () => {
    const { catalogue, made } = counted();
    expect(made()).toBe(0);
    expect(catalogue.hello('you')).toBe('hello you');
    expect(catalogue.none).toBe('none');
    expect(made()).toBe(1);
  });

  it('is as good as the object itself where all of it is asked for', () => {
    const { catalogue } = counted();
    expect(Object.keys(catalogue)).toEqual(['hello', 'none']);
    expect({ ...catalogue, more: 1 }).toMatchObject({ none: 'none', more: 1 });
    expect('none' in catalogue).toBe(true);
    expect('other' in catalogue).toBe(false);
    expect(JSON.stringify(catalogue)).toBe('{"none":"none"}');
  });
});
