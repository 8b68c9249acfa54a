import { lastMailTo } from './campaigns';
import type { TestSmtpServer } from './smtpServer';

/** Where the button of the last message to this address leads, entities decoded. */
export async function confirmationLinkTo(relay: TestSmtpServer, email: string): Promise<string> {
  const { html } = await lastMailTo(relay, email);
  return /<a href="([^"]*)"/.exec(String(html))![1]!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

export async function confirmationTokenTo(relay: TestSmtpServer, email: string): Promise<string> {
  return /[0-9a-z]+-[0-9a-z]+-[\w-]{16}$/.exec(await confirmationLinkTo(relay, email))![0];
}
