import { verify } from 'node:crypto';
import type { FetchText } from '../provider';
import { notSigned } from '../signatures';
import { certificateAt } from './certificates';
import { isCertificateOfSns } from './hosts';
import { signedText, type SnsMessage } from './snsMessage';

const HASHES = new Map([
  ['1', 'sha1'],
  ['2', 'sha256'],
]);

/** @throws MailtargetError WEBHOOK_SIGNATURE_INVALID; what `fetchText` throws, so that Amazon tries again later */
export async function checkSignature(message: SnsMessage, now: number, fetchText: FetchText): Promise<void> {
  const hash = HASHES.get(message.SignatureVersion);
  if (!hash) throw notSigned('It is of a version that is not known here.');
  if (!isCertificateOfSns(message.SigningCertURL)) {
    throw notSigned("It names a certificate that is not Amazon's.");
  }
  const certificate = await certificateAt(message.SigningCertURL, fetchText);
  if (!(certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime())) {
    throw notSigned('The certificate of Amazon SNS is not valid now: look at the clock of this machine.');
  }
  const signature = Buffer.from(message.Signature, 'base64');
  if (!verify(hash, Buffer.from(signedText(message)), certificate.publicKey, signature)) {
    throw notSigned('The message was changed on its way, or is not from Amazon SNS.');
  }
}
