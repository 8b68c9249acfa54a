import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import cleanUp from './support/cleanUp';
import type { Editor } from './support/editor';
import { ExampleN8n } from './support/exampleN8n';
import prepare from './support/prepare';

const IMAGES = resolve(__dirname, '../../docs/images');

/** n8n's message that the workflow succeeded, and the neighbours that stick out of a node's panel. */
const WITHOUT_DISTRACTIONS = '.el-notification, [data-test-id="floating-node"] { visibility: hidden }';

/** Takes the pictures of the README in a real n8n: `npm run screenshots`. */
async function takeScreenshots(): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  await prepare();
  const example = await ExampleN8n.create();
  try {
    const editor = await example.openEditor();
    await takeWorkflow(editor, example.workflows.importAndSend.id);
    await takeNode(editor, 'Create Campaign');
    await takeComponents(editor, example.workflows.composeAndSend.id, 'Compose Campaign');
  } finally {
    await example.remove();
    await cleanUp();
  }
}

async function takeWorkflow(editor: Editor, workflowId: string): Promise<void> {
  await editor.page.setViewportSize({ width: 1440, height: 1000 });
  await editor.openWorkflow(workflowId);
  await editor.execute();
  await editor.page.screenshot({
    path: join(IMAGES, 'workflow.png'),
    clip: await frameOfNodes(editor.page),
    style: WITHOUT_DISTRACTIONS,
  });
}

async function takeNode(editor: Editor, name: string): Promise<void> {
  await editor.page.setViewportSize({ width: 1280, height: 900 });
  await editor.openNode(name);
  await editor.page.mouse.move(0, 0);
  await editor.page.getByTestId('ndv').screenshot({
    path: join(IMAGES, 'node.png'),
    style: WITHOUT_DISTRACTIONS,
  });
}

/** The first components of a body, with the handle that one is dragged by. */
async function takeComponents(editor: Editor, workflowId: string, name: string): Promise<void> {
  await editor.page.setViewportSize({ width: 1280, height: 2000 });
  await editor.openWorkflow(workflowId);
  await editor.openNode(name);
  const list = editor.page.getByTestId('fixed-collection-components');
  await list.locator('textarea').first().hover();
  const { x, y, width } = (await list.boundingBox())!;
  await editor.page.screenshot({
    path: join(IMAGES, 'components.png'),
    clip: { x: x - 16, y: y - 110, width: width + 32, height: 960 },
  });
}

/** The part of the canvas with all nodes, their captions, and a margin. */
async function frameOfNodes(page: Page) {
  const margin = 48;
  const caption = 64;
  const nodes = await page.locator('.vue-flow__node').all();
  const boxes = (await Promise.all(nodes.map((node) => node.boundingBox()))).map((box) => box!);
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + 2 * margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + caption + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

void takeScreenshots();
