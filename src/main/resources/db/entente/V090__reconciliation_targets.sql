-- Why a run was held, or failed: the end of a message key, and what is put into that message. What was written before is shown as it was written.
ALTER TABLE reconciliation_run ADD COLUMN problem_args text[] NOT NULL DEFAULT '{}';
UPDATE reconciliation_run SET problem = 'asWritten', problem_args = ARRAY[problem] WHERE problem IS NOT NULL;
