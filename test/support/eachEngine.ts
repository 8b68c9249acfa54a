import { startEngine } from '../../lib/engine';
import type { EmailMarketing, EngineOptions } from '../../lib/model';
import { engineOptions } from './campaigns';
import { describeEachDatabase } from './databases';
import { startSmtpServer, type TestSmtpServer } from './smtpServer';

/** The interface, and how it is closed. */
export interface Face {
  api: EmailMarketing;
  close(): Promise<void>;
}

/** What a test of the interface works with; anew for each test, but for the relay. */
export interface Here {
  api: EmailMarketing;
  /** Refuses everybody whose address begins with "gone". */
  relay: TestSmtpServer;
}

/** Runs the tests in `body` on both databases, each test on an empty one. */
export function describeFace(
  name: string,
  open: (options: EngineOptions) => Promise<Face>,
  body: (here: Here) => void,
): void {
  describeEachDatabase(name, (fresh) => {
    const here = {} as Here;
    let face: Face;

    beforeAll(async () => {
      here.relay = await startSmtpServer({
        refuse: (address) => (address.startsWith('gone') ? 550 : undefined),
      });
    });
    afterAll(() => here.relay.stop());
    beforeEach(async () => {
      face = await open(engineOptions(await fresh(), here.relay));
      here.api = face.api;
    });
    afterEach(() => face.close());

    body(here);
  });
}

export async function openItself(options: EngineOptions): Promise<Face> {
  const engine = await startEngine(options);
  return { api: engine, close: () => engine.close() };
}

/** Runs the tests in `body` on an engine itself: for what goes on behind every face alike. */
export const describeEachEngine = (name: string, body: (here: Here) => void): void =>
  describeFace(name, openItself, body);
