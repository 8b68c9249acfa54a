import type { TrackingResponse } from '../tracking';

/** As it crosses threads: a pixel is bytes. */
export interface PlainResponse extends Omit<TrackingResponse, 'body'> {
  /** In base64. */
  body: string;
}

export const toPlain = (response: TrackingResponse): PlainResponse => ({
  ...response,
  body: Buffer.from(response.body as string).toString('base64'),
});

export const fromPlain = (response: PlainResponse): TrackingResponse => ({
  ...response,
  body: Buffer.from(response.body, 'base64'),
});
