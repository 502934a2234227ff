// <vitrine-machine>: machine_view.ts.

import type { TemplateResult } from 'lit';
import { machineView, type MachineModel } from '../views/machine_view.js';
import { ViewElement } from './view_element.js';

export class VitrineMachine extends ViewElement<MachineModel> {
  protected override view(model: MachineModel): TemplateResult {
    return machineView(model);
  }
}

customElements.define('vitrine-machine', VitrineMachine);
