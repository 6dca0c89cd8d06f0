/** Numbers components through as Discord's answers do, outer before inner, and fills in the defaults of selects. */
import { isObject, type Json, numberIn, objectsIn } from './json.ts';

/** Types of select menus: text, user, role, mentionable, channel. */
const SELECTS = new Set([3, 5, 6, 7, 8]);

/** Copies of the components with ids from 1; an id that a component already has stays. */
export function numberThrough(components: readonly Json[]): Json[] {
  let next = 1;
  const number = (component: Json): Json => {
    const made: Record<string, unknown> = { ...component, id: numberIn(component.id) ?? next };
    next += 1;
    if (Array.isArray(component.components)) made.components = objectsIn(component.components).map(number);
    for (const name of ['accessory', 'component']) {
      const inner = component[name];
      if (isObject(inner)) made[name] = number(inner);
    }
    if (typeof component.type === 'number' && SELECTS.has(component.type)) {
      made.min_values = numberIn(component.min_values) ?? 1;
      made.max_values = numberIn(component.max_values) ?? 1;
    }
    return made;
  };
  return components.map(number);
}
