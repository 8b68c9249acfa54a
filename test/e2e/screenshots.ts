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

const ASKS_WITHIN_MS = 5000;
/** In the page: a list that n8n asks the node for says so as long as it has none. */
const LISTS_ARE_LOADED = `!document.body.innerText.includes('Loading options') &&
  [...document.querySelectorAll('input')].every(({ placeholder, value }) => !(placeholder + value).startsWith('Loading'))`;

/** Takes the pictures of the README in a real n8n: `npm run screenshots`. */
async function takeScreenshots(): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  await prepare();
  const example = await ExampleN8n.create();
  try {
    const editor = await example.openEditor();
    await takeWorkflow(editor, example.workflows.importAndSend.id);
    await takeNode(editor, 'Create Campaign', 'node.png');
    await editor.openWorkflow(example.workflows.composeAndSend.id);
    await takeList(editor, 'Compose Campaign', 'fixed-collection-components', 'components.png');
    await editor.openWorkflow(example.workflows.segmentAndSend.id);
    await editor.execute();
    await takeNode(editor, 'Count Recipients', 'count.png');
    await editor.closeNode();
    await takeList(editor, 'Create Segment', 'fixed-collection-filters', 'segment.png');
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

async function takeNode(editor: Editor, name: string, file: string): Promise<void> {
  await editor.page.setViewportSize({ width: 1280, height: 900 });
  await editor.openNode(name);
  await editor.page.mouse.move(0, 0);
  await editor.page.getByTestId('ndv').screenshot({
    path: join(IMAGES, file),
    style: WITHOUT_DISTRACTIONS,
  });
}

/** The first entries of a list, with the handle that one is dragged by. */
async function takeList(editor: Editor, name: string, list: string, file: string): Promise<void> {
  await editor.page.setViewportSize({ width: 1280, height: 2000 });
  await editor.openNode(name);
  const shown = editor.page.getByTestId(list).first();
  await shown.locator('textarea, input').first().hover();
  // n8n begins to ask for lists when they are in sight, and nothing tells when it has begun.
  await editor.page.waitForTimeout(ASKS_WITHIN_MS);
  await editor.page.waitForFunction(LISTS_ARE_LOADED);
  const { x, y, width } = (await shown.boundingBox())!;
  await editor.page.screenshot({
    path: join(IMAGES, file),
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
