import type { TestSmtpServer } from '../../support/smtpServer';

/** How nodes name the credential of the embedded engine. */
export const ENGINE = { id: 'engine', name: 'Mailtarget Engine' };

/** It sends through this relay. The database is left at its default: the store lies in n8n's own data folder. */
export const engineCredential = ({ host, port }: TestSmtpServer, more: Record<string, unknown> = {}) => ({
  ...ENGINE,
  type: 'mailtargetEngine',
  data: {
    database: 'sqlite',
    host,
    port,
    tls: 'none',
    user: '',
    password: '',
    messagesPerSecond: 100,
    senderEmail: 'news@example.com',
    senderName: 'Example News',
    ...more,
  },
});
