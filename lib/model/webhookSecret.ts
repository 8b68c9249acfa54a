import { z } from 'zod/v4';

const FORM = /^(whsec_)?(?=.)([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A symmetric secret of Standard Webhooks (standardwebhooks.com): its prefix, and random bytes in base64. */
export const standardSecretSchema = z
  .string()
  .trim()
  .regex(FORM, 'Give the signing secret as whsec_ and base64.')
  .max(1000);
