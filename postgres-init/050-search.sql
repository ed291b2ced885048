-- The search index of messages: a read model of the grains' state, written after it and rebuilt from it on demand.
-- The owner is one of the words, so that the index finds a word in one user's messages and not in everybody's. No
-- word of a text contains a space, so none equals the owner's.
CREATE TABLE IF NOT EXISTS yudai_message_search
(
    session_key text NOT NULL,
    seq bigint NOT NULL,
    user_id bigint NOT NULL,
    content text NOT NULL,
    words tsvector NOT NULL GENERATED ALWAYS AS
        (to_tsvector('simple'::regconfig, content) || array_to_tsvector(ARRAY['user ' || user_id])) STORED,
    PRIMARY KEY (session_key, seq)
);

CREATE INDEX IF NOT EXISTS yudai_message_search_words ON yudai_message_search USING gin (words);
