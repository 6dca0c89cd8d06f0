/** The line at the bottom: a message, or a slash command with its options as pills, by mouse or keys alone. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { PATHS, send } from './api.js';
import {
  createDraft,
  createField,
  draftRequest,
  flattenCommands,
  matchCommands,
  namedOptions,
  OPTION,
  optionsToAdd,
  parseTyped,
  partialOptions,
  putOption,
  suggestionsFor,
  unusedOptions,
} from './composer.js';
import { permissionsOf } from './people.js';

/** Waits until typing pauses before the bot is asked, in ms. */
const AUTOCOMPLETE_PAUSE_MS = 150;

/** Discord's bound for an attached file in the preview. */
const MAX_FILE_BYTES = 8_000_000;

/**
 * Makes the composer.
 *
 * @param {{ room: any, where: () => { userId: string, channelId: string, channelName: string }, redraw: () => void,
 *   onSent: (what: { name: string, answer: any }) => void }} parts
 */
export function createComposer({ room, where, redraw, onSent }) {
  const state = { text: '', draft: undefined, active: 0, open: true, focusWanted: false, error: undefined };
  let pause;
  let asked = new AbortController();

  /** Draws, then puts the caret where the state wants it. */
  function update(wantFocus = true) {
    state.focusWanted = wantFocus;
    redraw();
    if (!state.focusWanted) return;
    state.focusWanted = false;
    const id =
      state.draft === undefined
        ? 'composer-text'
        : state.draft.focus === 'tail'
          ? 'composer-tail'
          : `composer-field-${state.draft.focus}`;
    document.getElementById(id)?.focus();
  }

  function reset() {
    clearTimeout(pause);
    asked.abort();
    Object.assign(state, { text: '', draft: undefined, active: 0, open: true, error: undefined });
  }

  function start(entry, rest = '') {
    Object.assign(state, { draft: createDraft(entry, rest), text: '', active: 0, open: true, error: undefined });
    const field = focusedField();
    if (field) askForChoices(field);
    update();
  }

  function focusedField() {
    return state.draft && state.draft.focus !== 'tail' ? state.draft.fields[state.draft.focus] : undefined;
  }

  /** The commands of whoever types. */
  function offered() {
    return flattenCommands(room.commands, permissionsOf(room, where().userId));
  }

  // What can be picked right now: commands, options, or values of the option in focus.
  function picks() {
    if (!state.draft) {
      return state.text.startsWith('/') ? matchCommands(offered(), state.text.slice(1)) : [];
    }
    const field = focusedField();
    return field ? (field.chosen ? [] : (suggestionsFor(field, room) ?? [])) : optionsToAdd(state.draft);
  }

  function pick(index) {
    const chosen = picks()[index];
    if (chosen === undefined) return false;
    if (!state.draft) {
      start(chosen);
      return true;
    }
    const field = focusedField();
    if (field) {
      Object.assign(field, { chosen, text: chosen.name, error: undefined });
      moveTo(nextFocus());
    } else {
      state.draft.fields.push(createField(chosen));
      state.draft.tail = '';
      moveTo(state.draft.fields.length - 1);
    }
    return true;
  }

  /** The first field still empty, else the end. */
  function nextFocus() {
    const empty = state.draft.fields.findIndex((field) => field.chosen === undefined && field.text === '');
    return empty < 0 ? 'tail' : empty;
  }

  function moveTo(focus) {
    Object.assign(state.draft, { focus });
    Object.assign(state, { active: 0, open: true });
    const field = focusedField();
    if (field) askForChoices(field);
    update();
  }

  /** Asks the bot what it would complete, once typing pauses; an answer that comes too late is dropped. */
  function askForChoices(field) {
    clearTimeout(pause);
    asked.abort();
    if (!field.option.autocomplete || field.chosen) return;
    const mine = new AbortController();
    asked = mine;
    const { draft } = state;
    field.loading = true;
    pause = setTimeout(async () => {
      const body = {
        ...who(),
        command: draft.entry.path,
        options: partialOptions(draft, field, room),
        focused: field.option.name,
      };
      const answer = await send(PATHS.autocomplete, body, mine.signal).catch(() => undefined);
      if (answer === undefined || mine.signal.aborted) return;
      Object.assign(field, {
        loading: false,
        choices: answer.choices ?? [],
        loadError: answer.ok ? undefined : answer.error,
      });
      state.active = 0;
      if (field.pickFirst) {
        field.pickFirst = false;
        if (pick(0)) return;
      }
      redraw();
    }, AUTOCOMPLETE_PAUSE_MS);
  }

  function who() {
    const { userId, channelId } = where();
    return { userId, channelId };
  }

  async function sendDraft() {
    const request = draftRequest(state.draft, room);
    if (request === undefined) return update();
    const missing = state.draft.entry.options.find(
      (option) => option.required && !request.options.some(({ name }) => name === option.name),
    );
    if (missing) return update();
    const name = `/${request.command}`;
    const unsent = state.draft;
    reset();
    update();
    const answer = await send(PATHS.command, { ...who(), ...request });
    onSent({ name, answer });
    if (answer.ok || state.draft || state.text) return redraw();
    // What was refused comes back to be mended.
    Object.assign(state, { draft: unsent, error: answer.error });
    update();
  }

  async function sendText() {
    const content = state.text.trim();
    if (content === '') return;
    if (content.startsWith('/')) {
      state.error = 'There is no such command. Type / to see all of them.';
      return update();
    }
    reset();
    update();
    const answer = await send(PATHS.message, { ...who(), content });
    if (!answer.ok) Object.assign(state, { text: content, error: answer.error });
    redraw();
  }

  function onText(event) {
    Object.assign(state, { text: event.target.value, active: 0, open: true, error: undefined });
    const typed = parseTyped(state.text, offered());
    if (typed) start(typed.entry, typed.rest);
    else redraw();
  }

  function onField(event) {
    const field = focusedField();
    if (!field) return;
    const { before, named } = namedOptions([field.option, ...unusedOptions(state.draft)], event.target.value);
    if (named.length > 0) {
      field.text = before;
      return take(named);
    }
    Object.assign(field, { text: event.target.value, chosen: undefined, error: undefined, pickFirst: false });
    Object.assign(state, { active: 0, open: true, error: undefined });
    askForChoices(field);
    redraw();
  }

  /** "country:" typed or pasted is the option itself, and what follows stands in it. */
  function take(named) {
    let place = state.draft.focus;
    for (const one of named) place = putOption(state.draft, one);
    moveTo(place);
  }

  function onTail(event) {
    const { before, named } = namedOptions(unusedOptions(state.draft), event.target.value);
    if (before.trim() === '' && named.length > 0) {
      state.draft.tail = '';
      return take(named);
    }
    state.draft.tail = event.target.value;
    Object.assign(state, { active: 0, open: true, error: undefined });
    redraw();
  }

  /** Keys, the same in all three inputs: arrows choose, Tab and Enter take, Enter sends, Escape leaves. */
  function onKey(event) {
    if (event.isComposing) return;
    const found = state.open ? picks() : [];
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && found.length > 0) {
      event.preventDefault();
      state.active = (state.active + steps[event.key] + found.length) % found.length;
      redraw();
      document.getElementById(`composer-pick-${state.active}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter(found);
    } else if (event.key === 'Tab' && !event.shiftKey) {
      onTab(event, found);
    } else if (event.key === 'Escape' && (state.draft || state.text)) {
      event.preventDefault();
      if (state.open && found.length > 0) state.open = false;
      else reset();
      update();
    } else if (event.key === 'Backspace' && state.draft && event.target.value === '') {
      event.preventDefault();
      onBackspace();
    }
  }

  function onEnter(found) {
    if (!state.draft) {
      if (found.length > 0) pick(state.active);
      else void sendText();
      return;
    }
    const field = focusedField();
    if (field?.loading && !field.chosen) {
      // Typed faster than the bot completes: take its first choice as soon as it comes.
      field.pickFirst = true;
      return;
    }
    if (field && found.length > 0) pick(state.active);
    else if (field || state.draft.tail.trim() === '') void sendDraft();
    else if (!pick(state.active)) {
      state.error = `“${state.draft.tail.trim()}” is none of the options that can be added. Delete it to send the command.`;
      update();
    }
  }

  function onTab(event, found) {
    if (found.length > 0 && (state.draft === undefined || focusedField() || state.draft.tail !== '')) {
      event.preventDefault();
      pick(state.active);
    } else if (focusedField()) {
      event.preventDefault();
      moveTo(state.draft.focus + 1 < state.draft.fields.length ? state.draft.focus + 1 : 'tail');
    }
  }

  function onBackspace() {
    const { draft } = state;
    if (draft.focus === 'tail') {
      if (draft.fields.length > 0) return moveTo(draft.fields.length - 1);
    } else if (!draft.fields[draft.focus].option.required) {
      draft.fields.splice(draft.focus, 1);
      return moveTo(draft.fields.length > 0 ? draft.fields.length - 1 : 'tail');
    } else if (draft.focus > 0) {
      return moveTo(draft.focus - 1);
    }
    const path = draft.entry.path;
    reset();
    state.text = `/${path}`;
    update();
  }

  async function onFile(event, field) {
    const file = event.target.files[0];
    if (!file) return;
    if (file.size > MAX_FILE_BYTES) {
      field.error = 'The file is larger than 8 MB.';
      return redraw();
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const value = {
      filename: file.name,
      contentType: file.type || 'application/octet-stream',
      base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    };
    Object.assign(field, { text: file.name, chosen: { name: file.name, value }, error: undefined });
    moveTo(nextFocus());
  }

  function view() {
    const found = state.open ? picks() : [];
    return html`<div class="composer" role="group" aria-label="Write">
      ${state.error ? html`<p class="composer-error" role="alert">${state.error}</p>` : nothing}
      ${popup(found)}
      <div class="composer-line">${state.draft ? draftView(found) : textView(found)}</div>
    </div>`;
  }

  function textView(found) {
    return html`<button
        class="slash"
        title="Commands"
        aria-label="Show all commands"
        @click=${() => {
          state.text = '/';
          state.open = true;
          update();
        }}
      >
        /
      </button>
      <textarea
        id="composer-text"
        rows="1"
        maxlength="2000"
        placeholder=${`Message #${where().channelName}, or type / for commands`}
        role="combobox"
        aria-expanded=${found.length > 0}
        aria-controls="composer-picks"
        aria-activedescendant=${found.length > 0 ? `composer-pick-${state.active}` : nothing}
        aria-label=${`Message #${where().channelName}`}
        .value=${live(state.text)}
        @input=${onText}
        @keydown=${onKey}
      ></textarea>`;
  }

  function draftView(found) {
    const { draft } = state;
    return html`<span class="command-name">/${draft.entry.path}</span>
      ${draft.fields.map((field, index) => fieldView(field, index, found))}
      <input
        id="composer-tail"
        class="tail"
        aria-label="More options"
        autocomplete="off"
        placeholder=${optionsToAdd({ ...draft, tail: '' }).length > 0 ? `+${optionsToAdd({ ...draft, tail: '' }).length} optional` : 'Press Enter to send'}
        .value=${live(draft.tail)}
        @focus=${() => {
          if (draft.focus !== 'tail') moveTo('tail');
        }}
        @input=${onTail}
        @keydown=${onKey}
      />
      <button class="send" aria-label="Send the command" title="Send" @click=${sendDraft}>➤</button>`;
  }

  function fieldView(field, index, found) {
    const { option } = field;
    const inFocus = state.draft.focus === index;
    const label = html`<span class="pill-name">${option.name}${option.required ? nothing : html`<span class="optional" aria-hidden="true">?</span>`}</span>`;
    if (option.type === OPTION.attachment) {
      return html`<label class=${`pill ${field.error ? 'wrong' : ''}`}>${label}
        <input id=${`composer-field-${index}`} type="file" @change=${(event) => onFile(event, field)} @keydown=${onKey} /></label>`;
    }
    return html`<label class=${`pill ${inFocus ? 'in-focus' : ''} ${field.error ? 'wrong' : ''}`}>
      ${label}
      <input
        id=${`composer-field-${index}`}
        autocomplete="off"
        size=${Math.max(4, Math.min(40, field.text.length + 1))}
        role="combobox"
        aria-expanded=${inFocus && found.length > 0}
        aria-controls="composer-picks"
        aria-activedescendant=${inFocus && found.length > 0 ? `composer-pick-${state.active}` : nothing}
        aria-label=${`${option.name}: ${option.description}`}
        aria-required=${option.required ? 'true' : 'false'}
        aria-invalid=${field.error ? 'true' : 'false'}
        .value=${live(field.text)}
        @focus=${() => {
          if (state.draft.focus !== index) moveTo(index);
        }}
        @input=${onField}
        @keydown=${onKey}
      />
    </label>`;
  }

  function popup(found) {
    const field = focusedField();
    if (field) return fieldPopup(field, found);
    if (found.length === 0) return nothing;
    return html`<div class="popup">
      <p class="popup-head">${state.draft ? 'Options' : 'Commands'}</p>
      ${listbox(
        found,
        state.draft
          ? (option) => html`<b>${option.name}</b> <span>${option.description}</span>`
          : (entry) =>
              html`<b>/${entry.path}</b> ${entry.options.map(({ name, required }) => html`<code class=${required ? 'required' : ''}>${name}</code>`)} <span>${entry.description}</span>`,
      )}
    </div>`;
  }

  function fieldPopup(field, found) {
    const { option } = field;
    const empty = option.autocomplete && !field.chosen && field.choices && found.length === 0 && !field.loading;
    return html`<div class="popup">
      <p class="popup-head"><b>${option.name}</b> <span>${option.description}</span></p>
      ${field.error ? html`<p class="composer-error" role="alert">${field.error}</p>` : nothing}
      ${field.loading && found.length === 0 ? html`<p class="popup-note" role="status">Loading choices…</p>` : nothing}
      ${field.loadError ? html`<p class="composer-error" role="alert">Loading choices failed. ${field.loadError}</p>` : nothing}
      ${empty && !field.loadError ? html`<p class="popup-note" role="status">No options match your search.</p>` : nothing}
      ${found.length > 0 ? listbox(found, (choice) => html`<span class="choice">${choice.name}</span>`) : nothing}
    </div>`;
  }

  function listbox(found, draw) {
    return html`<ul id="composer-picks" role="listbox" aria-label="Suggestions">
      ${found.map(
        (choice, index) => html`<li
          id=${`composer-pick-${index}`}
          role="option"
          aria-selected=${index === state.active}
          @mousemove=${() => {
            if (state.active === index) return;
            state.active = index;
            redraw();
          }}
          @mousedown=${(event) => {
            event.preventDefault();
            pick(index);
          }}
        >
          ${draw(choice)}
        </li>`,
      )}
    </ul>`;
  }

  return {
    view,
    /** Begins a command by its path, as if it had been chosen. */
    startCommand(path) {
      const entry = offered().find((candidate) => candidate.path === path);
      if (entry) start(entry);
    },
    focus: () => update(),
    reset,
  };
}
