-- The keys that encrypt GitHub tokens, as ASP.NET Core Data Protection writes them. Each is encrypted with SECRET_KEY.
CREATE TABLE IF NOT EXISTS yudai_key_ring
(
    name text PRIMARY KEY,
    element text NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now()
);
