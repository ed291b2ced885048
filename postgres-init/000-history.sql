-- The scripts of this folder that were applied to the database. This one runs always; the others run once, by name.
CREATE TABLE IF NOT EXISTS yudai_schema_history
(
    script text PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);
