import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is loaded: import this file before it.

/** What n8n takes for the home folder; it writes its settings there. */
export const n8nFolder = mkdtempSync(join(tmpdir(), 'mailtarget-n8n-'));
process.env['N8N_USER_FOLDER'] = n8nFolder;
/** n8n logs every failed node, and tests make many fail. */
process.env['N8N_LOG_LEVEL'] = 'silent';

afterAll(() => rmSync(n8nFolder, { recursive: true }));
