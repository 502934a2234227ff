// <vitrine-console>: console_view.ts, scrolled to its end when something was written, with the input line focused when the
// program begins to ask.

import type { TemplateResult } from 'lit';
import { consoleView, type ConsoleModel } from '../views/console_view.js';
import { ViewElement } from './view_element.js';

export class VitrineConsole extends ViewElement<ConsoleModel> {
  private asked = false;

  protected override view(model: ConsoleModel): TemplateResult {
    return consoleView(model);
  }

  protected override updated(): void {
    const body = this.querySelector<HTMLElement>('.console-body');
    if (body) body.scrollTop = body.scrollHeight;
    const asking = this.model?.asking === true;
    if (asking && !this.asked) this.querySelector<HTMLInputElement>('.input-field')?.focus({ preventScroll: true });
    this.asked = asking;
  }
}

customElements.define('vitrine-console', VitrineConsole);
