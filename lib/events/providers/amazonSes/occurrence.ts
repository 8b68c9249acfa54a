import type { Told } from '../report';

/** What happened to one recipient of a message. */
export type Occurrence = Omit<Told, 'id' | 'at' | 'messageId'> & { timestamp: string | undefined };
