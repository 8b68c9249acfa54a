import { type Engine, startEngine } from '../../lib/engine';
import { engineOptions } from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';

describeEachDatabase('changes of one campaign at the same time', (fresh) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(engineOptions(await fresh()));
  });
  afterAll(() => engine.close());

  test('are all made: none undoes another', async () => {
    const labels = await Promise.all(
      ['in', 'out'].map(async (name) => (await engine.labels.create({ name })).id),
    );
    for (let round = 0; round < 5; round++) {
      const { id } = await engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
      await Promise.all([
        engine.campaigns.update(id, { recipients: { labelIds: [labels[0]!] } }),
        engine.campaigns.update(id, { recipients: { excludeLabelIds: [labels[1]!] } }),
        engine.campaigns.update(id, { body: '<p><a href="">Read</a></p>' }),
        engine.campaigns.update(id, { senderName: 'Ana' }),
        ...Array.from({ length: 16 }, (_, n) => engine.campaigns.update(id, { subject: `Hello ${n}` })),
      ]);
      const campaign = await engine.campaigns.get(id);
      expect(campaign).toMatchObject({
        senderName: 'Ana',
        recipients: { all: false, labelIds: [labels[0]], excludeLabelIds: [labels[1]] },
      });
      const codes = campaign.warnings.map(({ code }) => code);
      expect(codes).toContain('link_empty');
      expect(codes).not.toContain('sender_name_missing');
    }
  });
});
