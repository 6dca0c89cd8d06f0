/** The page: listens to the preview's server, keeps what is open and read, and draws it all anew after each change. */
import './components.js';
import './component-styles.js';
import { html, nothing, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { listen, PATHS, send } from './api.js';
import { createComposer } from './composer-view.js';
import { messageView } from './message-view.js';
import { modalView } from './modal-view.js';
import { applyChange, emptyNewsroom, flash, isThread, visibleMessages } from './newsroom.js';
import { displayName } from './people.js';
import { sidebarView } from './sidebar-view.js';
import { currentTheme, followSystemTheme, toggleTheme } from './theme.js';
import { clockTime } from './times.js';

/** Messages drawn of a channel; older ones are in the server's memory alone. */
const MOST_DRAWN = 150;

/** Relative times grow old: everything is drawn again after this, in ms. */
const REDRAW_MS = 20_000;

/** Scrolling this long after a hand on the list is the reader's, in ms; a dragged bar scrolls for as long as it is held. */
const HAND_MS = 1500;

const root = document.getElementById('app');
const room = emptyNewsroom();

/** What is the reader's own: never sent, gone with the tab. */
const view = {
  actingUserId: '',
  openChannelId: '',
  /** The message that a link led to; it is drawn however old it is. */
  targetId: undefined,
  /** By channel id: the last message that was seen there. */
  lastSeen: new Map(),
  dismissed: new Set(),
  /** By "message id, custom id": `sent`, or why it failed. */
  pending: new Map(),
  /** By interaction id: the key in `pending`, or `{ name, channelId }` of a command. */
  sentInteractions: new Map(),
  /** Commands on their way or failed: `{ id, name, channelId, userId, error }`. */
  notices: [],
  modalError: undefined,
  modalSending: false,
  drawerOpen: false,
  peopleOpen: false,
  logOpen: false,
  atEnd: true,
  /** When the reader last turned a wheel, pressed a key or touched the list, by `performance.now()`. */
  handAt: Number.NEGATIVE_INFINITY,
};

const acts = {
  openChannel(channelId, messageId) {
    const known = seenMessages(channelId).some(({ message }) => message.id === messageId);
    const targetId = known ? messageId : undefined;
    Object.assign(view, { openChannelId: channelId, targetId, drawerOpen: false, atEnd: targetId === undefined });
    if (targetId) flash(room, targetId);
    composer.reset();
    draw();
    composer.focus();
    // The components of the messages above take their height a little later.
    requestAnimationFrame(() => requestAnimationFrame(showTarget));
  },
  toggleTheme() {
    toggleTheme();
    draw();
  },
  togglePeople() {
    view.peopleOpen = !view.peopleOpen;
    draw();
    if (view.peopleOpen) document.querySelector('.people [aria-checked="true"]')?.focus();
    else document.querySelector('.me-button')?.focus();
  },
  actAs(userId) {
    Object.assign(view, { actingUserId: userId, peopleOpen: false });
    draw();
    composer.focus();
  },
  dismiss(messageId) {
    view.dismissed.add(messageId);
    draw();
  },
  startCommand(path) {
    composer.startCommand(path);
  },
  async useComponent(message, customId, values) {
    const key = `${message.id} ${customId}`;
    for (const other of view.pending.keys()) if (other.startsWith(`${message.id} `)) view.pending.delete(other);
    view.pending.set(key, 'sent');
    draw();
    const answer = await send(PATHS.component, {
      userId: view.actingUserId,
      channelId: message.channel_id,
      messageId: message.id,
      customId,
      ...(values ? { values } : {}),
    });
    if (!answer.ok) view.pending.set(key, answer.error);
    else if (answer.interactionId) followInteraction(answer.interactionId, { key });
    draw();
  },
};

const composer = createComposer({
  room,
  where: () => ({
    userId: view.actingUserId,
    channelId: view.openChannelId,
    channelName: room.channels.get(view.openChannelId)?.name ?? '',
  }),
  redraw: () => draw(),
  onSent({ name, answer }) {
    view.atEnd = true;
    if (answer.ok && answer.interactionId) {
      followInteraction(answer.interactionId, { name, channelId: view.openChannelId, userId: view.actingUserId });
    }
  },
});

/** Follows what becomes of an interaction; its changes may have come before the answer to our request. */
function followInteraction(interactionId, what) {
  view.sentInteractions.set(interactionId, what);
  settle(interactionId);
}

function settle(interactionId) {
  const what = view.sentInteractions.get(interactionId);
  const known = room.interactions.get(interactionId);
  if (!what) return;
  const over = known !== undefined && known.state !== 'sent';
  if (what.key) {
    if (known?.state === 'failed') view.pending.set(what.key, known.why ?? '');
    else if (over) view.pending.delete(what.key);
  } else {
    view.notices = view.notices.filter(({ id }) => id !== interactionId);
    if (!over) view.notices.push({ id: interactionId, ...what, error: undefined });
    if (known?.state === 'failed') {
      view.notices.push({ id: interactionId, ...what, error: known.why ?? 'The application did not respond.' });
    }
  }
}

function take(change) {
  applyChange(room, change, Date.now());
  if (change.kind === 'snapshot') afterSnapshot();
  if (change.kind === 'interaction') settle(change.interactionId);
  if (change.kind === 'modal') Object.assign(view, { modalError: undefined, modalSending: false });
  if (change.kind === 'message' && change.change === 'updated') setTimeout(draw, 2600);
  if (change.kind === 'channel deleted' && change.channelId === view.openChannelId) view.openChannelId = firstChannel();
  draw();
  if (change.kind === 'modal')
    document.querySelector('.modal-body input, .modal-body textarea, .modal-body select')?.focus();
}

function afterSnapshot() {
  if (!room.members.get(view.actingUserId)?.canActAs) {
    view.actingUserId = [...room.members.values()].find((member) => member.canActAs)?.user.id ?? '';
  }
  if (!room.channels.has(view.openChannelId)) view.openChannelId = firstChannel();
  view.notices = [];
  view.pending.clear();
}

function firstChannel() {
  const top = [...room.channels.values()].filter((channel) => !isThread(channel));
  return top.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))[0]?.id ?? '';
}

