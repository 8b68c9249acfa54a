import { type Browser, chromium, type Locator, type Page, selectors } from 'playwright-core';

/** Where Debian and Ubuntu put it. */
const CHROMIUM = process.env['CHROMIUM'] || '/usr/bin/chromium';

selectors.setTestIdAttribute('data-test-id');

/** n8n's editor in a headless browser, signed in as the owner. */
export class Editor {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(url: string): Promise<Editor> {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: 1440, height: 900 },
      deviceScaleFactor: 2,
    });
    const owner = {
      email: 'owner@example.com',
      firstName: 'Ola',
      lastName: 'Owner',
      password: 'Mailtarget1',
    };
    await context.request.post('/rest/owner/setup', { data: owner, failOnStatusCode: true });
    return new Editor(browser, await context.newPage());
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  async openWorkflow(id: string): Promise<void> {
    await this.page.goto(`/workflow/${id}`);
    await this.page.getByTestId('execute-workflow-button').waitFor();
  }

  /** Clicks "Execute workflow" and waits until n8n says that it succeeded. */
  async execute(): Promise<void> {
    await this.page.getByTestId('execute-workflow-button').click();
    await this.page.getByText('Workflow executed successfully').waitFor();
  }

  /** Waits until the node carries the green check mark of a node that has succeeded. */
  async nodeSucceeded(name: string): Promise<void> {
    await this.node(name).getByTestId('canvas-node-status-success').waitFor();
  }

  async openNode(name: string): Promise<void> {
    await this.node(name).getByTestId('canvas-default-node').dblclick();
    await this.parameter('operation').waitFor();
  }

  async closeNode(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.parameter('operation').waitFor({ state: 'detached' });
  }

  /** Drags an item of a sortable list above another one. Each is named by a field in it. */
  async dragAbove(field: Locator, other: Locator): Promise<void> {
    const from = await this.handleOf(field);
    const to = await this.handleOf(other);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x, from.y - 10, { steps: 5 });
    await this.page.mouse.move(to.x, to.y - 5, { steps: 20 });
    await this.page.mouse.up();
  }

  parameter(name: string): Locator {
    return this.page.getByTestId(`parameter-input-${name}`);
  }

  /** What the drop-down of a parameter offers. */
  async offers(parameter: string): Promise<string[]> {
    await this.parameter(parameter).click();
    const names = await this.page.getByRole('option').locator('.option-headline').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return names;
  }

  /** What a resource locator offers in its mode "From list". */
  async lists(locator: string): Promise<string[]> {
    await this.page.getByTestId(`resource-locator-${locator}`).click();
    const items = this.page.getByTestId('rlc-item');
    await items.first().waitFor();
    return items.allInnerTexts();
  }

  async choose(parameter: string | Locator, option: string): Promise<void> {
    await (typeof parameter === 'string' ? this.parameter(parameter) : parameter).click();
    await this.page.locator('.option-headline:visible').getByText(option, { exact: true }).click();
  }

  /** Adds an item to a list of n8n that has several kinds of them, by the button that is called so. */
  async add(button: string, kind: string): Promise<void> {
    await this.page.getByPlaceholder(button, { exact: true }).click();
    await this.page
      .getByRole('option', { name: kind, exact: true })
      .and(this.page.locator(':visible'))
      .click();
  }

  /** Opens the credential of the node whose panel is open; n8n then tests it. */
  async openCredential(): Promise<void> {
    await this.page.getByTestId('credential-edit-button').click();
  }

  async saveCredential(): Promise<void> {
    await this.page.getByTestId('credential-save-button').click();
  }

  /** The middle of the handle of the innermost item that the field is in. */
  private async handleOf(field: Locator): Promise<{ x: number; y: number }> {
    const item = field.locator('xpath=ancestor::*[.//*[contains(@class, "drag-handle")]][1]');
    const { x, y, width, height } = (await item.locator('.drag-handle').first().boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  }

  private node(name: string): Locator {
    return this.page.locator(`[data-node-name="${name}"]`);
  }
}
