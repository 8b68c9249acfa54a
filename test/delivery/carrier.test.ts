import { openTransport } from '../../lib/delivery';
import { Carrier } from '../../lib/delivery/fleet';
import { transportInputSchema } from '../../lib/model';
import type { Store } from '../../lib/store';
import { relayOptions } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';
import { NOTHING, type ScriptedSmtp, startScriptedSmtp } from '../support/scriptedSmtp';
import { API_KEY, startTransmissionApi } from '../support/transmissionApi';

test('a transport that is asked to come again later when it is tried rests for as long as it is told', async () => {
  const api = await startTransmissionApi({
    answer: () => ({ status: 503, headers: { 'retry-after': '120' } }),
  });
  const { url } = api;
  const config = transportInputSchema.parse({ id: 'api', type: 'transmission', url, apiKey: API_KEY });
  const clock = new ManualClock();
  // Nothing is paced.
  const carrier = new Carrier(config, undefined as unknown as Store, clock, openTransport);
  carrier.fail('It was out of order.');
  await clock.advanceBy(60_000);
  await carrier.probe();
  expect(carrier.readyAt - clock.now()).toBe(120_000);
  expect(carrier.trouble).toContain('503');
  await api.stop();
});

test('a transport that does not answer whether it lets us in is asked on one connection, however often', async () => {
  const silent = await startScriptedSmtp({ answer: () => NOTHING });
  const clock = new ManualClock();
  const config = transportInputSchema.parse(relayOptions(silent));
  const carrier = new Carrier(config, undefined as unknown as Store, clock, openTransport);
  carrier.fail('It was out of order.');
  await clock.advanceBy(60_000);
  const probes = [carrier.probe(), carrier.probe()];
  await eventually(() => Promise.resolve(silent.connections > 0));
  probes.push(carrier.probe());
  await silent.stop();
  await Promise.all(probes);
  expect(silent.connections).toBe(1);
});

describe('a transport that went silent', () => {
  const clock = new ManualClock();
  let server: ScriptedSmtp;
  beforeAll(async () => {
    server = await startScriptedSmtp();
  });
  afterAll(() => server.stop());

  function silent(): Carrier {
    const config = transportInputSchema.parse(relayOptions(server));
    const carrier = new Carrier(config, undefined as unknown as Store, clock, openTransport);
    carrier.stall(carrier.silentAfter);
    return carrier;
  }
  /** Until it is let in again. */
  async function rested(carrier: Carrier): Promise<Carrier> {
    await clock.advanceBy(60_000);
    await carrier.probe();
    expect(carrier.isDown).toBe(false);
    return carrier;
  }

  test('is on trial once it lets us in, until it has answered a message', async () => {
    const carrier = await rested(silent());
    expect(carrier.isOnTrial).toBe(true);
    carrier.works();
    expect(carrier.isOnTrial).toBe(false);
  });

  test('is on trial no more when it answers late what it had, but rests on until it lets us in', async () => {
    const carrier = silent();
    carrier.heard(100_000);
    carrier.works();
    expect(carrier).toMatchObject({
      isDown: true,
      trouble: expect.stringContaining('none for 75 seconds') as string,
    });
    await rested(carrier);
    expect(carrier.isOnTrial).toBe(false);
  });

  test('has twice as long as its last answer took, and the usual time once it is fast again', () => {
    const carrier = silent();
    carrier.heard(100_000);
    expect(carrier.silentAfter).toBe(200_000);
    carrier.heard(1_000);
    expect(carrier.silentAfter).toBe(75_000);
  });
});
