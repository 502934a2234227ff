// <vitrine-bytecode>: bytecode_view.ts, kept scrolled so that the instruction about to run is in sight.

import type { TemplateResult } from 'lit';
import { bytecodeView, type BytecodeModel } from '../views/bytecode_view.js';
import { keepInSight } from './scrolling.js';
import { ViewElement } from './view_element.js';

export class VitrineBytecode extends ViewElement<BytecodeModel> {
  private shownAt = '';

  protected override view(model: BytecodeModel): TemplateResult {
    return bytecodeView(model);
  }

  protected override updated(): void {
    const { code, frame, cursor } = this.model ?? {};
    const at = `${code?.id} ${frame?.offset} ${cursor}`;
    if (at === this.shownAt) return;
    this.shownAt = at;
    const list = this.querySelector<HTMLElement>('.ops');
    const row = list?.querySelector<HTMLElement>('.op.now') ?? list?.querySelector<HTMLElement>('.op.cursor');
    if (list && row && !list.matches(':hover')) keepInSight(list, row);
  }
}

customElements.define('vitrine-bytecode', VitrineBytecode);
