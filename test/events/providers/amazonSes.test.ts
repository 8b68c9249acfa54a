import { generateKeyPairSync } from 'node:crypto';
import { certificateFor } from './certificate';
import {
  CERTIFICATE,
  fetchCertificate,
  newCertificateUrl,
  readSns,
  type SnsFields,
  snsMessage,
  TOPIC,
} from './sns';
import { eventsOf, fetchNothing, HOUR, MINUTE, NOW, refusal } from './webhooks';

const delivery = {
  eventType: 'Delivery',
  mail: { messageId: 'EXAMPLE7c191be45', destination: ['recipient@example.com'] },
  delivery: { timestamp: '2016-10-19T23:21:04.133Z', recipients: ['recipient@example.com'] },
};
const Message = JSON.stringify(delivery);
const confirmation: SnsFields = {
  Type: 'SubscriptionConfirmation',
  Subject: undefined,
  Token: '2336412f37',
  Message: `You have chosen to subscribe to the topic ${TOPIC}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
  SubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37`,
};
const { privateKey: otherKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const notSigned = (message: RegExp) => refusal('WEBHOOK_SIGNATURE_INVALID', message);

describe('a notification of Amazon SNS', () => {
  test.each([
    ['2', 'sha256'],
    ['1', 'sha1'],
  ])('with a signature of version %s is taken', async (SignatureVersion, hash) => {
    const events = await eventsOf(readSns(snsMessage({ Message, SignatureVersion }, { hash })));
    expect(events).toMatchObject([{ type: 'delivery', recipient: 'recipient@example.com' }]);
  });

  test('without a subject is taken', async () => {
    expect(await eventsOf(readSns(snsMessage({ Message, Subject: undefined })))).toHaveLength(1);
  });

  test.each([
    ['of another text', { Message: Message.replace('recipient@', 'somebody@') }],
    ['of another time', { Timestamp: new Date(NOW - MINUTE).toISOString() }],
    ['of another number', { MessageId: 'another' }],
    ['without its subject', { Subject: undefined }],
    ['of another type', { Type: 'UnsubscribeConfirmation', Token: 'a', SubscribeURL: 'b' }],
    ['that is cut off', { Signature: 'c2lnbmF0dXJl' }],
    ['that says that it is of the other version', { SignatureVersion: '1' }],
  ])('with a signature %s is refused', async (_, change: SnsFields) => {
    await expect(readSns({ ...snsMessage({ Message }), ...change })).rejects.toEqual(
      notSigned(/was changed/),
    );
  });

  test('signed by another certificate is refused', async () => {
    await expect(readSns(snsMessage({ Message }, { key: otherKey }))).rejects.toEqual(
      notSigned(/is not from Amazon SNS/),
    );
  });

  test('with a signature of a version that is not known is refused', async () => {
    const message = snsMessage({ Message, SignatureVersion: '3' });
    await expect(readSns(message, fetchNothing)).rejects.toEqual(notSigned(/version/));
  });

  test('of another topic is refused', async () => {
    const message = snsMessage({ Message, TopicArn: `${TOPIC}-of-mallory` });
    await expect(readSns(message, fetchNothing)).rejects.toEqual(notSigned(/none of those whose ARN is set/));
  });

  test('is taken as long as Amazon tries, and no longer', async () => {
    const at = (instant: number) => snsMessage({ Message, Timestamp: new Date(instant).toISOString() });
    expect(await eventsOf(readSns(at(NOW - 8 * HOUR)))).toHaveLength(1);
    for (const instant of [NOW - 8 * HOUR - 6 * MINUTE, NOW + 6 * MINUTE]) {
      await expect(readSns(at(instant), fetchNothing)).rejects.toEqual(refusal('WEBHOOK_STALE', /clock/));
    }
    await expect(readSns(snsMessage({ Message, Timestamp: 'soon' }), fetchNothing)).rejects.toMatchObject({
      code: 'WEBHOOK_STALE',
    });
  });

  test('that is no record of SES, as the greeting of a topic, gives no event', async () => {
    for (const text of [
      'Successfully validated SNS topic for Amazon SES event publishing.',
      '[]',
      '7',
      '{}',
    ]) {
      expect(await eventsOf(readSns(snsMessage({ Message: text })))).toEqual([]);
    }
  });
});

describe('the certificate', () => {
  test.each([
    'http://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com.mallory.example/SimpleNotificationService-1.pem',
    'https://mallory.example/sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com@mallory.example/SimpleNotificationService-1.pem',
    'https://mallory@sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com:8443/SimpleNotificationService-1.pem',
    'https://sns.s3-us-west-2.amazonaws.com/mallory.pem',
    'https://sns.s3.amazonaws.com/mallory.pem',
    'https://xsns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com/?Action=Something&x=.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem?to=https://mallory.example',
    'https://sns.us-east-1.amazonaws.com/a/../mallory/x.pem',
    'no URL',
    '',
  ])('is not fetched from %j', async (SigningCertURL) => {
    await expect(readSns(snsMessage({ Message, SigningCertURL }), fetchNothing)).rejects.toEqual(
      notSigned(/a certificate that is not Amazon's/),
    );
  });

  test.each([
    'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-1.pem',
  ])('is fetched from %s', async (SigningCertURL) => {
    const fetched: string[] = [];
    const fetchText = (url: string) => {
      fetched.push(url);
      return fetchCertificate(url);
    };
    expect(await eventsOf(readSns(snsMessage({ Message, SigningCertURL }), fetchText))).toHaveLength(1);
    expect(fetched).toEqual([SigningCertURL]);
  });

  test('is fetched once, also for messages that come together', async () => {
    let fetches = 0;
    const fetchText = (url: string) => {
      fetches++;
      return fetchCertificate(url);
    };
    const message = snsMessage({ Message });
    await Promise.all([readSns(message, fetchText), readSns(message, fetchText)]);
    await readSns(message, fetchText);
    expect(fetches).toBe(1);
  });

  test('is fetched again when that failed, and the failure is told as it is', async () => {
    const message = snsMessage({ Message });
    const failure = new Error('No route to Amazon');
    await expect(readSns(message, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await eventsOf(readSns(message))).toHaveLength(1);
  });

  test('is kept for some time only: there is an end to what is kept', async () => {
    const first = snsMessage({ Message });
    await readSns(first);
    for (let i = 0; i < 50; i++) await readSns(snsMessage({ Message }));
    await expect(readSns(first, fetchNothing)).rejects.toThrow('Nobody is to fetch');
  });

  test.each([
    ['no longer', NOW - 2 * HOUR, NOW - MINUTE],
    ['not yet', NOW + MINUTE, NOW + HOUR],
  ])('is %s valid: the message is refused', async (_, from, to) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const message = snsMessage({ Message }, { key: privateKey });
    const certificate = certificateFor(privateKey, from, to);
    await expect(readSns(message, () => Promise.resolve(certificate))).rejects.toEqual(
      notSigned(/not valid now/),
    );
  });

  test.each(['', '<html>Not found</html>', CERTIFICATE.slice(0, 300)])('is none: %j', async (text) => {
    const message = snsMessage({ Message });
    await expect(readSns(message, () => Promise.resolve(text))).rejects.toEqual(notSigned(/there is none/));
    expect(await eventsOf(readSns(message))).toHaveLength(1);
  });
});

describe('a subscription', () => {
  test('is confirmed at the URL that Amazon gives', async () => {
    expect(await readSns(snsMessage(confirmation))).toEqual({ confirm: confirmation['SubscribeURL'] });
  });

  test.each([
    ['elsewhere', 'https://mallory.example/?Action=ConfirmSubscription'],
    ['without TLS', confirmation['SubscribeURL']!.replace('https', 'http')],
    ['at no URL', 'sns.us-east-1.amazonaws.com'],
  ])('is not confirmed %s', async (_, SubscribeURL) => {
    await expect(readSns(snsMessage({ ...confirmation, SubscribeURL }))).rejects.toEqual(
      notSigned(/a confirmation elsewhere than at Amazon SNS/),
    );
  });

  test('whose URL was changed is refused', async () => {
    const SubscribeURL = `${confirmation['SubscribeURL']}0`;
    await expect(readSns({ ...snsMessage(confirmation), SubscribeURL })).rejects.toEqual(
      notSigned(/was changed/),
    );
  });

  test('to the topic of somebody else is not confirmed', async () => {
    const message = snsMessage({ ...confirmation, TopicArn: TOPIC.replace('123456789012', '210987654321') });
    await expect(readSns(message)).rejects.toEqual(notSigned(/none of those whose ARN is set/));
  });

  test('that ends is left alone', async () => {
    expect(await readSns(snsMessage({ ...confirmation, Type: 'UnsubscribeConfirmation' }))).toEqual({
      events: [],
    });
  });
});

test('what comes without its envelope is refused, with how to change that', async () => {
  await expect(readSns(delivery, fetchNothing, { 'x-amz-sns-rawdelivery': 'true' })).rejects.toEqual(
    refusal('INVALID_INPUT', /Switch off raw message delivery/),
  );
  await expect(readSns(delivery, fetchNothing)).rejects.toEqual(
    refusal('INVALID_INPUT', /no webhook of Amazon SNS/),
  );
  await expect(
    readSns({ ...snsMessage({}), SigningCertURL: [newCertificateUrl()] }, fetchNothing),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
