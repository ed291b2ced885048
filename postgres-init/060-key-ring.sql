-- The keys that encrypt GitHub tokens, as ASP.NET Core's data protection writes them; each is itself encrypted under SECRET_KEY.
CREATE TABLE IF NOT EXISTS yudai_key_ring
(
    name text PRIMARY KEY,
    element text NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now()
);
