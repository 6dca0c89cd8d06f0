/**
 * The second reader: takes what rss-parser can't read or would lose. htmlparser2 finds the tags, however broken; here
 * elements are known by namespace address, text by its place, and nothing but the document's end is fatal.
 */
import { Parser } from 'htmlparser2';
import { createClosedTagCheck } from './closed-tags.ts';
import type { FeedDocument } from './document.ts';
import { type Bindings, bindNamespaces, bindRoot, canonicalName, localName, NO_BINDINGS } from './element-names.ts';
import { createReferenceDecoder, type ReferenceDecoder } from './entities.ts';
import { MAX_FIELDS, MAX_LEVELS } from './limits.ts';
import { resolveBase } from './links.ts';
import { addCloseTag, addOpenTag, finishedField, type OpenField } from './open-field.ts';
import { createOpenRecords, type OpenRecords } from './open-records.ts';
import type { FeedDialect, RawFeed } from './raw.ts';
import { breaksOut, holdsNothing, type Role, roleOf } from './roles.ts';
import { markStrayBrackets, unmarkStrayBrackets } from './stray-brackets.ts';
import { closeUnclosed } from './unclosed.ts';

type Attributes = Readonly<Record<string, string>>;

interface Frame {
  readonly tag: string;
  readonly name: string;
  readonly role: Role;
  readonly bindings: Bindings;
  readonly base: string | undefined;
}

const NO_ATTRIBUTES: Attributes = {};

/**
 * Reads a document that `findFeed` has found.
 *
 * @param url the document's own address: an `xml:base` may be relative to it
 */
export function readTolerantly(document: FeedDocument, url: string | undefined): RawFeed {
  return new TolerantReading(document, url).read();
}

/** One reading of one document: the state between htmlparser2's calls. */
class TolerantReading {
  private readonly text: string;
  private readonly url: string | undefined;
  private readonly decode: ReferenceDecoder;
  private readonly hasStrays: boolean;
  private readonly repairs: Set<string>;
  private readonly frames: Frame[] = [];
  private readonly records: OpenRecords;
  /** Tags of elements that were left unclosed and that the parser still has open. */
  private readonly ghosts: string[] = [];
  private readonly isClosedSomewhere: (tag: string) => boolean;
  private field: OpenField | undefined;
  /** Its place among the frames. */
  private fieldAt = -1;
  private inCdata = false;
  private dialect: FeedDialect = 'rss';
  private channels = 0;
  /** Set where the parser was stopped: where to go on, or that there is nothing more to read. */
  private stopped: 'too deep' | 'too many items' | undefined;
  private ended = false;
  private justOpened = false;
  private hasSkipped = false;
  private parser: Parser | undefined;

  constructor(document: FeedDocument, url: string | undefined) {
    this.url = url;
    this.decode = createReferenceDecoder(document.doctype);
    this.repairs = new Set(document.repairs);
    const closed = closeUnclosed(document.text);
    if (closed !== document.text) this.repairs.add('a quote or a CDATA section that was not closed');
    this.text = markStrayBrackets(closed);
    this.hasStrays = this.text !== closed;
    if (this.hasStrays) this.repairs.add('`<` in text');
    this.records = createOpenRecords(this.repairs);
    this.isClosedSomewhere = createClosedTagCheck(this.text);
  }

  read(): RawFeed {
    let from = 0;
    while (from < this.text.length) {
      const stop = this.run(from);
      if (this.stopped !== 'too deep') break;
      this.repairs.add(`nested deeper than ${MAX_LEVELS} levels`);
      this.hasSkipped = true;
      from = this.leaveItem(stop);
    }
    if (this.frames.length > 0 && this.stopped !== 'too many items') this.endTruncated();
    const { channel, items } = this.records;
    return { dialect: this.dialect, channel, items, repairs: [...this.repairs] };
  }

