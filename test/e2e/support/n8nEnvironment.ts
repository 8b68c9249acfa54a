import { dirname } from 'node:path';
import { freePort } from '../../support/freePort';

export const LOOPBACK = '127.0.0.1';

/** Each process of n8n listens on its own. */
export const n8nPorts = async () => ({
  N8N_PORT: String(await freePort()),
  N8N_RUNNERS_BROKER_PORT: String(await freePort()),
});

/**
 * The environment of an n8n that listens on free loopback ports, shows no offers and asks nobody on the internet. It
 * inherits next to nothing: n8n behaves differently when it sees the NODE_ENV of a test runner.
 */
export async function n8nEnvironment(userFolder: string): Promise<NodeJS.ProcessEnv & { N8N_PORT: string }> {
  return {
    // n8n starts its task runner as `node`: let that be the Node of this process.
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: userFolder,
    N8N_USER_FOLDER: userFolder,
    N8N_HOST: LOOPBACK,
    N8N_LISTEN_ADDRESS: LOOPBACK,
    ...(await n8nPorts()),
    N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
    N8N_SECURE_COOKIE: 'false',
    N8N_PYTHON_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    N8N_DYNAMIC_BANNERS_ENABLED: 'false',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_VERIFIED_PACKAGES_ENABLED: 'false',
    N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
    N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
  };
}
