import { describeFace, type Here } from '../support/eachEngine';
import { FACES } from './faces';

/** Runs the tests in `body` through every face, on both databases, each test on an empty one. */
export function describeEachFace(name: string, body: (here: Here) => void): void {
  describe.each(Object.entries(FACES))(`${name}, through the %s`, (_, open) =>
    describeFace('on', open, body),
  );
}
