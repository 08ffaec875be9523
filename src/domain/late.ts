/**
 * An object that is made when something is first asked of it. Catalogues of words are: a run says
 * little, and must not pay at its start for all that could be said in every language.
 */
export function late<Made extends object>(make: () => Made): Made {
  return new Proxy<Unmade<Made>>(
    { make, made: null },
    lately as ProxyHandler<Unmade<Made>>,
  ) as unknown as Made;
}

interface Unmade<Made extends object = object> {
  readonly make: () => Made;
  made: Made | null;
}

function it(unmade: Unmade): object {
  unmade.made ??= unmade.make();
  return unmade.made;
}

/** One for all of them: there are many, and each would have four functions of its own. */
const lately: ProxyHandler<Unmade> = {
  get: (unmade, name) => Reflect.get(it(unmade), name),
  has: (unmade, name) => name in it(unmade),
  ownKeys: (unmade) => Reflect.ownKeys(it(unmade)),
  getOwnPropertyDescriptor: (unmade, name) => {
    const found = Reflect.getOwnPropertyDescriptor(it(unmade), name);
    return found && { ...found, configurable: true };
  },
};
