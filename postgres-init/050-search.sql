-- What people find their messages by: a read model beside the grains' state, written behind it and rebuilt from it at any time.
-- The owner is one of the words, so that the index finds a word among one person's messages and not among everybody's; no word of a text has a space in it.
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
