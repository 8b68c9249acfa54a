import type { EmailMarketing } from '../../lib/model';
import { engineOptions } from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { type Face, FACES } from './faces';

/** What a test of the interface works with; anew for each test, but for the relay. */
export interface Here {
  api: EmailMarketing;
  /** Refuses everybody whose address begins with "gone". */
  relay: TestSmtpServer;
}

/** Runs the tests in `body` through every face, on both databases, each test on an empty one. */
export function describeEachFace(name: string, body: (here: Here) => void): void {
  describe.each(Object.keys(FACES))(`${name}, through the %s`, (faceName) => {
    describeEachDatabase('on', (fresh) => {
      const here = {} as Here;
      let face: Face;

      beforeAll(async () => {
        here.relay = await startSmtpServer({
          refuse: (address) => (address.startsWith('gone') ? 550 : undefined),
        });
      });
      afterAll(() => here.relay.stop());
      beforeEach(async () => {
        face = await FACES[faceName]!(engineOptions(await fresh(), here.relay));
        here.api = face.api;
      });
      afterEach(() => face.close());

      body(here);
    });
  });
}
