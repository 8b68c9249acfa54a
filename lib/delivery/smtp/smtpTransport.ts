import type { SmtpConfig } from '../../model';
import { nextOf } from '../nextOf';
import type { MessageTransport, OutgoingMessage } from '../transport';
import { connect } from './connect';
import { exchange } from './exchange';
import { IdleWires } from './idleWires';
import { SILENCE, type Silence } from './silence';
import { relayError, type SmtpFailure } from './smtpErrors';
import type { Wire } from './wire';

/** An SMTP relay. Connections are made as feeds need them, and wait some seconds for the next feed. */
export function openSmtpTransport(config: SmtpConfig, silence: Silence = SILENCE): MessageTransport {
  const relay = `${config.host}:${config.port}`;
  const idle = new IdleWires(config.maxConnections);
  const errorOf = (error: unknown) => relayError(error as SmtpFailure, relay);

  return {
    async carry(feed): Promise<void> {
      let unsent: OutgoingMessage | undefined;
      for (;;) {
        const message = unsent ?? (await nextOf(feed));
        if (!message) return;
        let wire: Wire;
        try {
          wire = idle.take() ?? (await connect(config, silence));
        } catch (error) {
          return feed.settle(message, { type: 'unavailable', error: errorOf(error) });
        }
        const end = await exchange({ wire, feed, relay }, message, config.messagesInFlight);
        idle.keep(wire);
        if (end.type !== 'lost') return;
        unsent = end.unsent;
      }
    },
    async verify() {
      try {
        (await connect(config, silence)).quit();
        return undefined;
      } catch (error) {
        return { type: 'unavailable', error: errorOf(error) };
      }
    },
    close: () => idle.close(),
  };
}
