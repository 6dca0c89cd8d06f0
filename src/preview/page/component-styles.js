/** What the message components lack for a page of this kind: contrast, width, and a look while something is pending. */
import { css } from 'lit';

/** By element: styles added to its own, before the first one is drawn. */
const ADDED = {
  'discord-message': css`
    :host {
      padding-left: 16px;
      padding-right: 16px;
    }
    .discord-message-timestamp,
    .discord-message-edited,
    .discord-message-ephemeral {
      color: var(--muted);
    }
    :host([light-theme]) .discord-message-timestamp,
    :host([light-theme]) .discord-message-edited,
    :host([light-theme]) .discord-message-ephemeral {
      color: var(--muted);
    }
    .discord-message-content {
      min-width: 0;
    }
    .discord-message-body-only-indent {
      flex: none;
      width: 53px;
    }
    .discord-message-ephemeral .discord-message-ephemeral-link {
      color: var(--link);
    }
  `,
  'discord-embed': css`
    :host .discord-embed-wrapper {
      background-color: var(--embed);
      border-color: var(--line);
      overflow-wrap: anywhere;
    }
    :host([light-theme]) .discord-embed-wrapper {
      background-color: var(--embed);
      border-color: var(--line);
    }
    :host .discord-embed-title a {
      color: var(--link);
    }
    :host .discord-embed-root {
      max-width: 100%;
    }
  `,
  'discord-subscript': css`
    :host,
    :host([light-theme]) {
      color: var(--muted);
    }
  `,
  'discord-command': css`
    .discord-replied-message-username {
      opacity: 1;
    }
  `,
  'discord-reply': css`
    .discord-replied-message-username {
      opacity: 1;
    }
    :host([light-theme]) .discord-replied-message-username {
      color: var(--strong);
    }
  `,
  'discord-button': css`
    :host(.pending) > *:first-child {
      opacity: 0.6;
      cursor: progress;
    }
    .secondary {
      background-color: var(--button);
      color: var(--button-text);
    }
    .secondary.hoverable:hover,
    a.secondary:hover {
      background-color: var(--button-hover);
    }
    :host > *:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
  `,
};

for (const [name, style] of Object.entries(ADDED)) {
  customElements.get(name).elementStyles.push(style.styleSheet ?? style);
}
