// A view as plain HTML text, without a DOM: for the static first paint, which the site's build writes into the page. It knows
// what the views use and no more: text and attribute bindings, `?boolean` ones, nested templates and lists; event and
// property bindings are dropped, except that `.model` on a <vitrine-...> tag renders that element's view in its place.

import { nothing, type TemplateResult } from 'lit';
import { bytecodeView } from './views/bytecode_view.js';
import { consoleView } from './views/console_view.js';
import { machineView } from './views/machine_view.js';
import { sourceView } from './views/source_view.js';
import { timelineView } from './views/timeline_view.js';
import { html } from 'lit';

type View = (model: never) => TemplateResult;

const kViews: Record<string, View> = {
  'vitrine-bytecode': bytecodeView as View,
  'vitrine-console': consoleView as View,
  'vitrine-editor': ((model: Parameters<typeof sourceView>[0]) => html`<div class="editor-still">${sourceView(model)}</div>`) as View,
  'vitrine-machine': machineView as View,
  'vitrine-timeline': timelineView as View,
};

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && '_$litType$' in value;
}

function content(value: unknown): string {
  if (value === nothing || value === null || value === undefined) return '';
  if (isTemplate(value)) return toStaticHtml(value);
  if (typeof value === 'object' && Symbol.iterator in value) return [...(value as Iterable<unknown>)].map(content).join('');
  return escape(String(value));
}

/** `template` as HTML text. */
export function toStaticHtml(template: TemplateResult): string {
  let out = '';
  let pending: { tag: string; view: string } | null = null;
  template.strings.forEach((piece, index) => {
    let text = piece;
    if (pending) {
      text = text.replace('>', () => `>${pending!.view}`);
      pending = null;
    }
    out += text;
    if (index === template.values.length) return;
    const value = template.values[index];
    const binding = /\s([@.?]?)([\w:-]+)=("?)([^"<>]*)$/.exec(out.slice(out.lastIndexOf('<')));
    if (!binding) {
      out += content(value);
      return;
    }
    const [whole, sigil, name, quote] = binding;
    if (!sigil) {
      if (quote === '' && value === nothing) out = out.slice(0, -whole.length);
      else out += quote === '' ? `"${content(value)}"` : content(value);
      return;
    }
    out = out.slice(0, -whole.length);
    if (sigil === '?' && value) out += ` ${name}`;
    const tag = /<([\w-]+)[^<]*$/.exec(out)?.[1] ?? '';
    const view = kViews[tag];
    if (sigil === '.' && name === 'model' && view) pending = { tag, view: toStaticHtml(view(value as never)) };
  });
  return out;
}
