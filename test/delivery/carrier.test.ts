import { openTransport } from '../../lib/delivery';
import { Carrier } from '../../lib/delivery/fleet';
import { transportInputSchema } from '../../lib/model';
import type { Store } from '../../lib/store';
import { relayOptions } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';
import { NOTHING, startScriptedSmtp } from '../support/scriptedSmtp';
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
