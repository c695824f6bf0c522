// Whoever gets a task learns why it is asked, by when, with which form, and belongs to a group; a process says what it is for.
import { is } from 'bpmnlint-utils';
import { extensions, isDocumented } from './elements.js';

const NEEDED = [
  ['zeebe:FormDefinition', () => true, 'has no form: choose one'],
  ['zeebe:AssignmentDefinition', found => found.get('candidateGroups') || found.get('assignee'), 'is nobody\'s: name a candidate group'],
  ['zeebe:TaskSchedule', found => found.get('dueDate'), 'has no due date: take it from the service level of the task']
];

export default function() {

  function check(node, reporter) {
    if (is(node, 'bpmn:Process') && !isDocumented(node)) {
      reporter.report(node.id, 'Process has no documentation: say what it is for and how it ends');
    }
    if (!is(node, 'bpmn:UserTask')) {
      return;
    }
    if (!isDocumented(node)) {
      reporter.report(node.id, 'Task has no documentation: say why it is asked and what happens on each answer');
    }
    for (const [type, complete, problem] of NEEDED) {
      if (!extensions(node, type).some(complete)) {
        reporter.report(node.id, `Task ${problem}`);
      }
    }
  }

  return { check };
}
