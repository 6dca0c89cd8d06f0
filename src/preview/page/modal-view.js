/** The dialogue that a bot opens: texts, menus, checkboxes; it stays open until the server has taken it. */
import { html, nothing } from 'lit';
import { markdown } from './markdown-view.js';
import { choicesOfSelect } from './selects.js';

/** Discord's component types. */
const ACTION_ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const FILE_UPLOAD = 19;
const RADIO_GROUP = 21;
const CHECKBOX_GROUP = 22;
const CHECKBOX = 23;

/**
 * @param {any} opened the `modal` change; undefined draws nothing
 * @param {{ room: any, now: number, sending: boolean, error: string | undefined,
 *   submit: (fields: Record<string, any>) => void, close: () => void }} context
 */
export function modalView(opened, context) {
  if (!opened) return nothing;
  const { modal } = opened;
  const inputs = modal.components.flatMap((component) => inputsOf(component));
  const onSubmit = (event) => {
    event.preventDefault();
    context.submit(readFields(event.target, inputs));
  };
  const onKey = (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      context.close();
    }
    if (event.key === 'Tab') keepFocusInside(event);
  };
  return html`<div class="modal-backdrop">
    <form class="modal" role="dialog" aria-modal="true" aria-labelledby="modal-title" @submit=${onSubmit} @keydown=${onKey}>
      <header>
        <img src="/page/icon.svg" alt="" />
        <h2 id="modal-title">${modal.title}</h2>
        <button type="button" class="close" aria-label="Close" @click=${context.close}>✕</button>
      </header>
      <div class="modal-body">
        ${context.error ? html`<p class="composer-error" role="alert">${context.error}</p>` : nothing}
        ${modal.components.map((component) => componentView(component, opened, context))}
      </div>
      <footer>
        <button type="button" class="quiet-button" @click=${context.close}>Cancel</button>
        <button class="plain-button" ?disabled=${context.sending}>${context.sending ? 'Sending…' : 'Submit'}</button>
      </footer>
    </form>
  </div>`;
}

/** The inputs of a modal's component, whichever of Discord's two forms it has. */
function inputsOf(component) {
  if (component.type === ACTION_ROW) return component.components;
  return component.type === LABEL ? [component.component] : [];
}

function componentView(component, opened, context) {
  if (component.type === TEXT_DISPLAY)
    return html`<div class="text-display">${markdown(component.content, context)}</div>`;
  if (component.type === LABEL)
    return inputView(component.component, component.label, component.description, opened, context);
  return inputsOf(component).map((input) => inputView(input, input.label, undefined, opened, context));
}

function inputView(input, label, description, opened, context) {
  const id = `modal-${opened.interactionId}-${input.custom_id}`;
  const required = input.required !== false;
  const title = html`${label}${required ? html`<span class="required-mark" aria-hidden="true"> *</span>` : nothing}`;
  const hint = description ? html`<small id=${`${id}-hint`}>${description}</small>` : nothing;
  const choices = input.type === TEXT_INPUT ? [] : choicesOf(input, context.room);
  if (input.type === FILE_UPLOAD) return html`<p class="field">${label}: files can't be sent from the preview.</p>`;
  if (input.type === CHECKBOX) {
    return html`<p class="field"><label><input type="checkbox" name=${input.custom_id} ?checked=${input.default} /> ${label}</label> ${hint}</p>`;
  }
  if (input.type === RADIO_GROUP || input.type === CHECKBOX_GROUP) {
    const kind = input.type === RADIO_GROUP ? 'radio' : 'checkbox';
    return html`<fieldset class="field">
      <legend>${title}</legend>
      ${hint}
      ${choices.map((choice) => html`<label><input type=${kind} name=${input.custom_id} value=${choice.value} ?checked=${choice.default} ?required=${required && kind === 'radio'} /> ${choice.label} <small>${choice.description ?? ''}</small></label>`)}
    </fieldset>`;
  }
  if (input.type !== TEXT_INPUT) {
    const many = (input.max_values ?? 1) > 1;
    return html`<p class="field"><label for=${id}>${title}</label>${hint}
      <select class="menu" id=${id} name=${input.custom_id} ?multiple=${many} ?required=${required} aria-describedby=${`${id}-hint`}>
        ${many ? nothing : html`<option value="">${input.placeholder ?? 'Make a selection'}</option>`}
        ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.default}>${choice.label}</option>`)}
      </select></p>`;
  }
  const shared = { id, input, required };
  return html`<p class="field"><label for=${id}>${title}</label>${hint}${input.style === 2 ? paragraphInput(shared) : shortInput(shared)}</p>`;
}

function shortInput({ id, input, required }) {
  return html`<input
    id=${id}
    name=${input.custom_id}
    value=${input.value ?? ''}
    placeholder=${input.placeholder ?? nothing}
    minlength=${input.min_length ?? nothing}
    maxlength=${input.max_length ?? 4000}
    ?required=${required}
    autocomplete="off"
  />`;
}

function paragraphInput({ id, input, required }) {
  return html`<textarea
    id=${id}
    name=${input.custom_id}
    rows="4"
    placeholder=${input.placeholder ?? nothing}
    minlength=${input.min_length ?? nothing}
    maxlength=${input.max_length ?? 4000}
    ?required=${required}
    .defaultValue=${input.value ?? ''}
  ></textarea>`;
}

function choicesOf(input, room) {
  if (input.type === RADIO_GROUP || input.type === CHECKBOX_GROUP) {
    return (input.options ?? []).map((option) => ({ ...option, default: Boolean(option.default) }));
  }
  return input.type === CHECKBOX || input.type === FILE_UPLOAD ? [] : choicesOfSelect(input, room);
}

/** By custom id: a text or a radio's value (false for none), a checkbox's boolean, or the chosen values. */
function readFields(form, inputs) {
  const data = new FormData(form);
  return Object.fromEntries(
    inputs
      .filter((input) => input.type !== FILE_UPLOAD)
      .map((input) => {
        if (input.type === TEXT_INPUT) return [input.custom_id, String(data.get(input.custom_id) ?? '')];
        if (input.type === CHECKBOX) return [input.custom_id, data.has(input.custom_id)];
        if (input.type === RADIO_GROUP) return [input.custom_id, data.get(input.custom_id) ?? false];
        return [input.custom_id, data.getAll(input.custom_id).filter((value) => value !== '')];
      }),
  );
}

function keepFocusInside(event) {
  const inside = [...event.currentTarget.querySelectorAll('button, input, select, textarea')];
  const edge = event.shiftKey ? inside[0] : inside.at(-1);
  if (event.target !== edge) return;
  event.preventDefault();
  (event.shiftKey ? inside.at(-1) : inside[0])?.focus();
}
