// Our own lint rules, beside those of Camunda Modeler: used by the build, and fit for a browser.
import StaticResolver from 'bpmnlint/lib/resolver/static-resolver';
import grantHasRevoke from './grant-has-revoke.js';
import userTaskExplained from './user-task-explained.js';

export const ententeRules = {
  config: { rules: { 'entente/grant-has-revoke': 'error', 'entente/user-task-explained': 'error' } },
  resolver: new StaticResolver({
    'rule:bpmnlint-plugin-entente/grant-has-revoke': grantHasRevoke,
    'rule:bpmnlint-plugin-entente/user-task-explained': userTaskExplained
  })
};
