import type * as Transmission from './transmission/transmissionTransport';
import { openSmtpTransport } from './smtp/smtpTransport';
import type { OpenTransport } from './transport';

export const openTransport: OpenTransport = (config) =>
  config.type === 'smtp' ? openSmtpTransport(config) : transmission().openTransmissionTransport(config);

/** Loaded with the first one: its HTTP library takes 15 MB. */
const transmission = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  require('./transmission/transmissionTransport') as typeof Transmission;
