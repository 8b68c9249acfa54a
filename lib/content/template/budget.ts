import { MailtargetError } from '../../model';

/** A turn of a loop, or a tag in a block. */
const MAX_TURNS = 200_000;
const MAX_OUTPUT = 1_000_000;

/** What the blocks of one message may cost altogether: a loop in a loop in a loop ends here. */
export class Budget {
  #turns = MAX_TURNS;
  #output = MAX_OUTPUT;

  /** @throws MailtargetError TEMPLATE_INVALID */
  spendTurn(): void {
    if (--this.#turns < 0) refuse(`takes more than ${MAX_TURNS} steps`);
  }

  /**
   * @param length characters
   * @throws MailtargetError TEMPLATE_INVALID
   */
  spendOutput(length: number): void {
    this.#output -= length;
    if (this.#output < 0) refuse(`writes more than ${MAX_OUTPUT} characters`);
  }
}

function refuse(what: string): never {
  throw new MailtargetError(
    'TEMPLATE_INVALID',
    `The template's blocks: this message ${what}. Show less in them.`,
  );
}
