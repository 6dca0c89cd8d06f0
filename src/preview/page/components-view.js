/** Buttons and menus under a message, and what Discord calls components V2. */
import { html, nothing } from 'lit';
import { markdown, safeUrl } from './markdown-view.js';
import { hexColour } from './people.js';
import { choicesOfSelect } from './selects.js';

/** Discord's component types. */
const ACTION_ROW = 1;
const BUTTON = 2;
const SECTION = 9;
const TEXT_DISPLAY = 10;
const SEPARATOR = 14;
const CONTAINER = 17;

const BUTTON_TYPES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive', 5: 'secondary' };

/** All components of a message. */
export function components(message, context) {
  if (!message.components?.length) return nothing;
  return html`<discord-attachments slot="components"
    >${message.components.map((component) => componentView(component, message, context))}</discord-attachments
  >${failureUnder(message, context)}`;
}

function componentView(component, message, context) {
  switch (component.type) {
    case ACTION_ROW:
      return html`<discord-action-row
        >${component.components.map((inner) => componentView(inner, message, context))}</discord-action-row
      >`;
    case BUTTON:
      return buttonView(component, message, context);
    case TEXT_DISPLAY:
      return html`<div class="text-display">${markdown(component.content, context)}</div>`;
    case SECTION:
      return html`<div class="section">
        <div>${component.components.map((inner) => componentView(inner, message, context))}</div>
        ${
          component.accessory?.type === BUTTON
            ? html`<discord-action-row>${buttonView(component.accessory, message, context)}</discord-action-row>`
            : nothing
        }
      </div>`;
    case SEPARATOR:
      return component.divider === false ? html`<div class="gap"></div>` : html`<hr class="separator" />`;
    case CONTAINER:
      return html`<discord-embed color=${component.accent_color == null ? nothing : hexColour(component.accent_color)}>
        <discord-embed-description slot="description"
          >${component.components.map((inner) => componentView(inner, message, context))}</discord-embed-description
        >
      </discord-embed>`;
    default:
      return component.options || (component.type >= 5 && component.type <= 8)
        ? selectView(component, message, context)
        : nothing;
  }
}

function buttonView(button, message, { acts, pending }) {
  const label = [button.emoji?.name, button.label].filter(Boolean).join(' ');
  const url = button.url && safeUrl(button.url);
  if (url) return html`<discord-button url=${url} ?disabled=${button.disabled}>${label}</discord-button>`;
  const isPending = pending.get(`${message.id} ${button.custom_id}`) === 'sent';
  return html`<discord-button
    type=${BUTTON_TYPES[button.style] ?? 'secondary'}
    class=${isPending ? 'pending' : nothing}
    aria-busy=${isPending ? 'true' : nothing}
    ?disabled=${button.disabled}
    data-custom-id=${button.custom_id}
    @click=${() => !button.disabled && !isPending && acts.useComponent(message, button.custom_id)}
    >${label}</discord-button
  >`;
}

function selectView(select, message, { room, acts, pending }) {
  const isPending = pending.get(`${message.id} ${select.custom_id}`) === 'sent';
  const choices = choicesOfSelect(select, room);
  const most = select.max_values ?? 1;
  if (most > 1)
    return manySelect(select, choices, isPending, (values) => acts.useComponent(message, select.custom_id, values));
  return html`<select
    class="menu"
    aria-label=${select.placeholder ?? 'Make a selection'}
    ?disabled=${select.disabled || isPending}
    @change=${(event) => acts.useComponent(message, select.custom_id, [event.target.value])}
  >
    <option value="" disabled ?selected=${!choices.some((choice) => choice.default)}>${select.placeholder ?? 'Make a selection'}</option>
    ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.default}>${choice.label}${choice.description ? ` – ${choice.description}` : ''}</option>`)}
  </select>`;
}

function manySelect(select, choices, isPending, choose) {
  const submit = (event) => {
    event.preventDefault();
    choose([...new FormData(event.target).getAll('value')]);
    event.target.closest('details').open = false;
  };
  return html`<details class="menu many">
    <summary>${select.placeholder ?? 'Make a selection'}</summary>
    <form @submit=${submit}>
      ${choices.map((choice) => html`<label><input type="checkbox" name="value" value=${choice.value} ?checked=${choice.default} /> ${choice.label}</label>`)}
      <button class="plain-button" ?disabled=${select.disabled || isPending}>Choose</button>
    </form>
  </details>`;
}

/** What a client shows when the bot did not answer a press. */
function failureUnder(message, { pending }) {
  const failed = [...pending].find(([key, state]) => key.startsWith(`${message.id} `) && state !== 'sent');
  return failed
    ? html`<p slot="components" class="failure" role="alert">This interaction failed. ${failed[1]}</p>`
    : nothing;
}