  /** Parses from here to the end or to where we stop; returns the place of the stop. */
  private run(from: number): number {
    this.stopped = undefined;
    this.ended = false;
    const parser = new Parser(
      {
        onopentag: (tag, attributes) => this.open(tag, attributes),
        onclosetag: (tag, implied) => this.close(tag, implied),
        ontext: (data) => this.addText(data),
        oncdatastart: () => {
          this.inCdata = true;
        },
        oncdataend: () => {
          this.inCdata = false;
        },
      },
      { xmlMode: true, decodeEntities: false },
    );
    this.parser = parser;
    parser.write(this.text.slice(from));
    // What end() closes by itself was cut off, and has to be told apart from what the document closed.
    this.ended = true;
    if (this.stopped === undefined) parser.end();
    return from + parser.endIndex;
  }

  private stop(why: 'too deep' | 'too many items'): void {
    this.stopped = why;
    this.parser?.pause();
  }

  /** After an item that goes too deep: keeps what it has, and goes on behind it. */
  private leaveItem(at: number): number {
    this.finishField();
    const item = this.frames.findLastIndex((frame) => frame.role === 'item');
    const frame = this.frames[item];
    if (frame === undefined) return this.text.length;
    this.records.finishItem();
    this.frames.length = item;
    this.ghosts.length = 0;
    const close = this.text.indexOf(`</${frame.tag}`, at);
    const end = close === -1 ? -1 : this.text.indexOf('>', close);
    return end === -1 ? this.text.length : end + 1;
  }

  private open(tag: string, attributes: Attributes): void {
    if (this.stopped !== undefined) return;
    this.justOpened = true;
    const parent = this.frames.at(-1);
    const declared = bindNamespaces(attributes, parent?.bindings ?? NO_BINDINGS, this.frames.length);
    const bindings = parent === undefined ? bindRoot(tag, declared) : declared;
    const name = canonicalName(tag, bindings);
    if (this.field !== undefined) this.leaveUnclosedField(this.field, name);
    else if (parent?.role === 'skipped' && holdsNothing(parent.name)) this.dropFrames(this.frames.length - 1);
    const around = this.frames.at(-1);
    const written = attributes['xml:base'];
    const outer = written === undefined ? around?.base : resolveBase(this.decode(written), around?.base ?? this.url);
    const role = roleOf(name, attributes.type, {
      parent: around?.role,
      inField: this.field !== undefined,
      channels: this.channels,
    });
    const base = role === 'channel' && around === undefined ? this.baseOfCdf(attributes, outer) : outer;
    this.frames.push({ tag, name, role, bindings, base });
    if (this.frames.length + this.ghosts.length > MAX_LEVELS) {
      this.stop('too deep');
      return;
    }
    switch (role) {
      case 'root':
        this.dialect = dialectOf(name, attributes, bindings);
        if (this.dialect !== 'rss') this.records.startChannel({ attributes: this.lowerCased(attributes), base });
        break;
      case 'channel':
        if (this.channels++ === 0) this.records.startChannel({ attributes: this.lowerCased(attributes), base });
        break;
      case 'item':
        if (!this.records.startItem({ attributes: this.lowerCased(attributes), base })) this.stop('too many items');
        break;
      case 'field':
        this.fieldAt = this.frames.length - 1;
        this.field = {
          name,
          attributes: this.lowerCased(attributes),
          base,
          pieces: [],
          hasTags: false,
          hasCdata: false,
        };
        break;
      case 'group':
        this.records.addField({ name, text: '', markup: undefined, attributes: this.lowerCased(attributes), base });
        break;
      case 'inline':
        if (this.field !== undefined) addOpenTag(this.field, tag, attributes, base);
        break;
      case 'skipped':
        break;
    }
  }