function seenMessages(channelId) {
  return visibleMessages(room, channelId, view.actingUserId).filter(({ message }) => !view.dismissed.has(message.id));
}

/** Messages after the last that was seen; the open channel is read as it is drawn. */
function unread(channelId) {
  const lastSeen = view.lastSeen.get(channelId) ?? '0';
  const news = seenMessages(channelId).filter(({ message }) => BigInt(message.id) > BigInt(lastSeen));
  const roles = room.members.get(view.actingUserId)?.member.roles ?? [];
  const mentioned = news.some(({ message }) => message.mention_roles?.some((roleId) => roles.includes(roleId)));
  return { count: news.length, mentioned };
}

function markRead() {
  const last = seenMessages(view.openChannelId).at(-1);
  if (last && document.visibilityState === 'visible') view.lastSeen.set(view.openChannelId, last.message.id);
}

function draw() {
  markRead();
  render(appView(), root);
  keepAtEnd();
  // The components of a message draw themselves a little later, and take their height then.
  requestAnimationFrame(keepAtEnd);
}

function showTarget() {
  if (view.targetId) document.getElementById(`message-${view.targetId}`)?.scrollIntoView({ block: 'center' });
}

function keepAtEnd() {
  const list = document.querySelector('.messages');
  if (view.atEnd && list) list.scrollTop = list.scrollHeight;
}

function appView() {
  const now = Date.now();
  const opened = room.modal?.userId === view.actingUserId ? room.modal : undefined;
  return html`<div class=${`frame ${view.drawerOpen ? 'drawer-open' : ''}`} ?inert=${opened !== undefined}>
      ${sidebarView({ room, openChannelId: view.openChannelId, actingUserId: view.actingUserId, unread, peopleOpen: view.peopleOpen, acts })}
      <button class="drawer-shade" aria-label="Close the channel list" tabindex="-1" @click=${closeDrawer}></button>
      <main>
        ${headerView()} ${statusView()} ${messagesView(now)}
        <div class="bottom">${typingView(now)} ${composer.view()}</div>
      </main>
    </div>
    ${modalView(opened, {
      room,
      now,
      sending: view.modalSending,
      error: view.modalError,
      submit: submitModal,
      close: closeModal,
    })}`;
}

