import { failure } from '../support/campaigns';
import { describeEachFace } from './eachFace';

describeEachFace('settings', (here) => {
  test('say how often something is tried again, and when a campaign is paused', async () => {
    const { settings } = here.api;
    expect(await settings.get()).toMatchObject({
      retries: { maxAttempts: 5, firstAfterSeconds: 60, longestAfterSeconds: 3600 },
      sendHealth: {
        maxBounceRate: 0.1,
        maxComplaintRate: 0.003,
        warnBounceRate: 0.05,
        warnComplaintRate: 0.001,
        afterMessages: 500,
      },
    });
    const sendHealth = {
      maxBounceRate: null,
      maxComplaintRate: 0.001,
      warnBounceRate: 0.02,
      warnComplaintRate: null,
      afterMessages: 50,
    };
    await settings.update({ sendHealth, retries: { maxAttempts: 1 } });
    expect(await settings.get()).toMatchObject({ sendHealth, retries: { maxAttempts: 1 } });
  });

  test('that make no sense are refused, and nothing changes', async () => {
    const { settings } = here.api;
    const before = await settings.get();
    const refused = await failure(settings.update({ publicUrl: null, retries: { firstAfterSeconds: 0 } }));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'retries.firstAfterSeconds' } });
    expect(await settings.get()).toEqual(before);
  });

  test('of a transport have defaults that harm nobody', async () => {
    const transport = await here.api.settings.setTransport({ host: 'smtp.example.com', port: 587 });
    expect(transport).toMatchObject({
      id: 'default',
      messagesPerSecond: 10,
      messagesPerHour: null,
      warmUp: null,
      domainLimits: [],
      messagesInFlight: 5,
    });
    expect((await here.api.settings.get()).transports).toEqual([transport]);
  });
});
