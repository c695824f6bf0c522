-- What packages offer to the lists of others: a table is named by its own package only, others join its view.

CREATE VIEW partner_view AS
  SELECT id, legal_name, name_key, country, domain, registration_key, stage, stage_since, coalesce(tier, requested_tier) AS tier, program_version, created_at
  FROM partner;

CREATE VIEW contact_view AS
  SELECT id, partner_id, name, email, role, left_at FROM contact;

CREATE VIEW grant_view AS
  SELECT * FROM access_grant;
