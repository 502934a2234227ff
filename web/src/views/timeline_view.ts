// The run as a skyline: how deep the call stack was at every moment, ticks where the program wrote, and a range control over
// it that goes to any moment. The range control is a real <input>, so keys and screen readers work as everywhere.

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Profile } from '../moment.js';
import { emit } from './emit.js';

export interface TimelineModel {
  profile: Profile | null;
  position: number;
  lastMoment: number;
  ended: boolean;
  /** "line 5 of first_even", for the range's spoken value. */
  place: string;
}

const kHeight = 36;
const kSky = 26;

/** The outline of the depths, in units of one moment across. */
export function skyline(profile: Profile, lastMoment: number): string {
  const deepest = Math.max(1, ...profile.buckets.map((bucket) => bucket.most));
  const y = (depth: number) => (kSky - (depth / deepest) * (kSky - 3)).toFixed(2);
  let path = `M0 ${kSky}`;
  let last = '';
  profile.buckets.forEach((bucket, index) => {
    const here = y(bucket.most);
    if (here !== last) path += `H${index * profile.width}V${here}`;
    last = here;
  });
  return `${path}H${lastMoment}V${kSky}Z`;
}

function outputTicks(profile: Profile): string {
  return profile.buckets
    .map((bucket, index) => (bucket.output > 0 ? `M${index * profile.width} ${kSky + 3}h${Math.max(1, profile.width)}v4h-${Math.max(1, profile.width)}z` : ''))
    .join('');
}

function picture(model: TimelineModel, profile: Profile): TemplateResult {
  const width = Math.max(1, model.lastMoment);
  const outline = skyline(profile, model.lastMoment);
  return html`<svg class="skyline" viewBox=${`0 0 ${width} ${kHeight}`} preserveAspectRatio="none" aria-hidden="true">
    ${svg`<clipPath id="vitrine-past"><rect x="0" y="0" width=${model.position} height=${kHeight} /></clipPath>
      <path class="sky" d=${outline} />
      <path class="past" d=${outline} clip-path="url(#vitrine-past)" />
      <path class="outputs" d=${outputTicks(profile)} />`}
  </svg>`;
}

/** "42 of 54", or what stands for it at the ends. */
export function positionText({ position, lastMoment, ended }: TimelineModel): string {
  const total = ended ? lastMoment - 1 : lastMoment;
  if (position === 0) return `0 of ${total}`;
  if (ended && position === lastMoment) return `end, ${total}`;
  return `${position.toLocaleString('en')} of ${total.toLocaleString('en')}${ended ? '' : '…'}`;
}

/** The timeline. */
export function timelineView(model: TimelineModel): TemplateResult {
  const text = positionText(model);
  return html`<div class="track">
      ${model.profile && model.lastMoment > 0 ? picture(model, model.profile) : nothing}
      <input
        type="range" class="scrubber" min="0" max=${model.lastMoment} step="1" .value=${String(model.position)} value=${model.position} aria-label="Moment"
        aria-valuetext=${`instruction ${text}${model.place ? `, ${model.place}` : ''}`} ?disabled=${model.lastMoment === 0}
        @input=${(event: Event) => emit(event, 'vitrine-seek', Number((event.currentTarget as HTMLInputElement).value))}
      />
    </div>
    <output class="position">${text}</output>`;
}
