// <vitrine-timeline>: timeline_view.ts.

import type { TemplateResult } from 'lit';
import { timelineView, type TimelineModel } from '../views/timeline_view.js';
import { ViewElement } from './view_element.js';

export class VitrineTimeline extends ViewElement<TimelineModel> {
  protected override view(model: TimelineModel): TemplateResult {
    return timelineView(model);
  }
}

customElements.define('vitrine-timeline', VitrineTimeline);
