import type { Topic } from '../../model';
import { layout } from './layout';
import { html, type Markup } from './markup';
import { type Language, TEXTS } from './texts';

/** What a button of a form asks for. */
export type Wish = 'unsubscribe' | 'resubscribe' | 'save' | 'confirm';

/** A form of one button. Without an action, so that it goes back to the address of the page, wherever that is. */
const oneButton = (wish: Wish, label: string, look: 'main' | 'quiet' = 'main'): Markup =>
  html`<form method="post"><button class="${look}" name="do" value="${wish}">${label}</button></form>`;

export function unsubscribePage(language: Language, sender: string): string {
  const { title, text, button } = TEXTS[language].unsubscribe;
  return layout(
    language,
    title,
    html`<p>${text(sender)}</p>
      ${oneButton('unsubscribe', button)}`,
  );
}

export function unsubscribedPage(language: Language, sender: string): string {
  const { title, text, undo, button } = TEXTS[language].unsubscribed;
  const content = html`<p>${text(sender)}</p>
    <div class="apart">
      <p class="soft">${undo}</p>
      ${oneButton('resubscribe', button, 'quiet')}
    </div>`;
  return layout(language, title, content);
}

/** After the wish to come back. */
export function resubscribedPage(language: Language, sender: string, isDone: boolean): string {
  const { title, text } = TEXTS[language][isDone ? 'resubscribed' : 'notResubscribed'];
  return layout(language, title, html`<p>${text(sender)}</p>`);
}

export function preferencesPage(
  language: Language,
  sender: string,
  topics: readonly Topic[],
  isSaved: boolean,
): string {
  const { title, text, none, save, saved, leave, leaveButton } = TEXTS[language].preferences;
  const choice = html`<form method="post">
    <fieldset>${topics.map(checkbox)}</fieldset>
    <button name="do" value="save">${save}</button>
  </form>`;
  const content = html`${isSaved ? html`<p class="done" role="status">${saved}</p>` : ''}
    <p>${topics.length > 0 ? text(sender) : none}</p>
    ${topics.length > 0 ? choice : ''}
    <div class="apart">
      <p class="soft">${leave}</p>
      ${oneButton('unsubscribe', leaveButton, 'quiet')}
    </div>`;
  return layout(language, title, content);
}

const checkbox = ({ labelId, name, subscribed }: Topic): Markup =>
  html`<label
    ><input
      type="checkbox"
      name="topic"
      value="${labelId}"
      ${subscribed ? html`checked` : ''}
    />${name}</label
  >`;

export function confirmPage(language: Language): string {
  const { title, text, button } = TEXTS[language].confirm;
  return layout(
    language,
    title,
    html`<p>${text}</p>
      ${oneButton('confirm', button)}`,
  );
}

export type Notice = 'confirmed' | 'gone' | 'home' | 'busy';

/** A page that only says something. */
export function noticePage(language: Language, notice: Notice): string {
  const { title, text } = TEXTS[language][notice];
  return layout(language, title, html`<p>${text}</p>`);
}
