import type { CampaignInput, EmailMarketing } from '../../lib/model';
import { addSubscribers, newsletter, whenSent } from '../support/campaigns';
import { describeEachFace } from './eachFace';

describeEachFace('every message says how to unsubscribe', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  /** Sends to two subscribers. @returns the headers for unsubscribing and the link in the HTML, by recipient */
  async function sendToTwo(changes: Partial<CampaignInput> = {}) {
    const before = here.relay.messages.length;
    const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, 2), changes));
    await api.campaigns.send(id);
    await whenSent(api, id);
    const received = here.relay.messages.slice(before);
    const entries = received.map(async (message) => {
      const mail = await message.parse();
      const unfolded = message.raw
        .toString()
        .split('\r\n\r\n')[0]!
        .replaceAll(/\r\n[ \t]/g, ' ');
      const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(unfolded)?.[1];
      const seen = {
        header: header('List-Unsubscribe'),
        post: header('List-Unsubscribe-Post'),
        html: String(mail.html).replaceAll('&#x3D;', '='),
        text: mail.text!,
      };
      return [message.to[0], seen] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  test('by mail to the sender, with the address in the subject', async () => {
    const { 'c1@example.com': one, 'c2@example.com': two } = await sendToTwo();
    expect(one!.header).toBe('<mailto:news@roastery.example?subject=Unsubscribe%20c1%40example.com>');
    expect(two!.header).toContain('c2%40example.com');
    expect(one!.post).toBeUndefined();
    for (const part of [one!.html, one!.text]) {
      expect(part).toContain('mailto:news@roastery.example?subject=Unsubscribe%20c1%40example.com');
    }
  });

  test('or to the reply-to address, or to the one that is set for it', async () => {
    const replyTo = 'hello+news@roastery.example';
    const replies = await sendToTwo({ replyTo });
    expect(replies['c1@example.com']!.header).toContain('<mailto:hello%2Bnews@roastery.example?');
    await api.settings.update({ unsubscribeEmail: 'leave@roastery.example' });
    const set = await sendToTwo({ replyTo });
    expect(set['c1@example.com']!.header).toContain('<mailto:leave@roastery.example?');
  });

  test('with one click where there is a public URL, each with a token of their own', async () => {
    await api.settings.update({ publicUrl: 'https://mail.roastery.example/' });
    const { 'c1@example.com': one, 'c2@example.com': two } = await sendToTwo();
    const [link] = /https:\/\/mail\.roastery\.example\/u\/[0-9a-z]+-[0-9a-z]+-[\w-]{16}/.exec(one!.header)!;
    expect(one).toMatchObject({ header: `<${link}>`, post: 'List-Unsubscribe=One-Click' });
    expect(one!.html).toContain(link);
    expect(one!.text).toContain(link);
    expect(two!.header).not.toBe(one!.header);
  });

  test('without the promise of one click where the public URL is not https', async () => {
    await api.settings.update({ publicUrl: 'http://10.0.0.7:5679' });
    const { 'c1@example.com': one } = await sendToTwo();
    expect(one!.header).toMatch(/^<http:\/\/10\.0\.0\.7:5679\/u\/[\w-]+>$/);
    expect(one!.post).toBeUndefined();
  });
});