function headerView() {
  const channel = room.channels.get(view.openChannelId);
  const parent = channel && isThread(channel) ? room.channels.get(channel.parent_id) : undefined;
  return html`<header class="channel-header">
    <button class="round drawer-button" aria-label="Show the channel list" @click=${openDrawer}>☰</button>
    ${parent ? html`<button class="crumb" @click=${() => acts.openChannel(parent.id)}># ${parent.name} ›</button>` : html`<span class="hash" aria-hidden="true">#</span>`}
    <h1>${channel?.name ?? ''}</h1>
    ${channel?.topic ? html`<p class="topic">${channel.topic}</p>` : nothing}
  </header>`;
}

/** What the bot is doing: one line, with all earlier ones a click away. */
function statusView() {
  const last = room.progress.at(-1);
  const state = !room.connected ? 'lost' : room.bot.online ? 'online' : 'starting';
  const words = {
    lost: room.known ? 'The connection to the preview is lost; trying again…' : 'Connecting to the preview…',
    online: last?.text ?? 'The bot is online.',
    starting: last?.text ?? 'The bot is starting…',
  };
  return html`<section class=${`status ${state}`} aria-label="What the bot is doing">
    <button aria-expanded=${view.logOpen} title="Show all steps" @click=${toggleLog}>
      <span class="lamp" aria-hidden="true"></span>
      <span class="status-text" role="status" dir="auto">${words[state]}</span>
      <span class="status-time">${last && state !== 'lost' ? clockTime(last.at) : ''}</span>
      <span aria-hidden="true">${view.logOpen ? '▴' : '▾'}</span>
    </button>
    ${view.logOpen ? html`<ol class="log">${room.progress.map((line) => html`<li><time>${new Date(line.at).toLocaleTimeString()}</time> <bdi>${line.text}</bdi></li>`)}</ol>` : nothing}
  </section>`;
}

function messagesView(now) {
  const seen = seenMessages(view.openChannelId);
  const target = seen.findIndex(({ message }) => message.id === view.targetId);
  const newest = Math.max(0, seen.length - MOST_DRAWN);
  const drawn = seen.slice(target < 0 ? newest : Math.min(target, newest));
  const notices = view.notices.filter(
    (notice) => notice.channelId === view.openChannelId && notice.userId === view.actingUserId,
  );
  const context = { room, now, acts, pending: view.pending, actingUserId: view.actingUserId };
  return html`<div class="messages" role="log" aria-label="Messages" tabindex="0" @scroll=${onScroll} @wheel=${onHand} @touchmove=${onHand} @pointerdown=${onHand} @keydown=${onHand}>
      <div class="messages-inner">
        ${drawn.length === 0 ? emptyView() : nothing}
        ${
          // Elements of a message hear of the theme once, when they are made: another theme makes them anew.
          keyed(
            currentTheme(),
            html`<discord-messages ?light-theme=${currentTheme() === 'light'} no-background>
              ${repeat(
                drawn,
                ({ message }) => message.id,
                ({ message }, index) => messageView(message, { ...context, previous: drawn[index - 1]?.message }),
              )}
            </discord-messages>`,
          )
        }
        ${notices.map((notice) => noticeView(notice))}
      </div>
    </div>
    ${view.atEnd ? nothing : html`<button class="to-end" @click=${scrollToEnd}>Jump to the newest ↓</button>`}`;
}

function emptyView() {
  const channel = room.channels.get(view.openChannelId);
  if (!channel) return html`<p class="empty" role="status">Waiting for the newsroom…</p>`;
  return html`<div class="empty">
    <h2>This is #${channel.name}</h2>
    <p>${room.bot.online ? 'Nothing here yet. News of the sample wire arrives within seconds and shows up in its channel.' : 'Nothing here yet: the bot is still starting. Alerts arrive within seconds after that.'}</p>
    <p>Meanwhile, ask something: <button class="try" @click=${tryCommands}>type <kbd>/</kbd></button></p>
  </div>`;
}

function noticeView(notice) {
  return html`<div class=${`notice ${notice.error ? 'failed' : ''}`} role=${notice.error ? 'alert' : 'status'}>
    ${
      notice.error
        ? html`<b>${notice.name}</b>: ${notice.error}
            <button class="link-button" @click=${() => forgetNotice(notice.id)}>Dismiss</button>`
        : html`Sending <b>${notice.name}</b>…`
    }
  </div>`;
}

function typingView(now) {
  const typing = room.typing.get(view.openChannelId);
  const member = typing && typing.until > now ? room.members.get(typing.userId) : undefined;
  return html`<p class="typing" aria-live="polite">${member ? `${displayName(room, member.user)} is typing…` : ''}</p>`;
}

async function submitModal(fields) {
  const { interactionId, channelId, userId } = room.modal;
  Object.assign(view, { modalSending: true, modalError: undefined });
  draw();
  const answer = await send(PATHS.modal, { userId, channelId, interactionId, fields });
  view.modalSending = false;
  if (!answer.ok) {
    view.modalError = answer.error;
  } else {
    closeModal();
    if (answer.interactionId) followInteraction(answer.interactionId, { name: 'The form', channelId, userId });
  }
  draw();
}

function closeModal() {
  room.modal = undefined;
  draw();
  composer.focus();
}

function forgetNotice(id) {
  view.notices = view.notices.filter((notice) => notice.id !== id);
  draw();
}

function tryCommands() {
  document.querySelector('.composer .slash')?.click();
}

function openDrawer() {
  view.drawerOpen = true;
  draw();
  document.querySelector('.channel.open')?.focus();
}

function closeDrawer() {
  Object.assign(view, { drawerOpen: false, peopleOpen: false });
  draw();
}

function toggleLog() {
  view.logOpen = !view.logOpen;
  draw();
}

function onHand() {
  view.handAt = performance.now();
}

function onScroll(event) {
  const list = event.target;
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  // A list that grows or is drawn anew scrolls too: only a reader's own hand leaves its end.
  const isReader = performance.now() - view.handAt < HAND_MS;
  if (isAtEnd === view.atEnd || (!isAtEnd && !isReader)) return;
  view.atEnd = isAtEnd;
  draw();
}

function scrollToEnd() {
  Object.assign(view, { atEnd: true, handAt: Number.NEGATIVE_INFINITY });
  draw();
}

document.addEventListener('visibilitychange', draw);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && view.drawerOpen) closeDrawer();
});
followSystemTheme(draw);
setInterval(draw, REDRAW_MS);
listen(take, (connected) => {
  room.connected = connected;
  draw();
});
draw();
// Pictures and fonts that come late make the list taller as well.
new ResizeObserver(keepAtEnd).observe(document.querySelector('.messages-inner'));
composer.focus();
