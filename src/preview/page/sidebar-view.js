/** The column on the left: the guild's channels and threads, and who the reader acts as. */
import { html, nothing } from 'lit';
import { channelTree } from './newsroom.js';
import { avatarOf, displayName } from './people.js';
import { currentTheme } from './theme.js';

/**
 * @param {{ room: any, openChannelId: string, actingUserId: string, unread: (channelId: string) => { count: number, mentioned: boolean },
 *   peopleOpen: boolean, acts: any }} context
 */
export function sidebarView(context) {
  const { room, acts } = context;
  return html`<aside class="sidebar" aria-label="Channels">
    <header class="guild">${room.guild.name}</header>
    <nav aria-label="Channels">
      <p class="category">Channels</p>
      ${channelTree(room).map(
        ({ channel, threads }) => html`${channelLink(channel, '#', context)}
          ${threads.map((thread) => channelLink(thread, '↳', context))}`,
      )}
      ${room.known && room.channels.size === 0 ? html`<p class="hint">No channels.</p>` : nothing}
    </nav>
    ${peopleMenu(context)}
    <footer class="me">
      <button
        class="me-button"
        aria-haspopup="menu"
        aria-expanded=${context.peopleOpen}
        title="Act as somebody else"
        @click=${acts.togglePeople}
      >
        ${me(context)}
      </button>
      <button
        class="round"
        aria-label=${currentTheme() === 'light' ? 'Switch to the dark theme' : 'Switch to the light theme'}
        title="Light or dark"
        data-theme-toggle
        @click=${acts.toggleTheme}
      >
        ${currentTheme() === 'light' ? '☾' : '☀'}
      </button>
    </footer>
  </aside>`;
}

function channelLink(channel, mark, { openChannelId, unread, acts }) {
  const { count, mentioned } = unread(channel.id);
  const open = channel.id === openChannelId;
  return html`<button
    class=${`channel ${open ? 'open' : ''} ${count > 0 ? 'unread' : ''} ${mark === '#' ? '' : 'thread'}`}
    aria-current=${open ? 'page' : nothing}
    data-channel-id=${channel.id}
    @click=${() => acts.openChannel(channel.id)}
  >
    <span class="hash" aria-hidden="true">${mark}</span><span class="channel-name">${channel.name}</span>
    ${count > 0 ? html`<span class=${`badge ${mentioned ? 'mentioned' : ''}`} aria-label=${`${count} unread`}>${count > 99 ? '99+' : count}</span>` : nothing}
  </button>`;
}

function me({ room, actingUserId }) {
  const member = room.members.get(actingUserId);
  if (!member) return html`<span class="me-name">…</span>`;
  return html`<img src=${avatarOf(room, member.user)} alt="" /><span class="me-text"
      ><span class="me-name">${displayName(room, member.user)}</span><small>${member.part}</small></span
    ><span aria-hidden="true">⇅</span>`;
}

function peopleMenu({ room, actingUserId, peopleOpen, acts }) {
  if (!peopleOpen) return nothing;
  const actors = [...room.members.values()].filter((member) => member.canActAs);
  return html`<div class="people" role="menu" aria-label="Act as" @keydown=${(event) => event.key === 'Escape' && acts.togglePeople()}>
    <p class="category">Act as</p>
    ${actors.map(
      (member) => html`<button
        role="menuitemradio"
        aria-checked=${member.user.id === actingUserId}
        data-user-id=${member.user.id}
        @click=${() => acts.actAs(member.user.id)}
      >
        <img src=${avatarOf(room, member.user)} alt="" /><span class="me-text"
          ><span class="me-name">${displayName(room, member.user)}</span><small>${member.part}</small></span
        >
      </button>`,
    )}
  </div>`;
}
