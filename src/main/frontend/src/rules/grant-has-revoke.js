// Every job that gives access is undone by compensation: at the task, or at a sub-process around it, there is a compensation boundary event whose handler
// takes the same back, and something in the process throws the compensation. Which jobs give access, and what takes it back, is in grants.json.
import { is, isAny } from 'bpmnlint-utils';
import grants from './grants.json' with { type: 'json' };
import { jobType } from './elements.js';

export default function() {

  function check(node, reporter) {
    if (!is(node, 'bpmn:Activity') || node.get('isForCompensation')) {
      return;
    }
    const type = jobType(node);
    if (type?.startsWith('=')) {
      reporter.report(node.id, 'Job type is computed, so nobody can tell whether it gives access: write it out');
    }
    const undoneBy = grants[type];
    if (!undoneBy) {
      return;
    }
    const handlers = aroundWithin(node).flatMap(handlersAt).map(jobType);
    if (!handlers.some(handler => undoneBy.includes(handler))) {
      reporter.report(node.id, `Job ${type} gives access, but no compensation takes it back: attach a compensation event to the task, or to a sub-process `
        + `around it, with a handler of job type ${undoneBy.join(' or ')}`);
    } else if (!throwsCompensation(processOf(node))) {
      reporter.report(node.id, `Job ${type} gives access and has a handler that takes it back, but nothing in the process throws the compensation: add a `
        + 'compensation event where the process fails or is stopped');
    }
  }

  return { check };
}

/** The node and the sub-processes around it. */
function aroundWithin(node) {
  return is(node, 'bpmn:Activity') ? [node, ...aroundWithin(node.$parent)] : [];
}

function handlersAt(activity) {
  const scope = activity.$parent;
  const events = (scope.get('flowElements') || []).filter(
    element => is(element, 'bpmn:BoundaryEvent') && element.get('attachedToRef') === activity && compensates(element));
  return (scope.get('artifacts') || [])
    .filter(artifact => is(artifact, 'bpmn:Association') && events.includes(artifact.get('sourceRef')))
    .map(association => association.get('targetRef'))
    .filter(Boolean);
}

function throwsCompensation(container) {
  return (container.get('flowElements') || []).some(element =>
    isAny(element, ['bpmn:IntermediateThrowEvent', 'bpmn:EndEvent']) && compensates(element)
    || is(element, 'bpmn:SubProcess') && throwsCompensation(element));
}

function compensates(event) {
  return (event.get('eventDefinitions') || []).some(definition => is(definition, 'bpmn:CompensateEventDefinition'));
}

function processOf(node) {
  return is(node, 'bpmn:Process') ? node : processOf(node.$parent);
}
