import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { renderComponents } from '../../lib/content/components';
import { inlineCss } from '../../lib/content/html/inlineCss';
import { componentsSchema } from '../../lib/model';
import { GALLERY } from './support/galleryComponents';

const IMAGES = resolve(__dirname, '../../docs/images');
const CHROMIUM = process.env['CHROMIUM'] || '/usr/bin/chromium';

/** Takes pictures of every component, wide and narrow, light and dark: `npm run gallery`. */
async function takeGallery(): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  const html = inlineCss(await renderComponents(componentsSchema.parse(GALLERY)));
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    for (const width of [600, 320]) {
      for (const colorScheme of ['light', 'dark'] as const)
        await takePicture(browser, html, width, colorScheme);
    }
  } finally {
    await browser.close();
  }
}

async function takePicture(
  browser: Browser,
  html: string,
  width: number,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  await page.setContent(html);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  if (overflow !== 0)
    throw new Error(`At ${width} pixels the message is ${String(overflow)} pixels too wide.`);
  await page.screenshot({ path: join(IMAGES, `gallery-${width}-${colorScheme}.png`), fullPage: true });
  await page.close();
}

void takeGallery();
