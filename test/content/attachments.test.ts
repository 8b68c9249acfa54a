import { attachmentInfos, attachmentsOf, copyAttachments, replaceAttachments } from '../../lib/content';
import type { CampaignKey } from '../../lib/model';
import type { Store } from '../../lib/store';
import { insertCampaign } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';

const file = (filename: string, text: string, contentId?: string) => ({
  filename,
  contentType: 'text/plain',
  content: Buffer.from(text).toString('base64'),
  ...(contentId !== undefined && { contentId }),
});

describeEachStore('attachments', (open) => {
  let store: Store;
  let campaign: CampaignKey;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    campaign = await insertCampaign(store.db);
  });

  test('come back as they were given, in order', async () => {
    const files = [file('b.txt', 'bee', 'bee'), file('a.txt', 'a'), file('empty.txt', '')];
    await replaceAttachments(store.db, campaign, files);
    expect(await attachmentsOf(store.db, campaign)).toEqual(files);
    expect((await attachmentInfos(store.db, [campaign])).get(campaign)).toEqual([
      { filename: 'b.txt', contentType: 'text/plain', contentId: 'bee', size: 3 },
      { filename: 'a.txt', contentType: 'text/plain', contentId: null, size: 1 },
      { filename: 'empty.txt', contentType: 'text/plain', contentId: null, size: 0 },
    ]);
  });

  test('are told for many campaigns at once, also where there are none', async () => {
    const other = await insertCampaign(store.db);
    await replaceAttachments(store.db, other, [file('a.txt', 'a')]);
    const infos = await attachmentInfos(store.db, [campaign, other]);
    expect(infos.get(campaign)).toEqual([]);
    expect(infos.get(other)).toHaveLength(1);
    expect(await attachmentInfos(store.db, [])).toEqual(new Map());
  });

  test('are copied to another campaign, and go with the one they belong to', async () => {
    const copy = await insertCampaign(store.db);
    await replaceAttachments(store.db, campaign, [file('a.txt', 'a'), file('b.txt', 'b')]);
    await copyAttachments(store.db, campaign, copy);
    await store.db.deleteFrom('campaigns').where('id', '=', campaign).execute();
    expect(await attachmentsOf(store.db, campaign)).toEqual([]);
    expect((await attachmentsOf(store.db, copy)).map(({ filename }) => filename)).toEqual(['a.txt', 'b.txt']);
  });
});
