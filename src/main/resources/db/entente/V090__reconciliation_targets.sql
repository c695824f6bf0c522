-- Why a run was held, or failed: the end of a message key, and what is put into that message. What was written before is shown as it was written.
ALTER TABLE reconciliation_run ADD COLUMN problem_args text[] NOT NULL DEFAULT '{}';
UPDATE reconciliation_run SET problem = 'asWritten', problem_args = ARRAY[problem] WHERE problem IS NOT NULL;

-- The group that answers for what is found in the target and was not given by the ledger; null where it is the one of all targets.
ALTER TABLE access_target ADD COLUMN owner text CHECK (length(owner) BETWEEN 1 AND 100);

-- A digest of the settings that the target was compared with; empty where they were not kept.
ALTER TABLE reconciliation_run ADD COLUMN settings text NOT NULL DEFAULT '';
