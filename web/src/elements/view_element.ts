// The base of the elements: light DOM, one `model` property, a pure view. Light DOM because the page's one stylesheet, its
// static first paint and its accessibility tree then hold for all of them alike; a host that wants isolation puts the
// playground into a shadow root of its own. Inside a still (static HTML that waits for the machine) elements do nothing.

import { LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';

export abstract class ViewElement<Model> extends LitElement {
  static override properties: PropertyDeclarations = { model: { attribute: false } };

  declare model: Model | undefined;

  protected abstract view(model: Model): TemplateResult;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override shouldUpdate(): boolean {
    return this.closest('[data-still]') === null;
  }

  protected override render(): unknown {
    return this.model === undefined ? nothing : this.view(this.model);
  }
}
