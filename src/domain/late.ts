/**
 * An object that is made when something is first asked of it. Catalogues of words are: a run says
 * little, and must not pay at its start for all that could be said in every language.
 */
export function late<Made extends object>(make: () => Made): Made {
  let made: Made | undefined;
  const it = () => {
    made ??= make();
    return made;
  };
  return new Proxy({} as Made, {
    get: (_, name) => Reflect.get(it(), name),
    has: (_, name) => name in it(),
    ownKeys: () => Reflect.ownKeys(it()),
    getOwnPropertyDescriptor: (_, name) => {
      const found = Reflect.getOwnPropertyDescriptor(it(), name);
      return found && { ...found, configurable: true };
    },
  });
}
