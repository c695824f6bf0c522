// What the rules ask of a diagram's elements.
import { is } from 'bpmnlint-utils';

export function extensions(node, type) {
  return (node.get('extensionElements')?.get('values') || []).filter(value => is(value, type));
}

export function jobType(node) {
  return extensions(node, 'zeebe:TaskDefinition')[0]?.get('type');
}

export function isDocumented(node) {
  return (node.get('documentation') || []).some(documentation => documentation.get('text')?.trim());
}
