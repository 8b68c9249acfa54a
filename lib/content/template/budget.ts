import { MailtargetError } from '../../model';

const MAX_TURNS = 100_000;
const MAX_OUTPUT = 1_000_000;

/** What one tag or block may cost: a loop in a loop in a loop ends here. */
export class Budget {
  #turns = MAX_TURNS;
  #output = MAX_OUTPUT;

  /** @throws MailtargetError TEMPLATE_INVALID */
  spendTurn(): void {
    if (--this.#turns < 0) refuse(`repeats more than ${MAX_TURNS} times`);
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
  throw new MailtargetError('TEMPLATE_INVALID', `A block of the template ${what}. Show less in it.`);
}
