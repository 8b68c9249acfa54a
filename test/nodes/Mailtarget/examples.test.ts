import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import packageJson from '../../../package.json';
import { Mailtarget } from '../../../nodes/Mailtarget/Mailtarget.node';
import { MailtargetEngineTrigger } from '../../../nodes/MailtargetEngineTrigger/MailtargetEngineTrigger.node';

const folder = join(__dirname, '../../../examples/workflows');
const descriptions = new Map(
  [new Mailtarget(), new MailtargetEngineTrigger()].map(({ description }) => [
    `${packageJson.name}.${description.name}`,
    description,
  ]),
);
const read = (file: string): { id: string; nodes: INode[]; connections: IConnections } =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));

// Whether they run is shown by the e2e tests in a real n8n. This shows that they say nothing the node does not know.
test.each(readdirSync(folder))('%s sets only parameters that the node has, and all that it needs', (file) => {
  const { id, nodes } = read(file);
  expect(id).toMatch(/^[A-Za-z]+$/);
  const ours = nodes.filter(({ type }) => !type.startsWith('n8n-nodes-base.'));
  expect(ours.length).toBeGreaterThan(0);
  for (const node of ours) {
    const description = descriptions.get(node.type)!;
    const known = NodeHelpers.getNodeParameters(
      description.properties,
      node.parameters,
      true,
      false,
      node,
      description,
    );
    expect(known).toEqual(node.parameters);
    expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description)).toBeNull();
    const needed = description.credentials!.filter((credential) =>
      NodeHelpers.displayParameter(node.parameters, credential, node, description),
    );
    expect(Object.keys(node.credentials!)).toEqual(needed.map(({ name }) => name));
    expect(node.credentials).toMatchObject({
      mailtargetEngine: { id: 'mailtarget-engine-example', name: 'Mailtarget Engine' },
    });
  }
});

test.each(readdirSync(folder))('%s connects every node, and explains itself', (file) => {
  const { nodes, connections } = read(file);
  const running = nodes.filter((node) => node.type !== 'n8n-nodes-base.stickyNote');
  const reached = Object.values(connections).flatMap(({ main }) => main!.flatMap((targets) => targets ?? []));
  const isTrigger = ({ type }: INode) =>
    /\.(manualTrigger|emailReadImap|webhook|mailtargetEngineTrigger)$/.test(type);
  const others = running.filter((node) => !isTrigger(node)).map(({ name }) => name);
  expect(running.some(isTrigger)).toBe(true);
  expect([...new Set(reached.map(({ node }) => node))].sort()).toEqual(others.sort());
  expect(nodes.length).toBe(running.length + 1);
});
