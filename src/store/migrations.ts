/** The numbered list of what was done to the tables; a file is brought up to date from where it stands. */

/** One step; its number is its place in the list, counted from 1, and never changes once released. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    name: 'keyv: settings, watchlists, feeds, caches, seen marks',
    sql: `
      CREATE TABLE keyv (
        namespace TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL, -- {"value": …, "expires": …} as Keyv serialises it
        expires INTEGER,     -- ms since the epoch; NULL: never
        PRIMARY KEY (namespace, key)
      ) STRICT;
      CREATE INDEX keyv_expires ON keyv (expires) WHERE expires IS NOT NULL;
      -- Which feeds are due is asked every few seconds, over thousands of them; the row stays the only truth.
      CREATE INDEX keyv_feed_due ON keyv (json_extract(value, '$.value.nextDueAt')) WHERE namespace = 'feed-states';
      CREATE INDEX keyv_watchlist_guild ON keyv (json_extract(value, '$.value.guildId')) WHERE namespace = 'watchlists';
    `,
  },
  {
    name: 'archive of stories',
    sql: `
      CREATE TABLE stories (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        active_from INTEGER NOT NULL,  -- when its first source reported, ms since the epoch
        active_to INTEGER NOT NULL,    -- when its last source reported
        json TEXT NOT NULL             -- last: what stands behind it costs reading all of it
      ) STRICT;
      CREATE INDEX stories_active ON stories (active_to, n);

      CREATE TABLE story_item (
        item TEXT PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES stories (n) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_item_story ON story_item (story);

      -- What filing looks for; all it decides by stands in the key, so that a look-up reads no story that it drops.
      CREATE TABLE story_official (
        official TEXT NOT NULL,
        active_to INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES stories (n) ON DELETE CASCADE,
        active_from INTEGER NOT NULL,
        PRIMARY KEY (official, active_to, story)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_official_story ON story_official (story);
      CREATE TABLE story_country (
        country TEXT NOT NULL,
        active_to INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES stories (n) ON DELETE CASCADE,
        active_from INTEGER NOT NULL,
        PRIMARY KEY (country, active_to, story)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_country_story ON story_country (story);

      CREATE TABLE story_event (
        story INTEGER NOT NULL REFERENCES stories (n) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,  -- place in the story's list of events
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        day_from TEXT,             -- YYYY-MM-DD; the first and last day of a month; NULL: no date
        day_to TEXT,
        stated INTEGER NOT NULL,   -- 0: the day is only that of publication
        PRIMARY KEY (story, ordinal)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_event_diary ON story_event (status, day_to);
      CREATE TABLE event_official (
        official TEXT NOT NULL,
        day_to TEXT,
        story INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        day_from TEXT,
        FOREIGN KEY (story, ordinal) REFERENCES story_event (story, ordinal) ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX event_official_day ON event_official (official, day_to, story, ordinal, day_from);
      CREATE INDEX event_official_event ON event_official (story, ordinal, official);
      CREATE TABLE event_country (
        country TEXT NOT NULL,
        story INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        PRIMARY KEY (country, story, ordinal),
        FOREIGN KEY (story, ordinal) REFERENCES story_event (story, ordinal) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX event_country_event ON event_country (story, ordinal, country);

      -- The words of a story, folded. Trigrams, because Chinese puts no spaces between words.
      CREATE TABLE story_text (
        story INTEGER PRIMARY KEY REFERENCES stories (n) ON DELETE CASCADE,
        words TEXT NOT NULL,
        short TEXT NOT NULL  -- what is too short for trigrams
      ) STRICT;
      CREATE VIRTUAL TABLE story_fts USING fts5 (words, content = 'story_text', content_rowid = 'story', tokenize = 'trigram');
      -- A Chinese name has two characters as often as three.
      CREATE VIRTUAL TABLE story_short USING fts5 (
        short, content = 'story_text', content_rowid = 'story', tokenize = 'unicode61 remove_diacritics 0', detail = none);
      CREATE TRIGGER story_text_insert AFTER INSERT ON story_text BEGIN
        INSERT INTO story_fts (rowid, words) VALUES (new.story, new.words);
        INSERT INTO story_short (rowid, short) VALUES (new.story, new.short);
      END;
      CREATE TRIGGER story_text_delete AFTER DELETE ON story_text BEGIN
        INSERT INTO story_fts (story_fts, rowid, words) VALUES ('delete', old.story, old.words);
        INSERT INTO story_short (story_short, rowid, short) VALUES ('delete', old.story, old.short);
      END;
      CREATE TRIGGER story_text_update AFTER UPDATE ON story_text BEGIN
        INSERT INTO story_fts (story_fts, rowid, words) VALUES ('delete', old.story, old.words);
        INSERT INTO story_fts (rowid, words) VALUES (new.story, new.words);
        INSERT INTO story_short (story_short, rowid, short) VALUES ('delete', old.story, old.short);
        INSERT INTO story_short (rowid, short) VALUES (new.story, new.short);
      END;

      CREATE TABLE story_link (
        trip TEXT NOT NULL,
        deal TEXT NOT NULL,
        why TEXT NOT NULL,
        confidence REAL NOT NULL,
        PRIMARY KEY (trip, deal)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_link_deal ON story_link (deal);
    `,
  },
  {
    name: 'alerts, outbox, feedback',
    sql: `
      CREATE TABLE alerts (
        id TEXT PRIMARY KEY,
        story_id TEXT NOT NULL,
        guild_id TEXT NOT NULL,
        channel_id TEXT NOT NULL,
        watchlist_ids TEXT NOT NULL,  -- JSON list
        told_version INTEGER NOT NULL,
        message_id TEXT,
        message_gone INTEGER NOT NULL DEFAULT 0,  -- 1: the desk deleted the message
        created_at INTEGER NOT NULL,
        muted_by TEXT,
        UNIQUE (story_id, channel_id)
      ) STRICT;
      CREATE INDEX alerts_message ON alerts (message_id);
      CREATE INDEX alerts_created ON alerts (created_at);

      CREATE TABLE outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        alert_id TEXT,
        guild_id TEXT NOT NULL,
        channel_id TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('post', 'edit', 'reply')),
        message TEXT NOT NULL,        -- JSON
        created_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
        attempts INTEGER NOT NULL,
        next_attempt_at INTEGER NOT NULL,
        last_error TEXT,
        message_id TEXT,
        settled_at INTEGER
      ) STRICT;
      CREATE INDEX outbox_pending ON outbox (channel_id, position) WHERE state = 'pending';
      CREATE INDEX outbox_pending_edit ON outbox (alert_id) WHERE state = 'pending' AND action = 'edit';
      CREATE INDEX outbox_settled ON outbox (state, settled_at) WHERE state <> 'pending';

      CREATE TABLE feedback (
        story_id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        guild_id TEXT NOT NULL,
        label TEXT NOT NULL,
        why TEXT,
        at INTEGER NOT NULL,
        PRIMARY KEY (story_id, user_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX feedback_guild ON feedback (guild_id, at);
    `,
  },
  {
    name: 'changes of officials',
    sql: `
      CREATE TABLE official_changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        batch TEXT NOT NULL,
        official_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        by_user TEXT NOT NULL,
        guild_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        before TEXT,                  -- JSON; NULL: the catalogue's own entry, or nothing
        after TEXT,
        undone INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX official_changes_batch ON official_changes (batch);
      CREATE INDEX official_changes_official ON official_changes (official_id, number);
      CREATE INDEX official_changes_guild ON official_changes (guild_id, number) WHERE undone = 0;
    `,
  },
  {
    name: 'links: days between trip and deal, and what editors decided',
    sql: `
      ALTER TABLE story_link ADD COLUMN gap_days INTEGER NOT NULL DEFAULT 0;
      CREATE TABLE link_verdict (
        guild_id TEXT NOT NULL,
        trip TEXT NOT NULL,
        deal TEXT NOT NULL,
        linked INTEGER NOT NULL,  -- 1: an editor linked them; 0: an editor took the link away
        user_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (guild_id, trip, deal)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX link_verdict_deal ON link_verdict (guild_id, deal);
    `,
  },
  {
    name: 'stories by the parties of their deals',
    sql: `
      CREATE TABLE story_party (
        party TEXT NOT NULL,  -- folded
        active_to INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES stories (n) ON DELETE CASCADE,
        active_from INTEGER NOT NULL,
        PRIMARY KEY (party, active_to, story)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_party_story ON story_party (story);
      INSERT OR IGNORE INTO story_party
        SELECT lower(party.value), stories.active_to, stories.n, stories.active_from
        FROM stories, json_each(stories.json, '$.events') AS event, json_each(event.value, '$.parties') AS party;
    `,
  },
  {
    name: 'visits: trips that were under way or made, by official and country',
    sql: `
      -- Counted for every alert of a trip, over the whole archive: all that is asked for stands in the key.
      CREATE TABLE visit (
        official TEXT NOT NULL,
        country TEXT NOT NULL,
        day TEXT NOT NULL,  -- YYYY-MM-DD, the first
        story INTEGER NOT NULL REFERENCES stories (n) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        PRIMARY KEY (official, country, day, story, ordinal)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX visit_story ON visit (story);
      INSERT OR IGNORE INTO visit
        SELECT o.official, c.country, e.day_from, e.story, e.ordinal FROM story_event AS e
        JOIN event_official AS o ON o.story = e.story AND o.ordinal = e.ordinal
        JOIN event_country AS c ON c.story = e.story AND c.ordinal = e.ordinal
        WHERE e.kind = 'trip' AND e.status IN ('under-way', 'done') AND e.day_from IS NOT NULL;
    `,
  },
  {
    name: 'threads of stories',
    sql: `
      ALTER TABLE alerts ADD COLUMN thread TEXT NOT NULL DEFAULT 'none';  -- none, asked, off
      ALTER TABLE alerts ADD COLUMN thread_id TEXT;
      -- A CHECK can't be changed in place.
      CREATE TABLE outbox_with_threads (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        alert_id TEXT,
        guild_id TEXT NOT NULL,
        channel_id TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('post', 'edit', 'reply', 'open thread', 'in thread')),
        action_detail TEXT,           -- a thread's name; what to do without a thread
        message TEXT NOT NULL,        -- JSON
        created_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
        attempts INTEGER NOT NULL,
        next_attempt_at INTEGER NOT NULL,
        last_error TEXT,
        message_id TEXT,
        settled_at INTEGER
      ) STRICT;
      INSERT INTO outbox_with_threads (position, id, alert_id, guild_id, channel_id, action, message, created_at, state,
          attempts, next_attempt_at, last_error, message_id, settled_at)
        SELECT position, id, alert_id, guild_id, channel_id, action, message, created_at, state,
          attempts, next_attempt_at, last_error, message_id, settled_at FROM outbox;
      DROP TABLE outbox;
      ALTER TABLE outbox_with_threads RENAME TO outbox;
      CREATE INDEX outbox_pending ON outbox (channel_id, position) WHERE state = 'pending';
      CREATE INDEX outbox_pending_edit ON outbox (alert_id) WHERE state = 'pending' AND action = 'edit';
      CREATE INDEX outbox_settled ON outbox (state, settled_at) WHERE state <> 'pending';
    `,
  },
  {
    name: 'what is needed to read items again: texts, labelled stories, doubts',
    sql: `
      CREATE TABLE item_text (
        item TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        language TEXT,       -- as the feed declares it; NULL: not at all
        body TEXT NOT NULL   -- '': none
      ) STRICT;
      CREATE INDEX item_text_at ON item_text (at);
      ALTER TABLE feedback ADD COLUMN told TEXT;  -- JSON: the story as it was told; NULL: older than this column

      -- Reports that wait for the model's verdict, one an item: a newer wording takes the older one's place.
      CREATE TABLE doubt (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        item TEXT NOT NULL UNIQUE,
        since INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        alone INTEGER NOT NULL DEFAULT 0,  -- 1: put to the model by itself
        json TEXT NOT NULL                 -- the item and its report by rule
      ) STRICT;
      CREATE INDEX doubt_due ON doubt (due_at, n);
    `,
  },
  {
    name: 'when feeds are due, as a column',
    sql: `
      -- Beside the JSON, for SQLite read both versions of it anew to keep the index: a third of keeping a state.
      ALTER TABLE keyv ADD COLUMN due_at INTEGER;
      UPDATE keyv SET due_at = json_extract(value, '$.value.nextDueAt') WHERE namespace = 'feed-states';
      DROP INDEX keyv_feed_due;
      CREATE INDEX keyv_feed_due ON keyv (due_at) WHERE due_at IS NOT NULL;
    `,
  },
  {
    name: 'what every poll changes, as columns of a table of its own',
    sql: `
      -- Its rows are short, so that thousands of feeds are kept in a few pages; the JSON stays as it is while a feed is unchanged.
      CREATE TABLE feed_poll (
        feed_id TEXT PRIMARY KEY,
        due_at INTEGER NOT NULL,
        due_reason TEXT NOT NULL,
        attempted_at INTEGER,
        succeeded_at INTEGER
      ) STRICT, WITHOUT ROWID;
      INSERT INTO feed_poll
        SELECT key, json_extract(value, '$.value.nextDueAt'), json_extract(value, '$.value.nextDueReason'),
          json_extract(value, '$.value.lastAttemptAt'), json_extract(value, '$.value.lastSuccessAt')
        FROM keyv WHERE namespace = 'feed-states';
      UPDATE keyv SET value = json_remove(value, '$.value.nextDueAt', '$.value.nextDueReason',
        '$.value.lastAttemptAt', '$.value.lastSuccessAt') WHERE namespace = 'feed-states';
      DROP INDEX keyv_feed_due;
      ALTER TABLE keyv DROP COLUMN due_at;
    `,
  },
];
