import { openTransport } from '../../lib/delivery';
import { Carrier } from '../../lib/delivery/fleet';
import { transportInputSchema } from '../../lib/model';
import type { Store } from '../../lib/store';
import { ManualClock } from '../support/manualClock';
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
