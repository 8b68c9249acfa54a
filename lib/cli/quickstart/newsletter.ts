import { readFile } from 'node:fs/promises';
import type { Campaign, EmailMarketing } from '../../model';
import type { Workspace } from './workspace';

/** A draft of the example's newsletter, to everyone who may receive it. */
export async function createNewsletter(engine: EmailMarketing, workspace: Workspace): Promise<Campaign> {
  return engine.campaigns.create({
    subject: '{{#if first_name}}{{first_name}}, three{{else}}Three{{/if}} new coffees are on the table',
    previewText: 'Kiambara, Serra do Lume and Telaga Wungu, and a recipe that takes three minutes.',
    replyTo: 'mirela@lanternstreet.example',
    body: await readFile(workspace.newsletter, 'utf8'),
    recipients: { all: true },
  });
}