  private close(tag: string, implied: boolean): void {
    const ghost = this.ghosts.lastIndexOf(tag);
    if (ghost !== -1 && this.frames.at(-1)?.tag !== tag) {
      this.ghosts.splice(ghost, 1);
      return;
    }
    const frame = this.frames.pop();
    if (frame === undefined || this.stopped !== undefined) {
      if (frame !== undefined) this.frames.push(frame);
      return;
    }
    if (this.ended && implied) {
      this.frames.push(frame);
      return;
    }
    // htmlparser2 calls `<a/>` an implied close as well.
    if (implied && !this.justOpened) this.repairs.add('an element that was not closed');
    this.justOpened = false;
    switch (frame.role) {
      case 'inline':
        if (this.field !== undefined) addCloseTag(this.field, frame.tag);
        break;
      case 'field':
        this.finishField();
        break;
      case 'item':
        this.records.finishItem();
        break;
      default:
        break;
    }
  }

  /** CDF's channel has its base in an attribute of its own. */
  private baseOfCdf(attributes: Attributes, outer: string | undefined): string | undefined {
    const written = this.lowerCased(attributes).base;
    return written === undefined ? outer : resolveBase(written, outer);
  }

  /** Ends the open field where this element can't be part of it. */
  private leaveUnclosedField(field: OpenField, name: string): void {
    const at = this.fieldAt;
    const frame = this.frames[at];
    if (frame?.role !== 'field') return;
    const signs = {
      name: field.name,
      isDirect: at === this.frames.length - 1,
      isNeverClosed: () => !this.isClosedSomewhere(frame.tag),
      hasCdata: field.hasCdata,
    };
    if (!breaksOut(name, signs)) return;
    this.finishField();
    this.dropFrames(at);
  }

  /** Leaves elements that were not closed; the parser still has them, and will close them when it comes to an outer end. */
  private dropFrames(from: number): void {
    this.repairs.add('an element that was not closed');
    for (const { tag } of this.frames.splice(from)) this.ghosts.push(tag);
  }

  private addText(data: string): void {
    if (this.stopped !== undefined) return;
    this.justOpened = false;
    const field = this.field;
    if (field === undefined) {
      this.addAuthorText(data);
      return;
    }
    if (this.inCdata) field.hasCdata = true;
    field.pieces.push(this.inCdata ? { kind: 'cdata', value: data } : { kind: 'text', value: this.decodeText(data) });
  }

  private decodeText(data: string): string {
    const text = this.decode(data);
    return this.hasStrays ? unmarkStrayBrackets(text) : text;
  }

  /** Text straight within `author`, which may also hold elements. */
  private addAuthorText(data: string): void {
    const frame = this.frames.at(-1);
    if (frame?.role !== 'group' || data.trim() === '' || !frame.name.endsWith('author')) return;
    const { name, base } = frame;
    this.records.addField({ name, text: this.decodeText(data), markup: undefined, attributes: NO_ATTRIBUTES, base });
  }

  private finishField(): void {
    const field = this.field;
    if (field === undefined) return;
    this.field = undefined;
    const group = this.frames.findLast((frame) => frame.role === 'group');
    const name = group?.name.endsWith('author') && localName(field.name) === 'name' ? group.name : field.name;
    this.records.addField(finishedField(field, name));
  }

  /** Attributes by lower-case name, their references resolved. */
  private lowerCased(attributes: Attributes): Attributes {
    let lowered: Record<string, string> | undefined;
    let count = 0;
    for (const attribute in attributes) {
      if (++count > MAX_FIELDS) break;
      lowered ??= Object.create(null) as Record<string, string>;
      lowered[attribute.toLowerCase()] = this.decode(attributes[attribute] ?? '');
    }
    return lowered ?? NO_ATTRIBUTES;
  }

  private endTruncated(): void {
    const wasCut = this.records.breakOff();
    // After a skip the outer elements' ends meet a parser that hasn't seen their beginnings.
    if (!this.hasSkipped || wasCut) this.repairs.add('cut off before its end');
  }
}

function dialectOf(name: string, attributes: Attributes, bindings: Bindings): FeedDialect {
  if (localName(name) !== 'feed') return 'rss';
  const version = attributes.version ?? '';
  const isOld = version.startsWith('0.') || bindings.get('atom version') === '0.3';
  return isOld ? 'atom03' : 'atom';
}
