-- Which scripts of this folder a database has. Always run first; the others are skipped once they are listed here.
CREATE TABLE IF NOT EXISTS yudai_schema_history
(
    script text PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);
